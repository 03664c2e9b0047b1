"""Courses, sessions of them, who was there, quizzes sent, certificates.

A session may be the level above's own: then ``unit`` is its unit and ``from_unit`` the commune that a person came from.
"""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Staff, Unit
from thanthien.rules.training import AUDIENCES, PASS_MARK, PRESENT_BY


class Course(models.Model):
    """A course: what it is for, its materials and the questions of its quiz (``rules.training.Question`` as JSON)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    aim = models.TextField(default="")
    questions = models.JSONField(default=list)
    pass_mark = models.PositiveSmallIntegerField(default=PASS_MARK)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "ended_on"], name="course_unit")]

    def __str__(self) -> str:
        return self.title


class CourseMaterial(models.Model):
    """A page of text or a file of a course."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="materials", db_index=False)
    title = models.CharField(max_length=200)
    text = models.TextField(default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    removed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "course"], name="course_material_of")]

    def __str__(self) -> str:
        return self.title


class TrainingSession(models.Model):
    """A session of a course. ``questions`` and ``pass_mark`` are the course's as they were when it was called."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions", db_index=False)
    keeper = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    trainer = models.CharField(max_length=200)
    audience = models.CharField(max_length=8, choices=list(AUDIENCES.items()))
    posts = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    pass_mark = models.PositiveSmallIntegerField(default=PASS_MARK)
    quiz_from = models.DateTimeField(null=True)
    quiz_until = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    report = models.TextField(default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField(null=True)
    cancel_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "starts_at", "id"], name="training_session_unit"),
            models.Index(fields=["course"], name="training_session_course"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.starts_at}"


class SessionAttendance(models.Model):
    """A person of a session: listed by name beforehand, or there. Staff once a session; ``present_at`` null: not there.

    Post, counter and role are those of that day, so that results by group stay what they were.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="people", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="trainings")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200, default="")
    counter = models.CharField(max_length=30, default="")
    role = models.CharField(max_length=16, default="")
    how = models.CharField(max_length=8, choices=list(PRESENT_BY.items()))
    present_at = models.DateTimeField(null=True)
    ticked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "session", "staff"], condition=models.Q(staff__isnull=False), name="attendance_once"
            )
        ]
        indexes = [models.Index(fields=["session", "from_unit"], name="attendance_session")]

    def __str__(self) -> str:
        return self.name


class QuizAttempt(models.Model):
    """A quiz that was sent: the chosen option of each question (-1: none), and how many were right."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    attendance = models.ForeignKey(SessionAttendance, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    right = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "attendance", "number"], name="quiz_attempt_number")]
        indexes = [models.Index(fields=["attendance"], name="quiz_attempt_of")]

    def __str__(self) -> str:
        return f"{self.right}/{self.total}"


class TrainingCertificate(models.Model):
    """A certificate as it was issued; ``code`` is what anybody checks it by, ``data`` what is drawn."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    attendance = models.OneToOneField(SessionAttendance, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=16, unique=True)
    data = models.JSONField()
    issued_on = models.DateField()

    def __str__(self) -> str:
        return self.code
