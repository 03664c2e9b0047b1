"""Who is away, and who acts for whom meanwhile."""

from datetime import date, timedelta

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models.staff import Position, Staff
from thanthien.org.models.units import Unit
from thanthien.rules.rights import KINDS, kinds_of


class AbsenceReason(models.TextChoices):
    """Kinds, never the story: why somebody is ill is nobody's business."""

    LEAVE = "leave", "nghỉ phép"
    SICK = "sick", "nghỉ ốm"
    FAMILY = "family", "việc gia đình"
    TRAINING = "training", "đi học, tập huấn"
    MISSION = "mission", "đi công tác"
    OTHER = "other", "lý do khác"


class Absence(models.Model):
    """A person is away from one day to another (exclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="absences")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    reason = models.CharField(max_length=10, choices=AbsenceReason.choices)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["unit", "valid_to"], name="absence_unit_to")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.valid_from}"

    @property
    def last_day(self) -> date:
        """The last day it holds, as people say it; ``valid_to`` is the day after."""
        return self.valid_to - timedelta(days=1)


class Delegation(models.Model):
    """The powers of one post, lent to a colleague from one day to another (exclusive).

    It never outlives the post: readers ask for both (``org.access.lent_on``), so nothing has to be ended by hand.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="delegations")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="delegations_held")
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    scope = models.CharField(max_length=300)
    kinds = models.JSONField(default=list)  # of ``rules.rights.KINDS``; empty: all of the role
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "valid_to"], name="delegation_unit_to"),
            models.Index(fields=["delegate", "valid_to"], name="delegation_delegate_to"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.valid_from})"

    @property
    def kind_words(self) -> list[str]:
        """The kinds of record it is lent for, in words."""
        return [KINDS[kind] for kind in self.kinds or kinds_of([self.position.role]) if kind in KINDS]

    @property
    def last_day(self) -> date:
        """The last day it holds, as people say it; ``valid_to`` is the day after."""
        return self.valid_to - timedelta(days=1)
