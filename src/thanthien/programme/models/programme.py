"""A programme (mô hình, chương trình), the communes in it, and the things that open their gates."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Unit
from thanthien.rules.programme import STAGES, THINGS

STAGE_CHOICES = [(stage.key, stage.label) for stage in STAGES]
THING_CHOICES = [(thing.kind, thing.label) for thing in THINGS.values()]


class Programme(models.Model):
    """A programme of the level that runs it. One programme may go by several names: the seeds use three."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list)
    aims = models.TextField(default="")
    criteria_set = models.CharField(max_length=60, default="")
    decision = models.CharField(max_length=60)
    decided_on = models.DateField()
    issuer = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "starts_on"], name="programme_unit")]

    def __str__(self) -> str:
        return self.name


class GuidingText(models.Model):
    """A text that guides the communes: plan, guide, directive; with its file where there is one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="texts", db_index=False)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "programme", "number"], name="guiding_text_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class Participation(models.Model):
    """A commune in a programme. ``stage`` and ``since`` repeat what its things say (``rules.programme.standing``)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="participations", db_index=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="participations", db_index=False)
    chosen_on = models.DateField()
    reasons = models.TextField()
    stage = models.CharField(max_length=12, choices=STAGE_CHOICES)
    since = models.DateField()
    waits_for = models.CharField(max_length=16, default="")
    missing = models.JSONField(default=list)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(ended_on__isnull=True), name="participation_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["programme", "ended_on", "stage", "since", "id"], name="participation_board")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.stage}"


class Artefact(models.Model):
    """Something that exists and opens a gate: which kind, the record it stands for, since which day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="artefacts", db_index=False)
    kind = models.CharField(max_length=20, choices=THING_CHOICES)
    subject_id = models.UUIDField()
    label = models.CharField(max_length=300)
    day = models.DateField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "participation", "kind", "subject_id"], name="artefact_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
