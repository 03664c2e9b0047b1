"""What came in at another door: official codes, keys of the systems that hand dossiers over, sheets being looked at."""

from django.db import models

from thanthien.core.fields import EncryptedJSONField
from thanthien.core.ids import uuid7
from thanthien.onestop.models.parts import Part
from thanthien.org.models import Staff, Unit


class OfficialCode(Part):
    """The code under which a dossier came in elsewhere, beside our own; a code is taken once for each source."""

    source = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    # When the other system received it: the lawful clock runs from there, not from the hour of taking over.
    received_at = models.DateTimeField()
    # The day that the other system promised, if it said one: shown beside ours, never instead of it.
    promised_on = models.DateField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "source", "code"], name="official_code_once"),
            models.UniqueConstraint(fields=["dossier"], name="official_code_dossier"),
        ]
        indexes = [models.Index(fields=["code"], name="official_code")]

    def __str__(self) -> str:
        return self.code


class IntakeKey(models.Model):
    """A system that may hand dossiers over. The key itself is derived and not stored (``core.tokens``)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class IntakeSheet(models.Model):
    """A sheet that a clerk sent: looked at, then loaded by the loop. Its lines are emptied when that is done."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default="shown")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    lines = EncryptedJSONField(default=list)  # whole people stand in it
    rejected = EncryptedJSONField(default=list)
    read = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    loaded = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "-at", "id"], name="intake_sheet_unit")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
