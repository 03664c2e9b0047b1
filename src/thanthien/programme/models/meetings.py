"""Meetings of boards: who is invited and came, what the minutes say, what was concluded. Confirmed words stay."""

from django.db import models

from thanthien.core.fields import EncryptedTextField
from thanthien.core.ids import uuid7
from thanthien.org.models import Board, Position, Staff, Unit
from thanthien.programme.models.plan import PlanTask


class MeetingState(models.TextChoices):
    """How far a meeting has come; ``HELD`` means that its minutes are confirmed."""

    PLANNED = "planned", "đang chuẩn bị"
    INVITED = "invited", "đã mời"
    HELD = "held", "đã họp, biên bản đã xác nhận"
    CANCELLED = "cancelled", "đã hủy"


class Meeting(models.Model):
    """A meeting of a board or sub-committee. ``late``: entered after it had begun, so nobody was invited here.

    ``agenda`` is a list of {"title", "by", "minutes"} in order; ``revision`` counts what was told to those invited
    (SEQUENCE of RFC 5545, 3.8.7.4).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    agenda = models.JSONField(default=list)
    late = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    revision = models.PositiveSmallIntegerField(default=0)
    called_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    invited_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "starts_at", "id"], name="meeting_unit_start"),
            models.Index(fields=["board", "starts_at"], name="meeting_board_start"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.starts_at:%Y-%m-%d})"


class Came(models.TextChoices):
    """Whether somebody came."""

    PRESENT = "present", "có mặt"
    STAND_IN = "stand_in", "cử người họp thay"
    EXCUSED = "excused", "vắng có lý do"
    ABSENT = "absent", "vắng không báo"


class Invitee(models.Model):
    """Somebody called to a meeting: a member of the board with their role that day (``role`` ""), or a guest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitees", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    role = models.CharField(max_length=10, default="")
    email = EncryptedTextField(default="")
    came = models.CharField(max_length=10, choices=Came.choices, default="")
    stand_in = models.CharField(max_length=160, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "rank"], name="invitee_rank")]
        indexes = [models.Index(fields=["staff"], name="invitee_staff")]

    def __str__(self) -> str:
        return f"{self.rank}. {self.role}"


class MeetingText(models.Model):
    """Minutes (``order`` 0) and their supplements (1, 2 …). A confirmed text is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="texts", db_index=False)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "order"], name="meeting_text_order")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.order}"


class Conclusion(models.Model):
    """What a meeting concluded: who answers for it (a post), until when. ``task`` is its task in the year's plan.

    Without a plan of its year it is a task of the meeting alone, done here with ``evidence``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="conclusions", db_index=False)
    text = models.CharField(max_length=300)
    product = models.CharField(max_length=300)
    area = models.CharField(max_length=20)
    owner = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+", db_index=False)
    owner_title = models.CharField(max_length=120)
    due_on = models.DateField()
    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    done_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["meeting", "id"], name="conclusion_meeting")]

    def __str__(self) -> str:
        return self.text
