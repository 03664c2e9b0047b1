"""Reorganisation (sắp xếp đơn vị hành chính): the act, the units in it, what was decided, who keeps the old files."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models.staff import Staff
from thanthien.org.models.units import Unit


class Reorganisation(models.Model):
    """One act that ends units and begins others on a day, with its legal text.

    The new units are rows of :class:`Unit` from the carrying out on; until then they stand in ``plan``.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "nhập"
        SPLIT = "split", "chia"
        RENAME = "rename", "đổi tên"
        RECODE = "recode", "đổi mã"
        CHANGE = "change", "đổi loại"

    class State(models.TextChoices):
        PROPOSED = "proposed", "chờ duyệt"
        APPROVED = "approved", "đã duyệt, chờ thực hiện"
        DONE = "done", "đã thực hiện"
        DECLINED = "declined", "không duyệt"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Of whoever proposed it: one of the units below, or the level above.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    law_number = models.CharField(max_length=60)
    law_day = models.DateField()
    law_issuer = models.CharField(max_length=120)
    effective_on = models.DateField()
    plan = models.JSONField()
    proposed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, default="")
    carried_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    carried_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.kind} {self.law_number}"

    @property
    def law(self) -> str:
        """The legal text as papers and links name it."""
        return f"{self.law_number} ngày {self.law_day.day}/{self.law_day.month}/{self.law_day.year}"


class ReorganisedUnit(models.Model):
    """A unit in a reorganisation. A unit stands in one open plan at most."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="units")
    order = models.PositiveSmallIntegerField(default=0)
    ends = models.BooleanField(default=True)  # False: it begins by this act
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=models.Q(is_open=True), name="reorganised_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.reorganisation_id}"


class Allotment(models.Model):
    """Where one record goes: a person's decision, never a default. ``target`` null: it ends with the old unit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="allotments")
    kind = models.CharField(max_length=16)
    record_id = models.UUIDField()
    target = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "reorganisation", "kind", "record_id"], name="allotment_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} → {self.target}"


class Custody(models.Model):
    """Who keeps, reads and prints the closed files of a unit that ended."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="custody")
    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="kept")

    def __str__(self) -> str:
        return f"{self.unit_id} kept by {self.keeper_id}"
