"""Inspection and supervision: visits, what they found, and how each finding was put right and checked."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Position, Staff, Unit
from thanthien.rules.inspection import OPEN, PARTIES, STATES


class Inspection(models.Model):
    """A visit to a commune (``unit``) by whoever runs it (``by_unit``: the level above, or the commune itself).

    ``sheet`` is a list of {code, group, text, source, said, note}: the questions as they were on the day it was made.
    An unannounced one (``surprise``) is the commune's to read from ``begun_at`` on (access.inspection).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    party = models.CharField(max_length=8, choices=list(PARTIES.items()))
    surprise = models.BooleanField(default=False)
    day = models.DateField()
    purpose = models.CharField(max_length=300)
    people = models.CharField(max_length=300)
    paper = models.CharField(max_length=120, default="")
    sheet = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    conclusion = models.TextField(default="")
    cancelled_on = models.DateField(null=True)
    cancel_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "day", "id"], name="visit_unit_day"),
            models.Index(fields=["by_unit", "day", "id"], name="visit_by_day"),
        ]

    def __str__(self) -> str:
        return self.purpose


class Finding(models.Model):
    """What a visit found wrong: by when it is put right (``due`` explains the date), by the holder of which post."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    visit = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings", db_index=False)
    text = models.CharField(max_length=600)
    question = models.CharField(max_length=20, default="")
    found_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    owner = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    owner_title = models.CharField(max_length=120, default="")
    state = models.CharField(max_length=8, choices=list(STATES.items()), default=OPEN)
    task_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due_on", "id"], name="finding_unit_state"),
            models.Index(fields=["by_unit", "state", "due_on", "id"], name="finding_by_state"),
            models.Index(fields=["visit", "id"], name="finding_visit"),
        ]

    def __str__(self) -> str:
        return self.text


class FindingStep(models.Model):
    """One step of a finding: put right (with words or a file), accepted, or returned with a reason."""

    class Kind(models.TextChoices):
        FIXED = "fixed", "báo đã khắc phục"
        ACCEPTED = "accepted", "kiểm lại, đạt"
        RETURNED = "returned", "kiểm lại, chưa đạt"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(max_length=600, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d/%m/%Y}"
