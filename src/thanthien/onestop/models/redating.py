"""When law moves dates that were promised already: a changed limit, and the act that dates open cases anew."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.onestop.models.dossier import Dossier
from thanthien.org.models import STANDS, TwoPeopleTwice, Unit


class LimitChange(TwoPeopleTwice):
    """A limit that a legal text changes for cases already open (law.md 0.1: an instrument's own transition rule).

    New cases take their limit from the catalogue, not from here.
    """

    procedure_code = models.CharField(max_length=20)
    value = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=16)  # of rules.limits.UNITS
    article = models.CharField(max_length=120)
    transition = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "procedure_code"],
                condition=STANDS,
                name="limit_change_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code}: {self.value} {self.measure}"


class Redating(models.Model):
    """One act that dates open cases anew, and how far it has come. Its list is counted, never stored.

    A case that was moved no longer differs, so what is left can always be found again: an act that was broken off
    goes on where it stood, and one that runs twice moves nothing twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)  # "calendar" or "limit"
    cause = models.UUIDField()  # the notice, or the change of limit
    number = models.PositiveIntegerField(default=0)  # the calendar's version that this act carries out
    opens = models.BooleanField(default=True)
    label = models.CharField(max_length=160)
    decided_at = models.DateTimeField()
    total = models.PositiveIntegerField(null=True)
    moved = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    others = models.PositiveIntegerField(default=0)  # dates that are kept elsewhere than in a dossier's promise
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "cause", "-decided_at"], name="redating_unit_cause"),
            models.Index(fields=["decided_at"], name="redating_open", condition=models.Q(finished_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.label


class KeptPromise(models.Model):
    """A case that keeps its date though a notice or a changed limit would put it off: who said so, and why.

    When that is taken back, the case is weighed like the others.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    cause = models.UUIDField()  # the notice, or the change of limit
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cause", "dossier"], name="kept_promise_once")]

    def __str__(self) -> str:
        return f"{self.dossier_id} keeps its date"
