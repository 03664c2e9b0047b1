"""Serving outside the office: timetables with their days, visits at home, officers assigned to hamlets."""

from django.db import models

from thanthien.core.fields import EncryptedJSONField
from thanthien.core.ids import uuid7
from thanthien.org.models import Hamlet, Position, Staff, Unit
from thanthien.rules.outside import ASKED, HOME_STATES, KINDS, PLANNED, STATES


class Outing(models.Model):
    """A timetable that is published: what kind, where, at which hours, who serves (posts), what is offered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=list(KINDS.items()))
    place = models.CharField(max_length=200)
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    opens = models.TimeField()
    closes = models.TimeField()
    offered = models.TextField()
    procedures = models.JSONField(default=list)
    posts = models.JSONField(default=list)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["unit", "made_on", "id"], name="outing_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.place}"


class OutingDay(models.Model):
    """One day of a timetable: to come, held (how many came, what was done), or called off with its public reason.

    ``dossiers`` was typed by whoever served; what the records say is counted beside it, never written here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    outing = models.ForeignKey(Outing, on_delete=models.PROTECT, related_name="days", db_index=False)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=PLANNED)
    came = models.PositiveIntegerField(default=0)
    dossiers = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=600, default="")
    reason = models.CharField(max_length=300, default="")
    noted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outing", "day"], name="outing_day_once")]
        indexes = [models.Index(fields=["unit", "day", "id"], name="outing_day_unit")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class HomeService(models.Model):
    """Service at home or at the bedside for somebody who cannot come.

    ``person`` ({name, phone, address, need}) is encrypted, read by the holder of ``server`` alone, and emptied when
    the service is done or called off, or 90 days after ``day`` by the loop: what is counted needs no name.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    server = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = EncryptedJSONField(default=dict)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=list(HOME_STATES.items()), default=ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "day", "id"], name="home_service_unit")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class HamletOfficer(models.Model):
    """The post that answers for a hamlet from one day to another (exclusive); published."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+", db_index=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "hamlet", "valid_from"], name="hamlet_officer_of")]

    def __str__(self) -> str:
        return f"{self.hamlet_id} {self.valid_from:%d/%m/%Y}"
