"""The catalogue of procedures: versions with dates, corrections by two people, words that people use."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models import Staff, Unit


class Procedure(models.Model):
    """One administrative procedure (thủ tục hành chính) by its national or provincial code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=20, unique=True)
    scope = models.CharField(max_length=10, default="national")
    fileable = models.BooleanField(default=True)
    on_by_default = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """How a procedure stood from one day to another. A dossier keeps the version it was filed under.

    ``unit`` is set where a commune has confirmed or corrected the entry for itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    title = models.CharField(max_length=120)
    data = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "procedure", "number"], name="version_unit_procedure_number")
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"


class ProcedureSetting(models.Model):
    """A commune's own choice about a procedure: offered here or not, and who handles it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT)
    enabled = models.BooleanField(default=True)
    handler = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "procedure"], name="setting_unit_procedure")]

    def __str__(self) -> str:
        return f"{self.procedure_id} @ {self.unit_id}"


class Correction(models.Model):
    """A proposed confirmation or correction of a catalogue entry; a second person makes it hold."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT)
    changes = models.JSONField()
    source = models.CharField(max_length=300)
    # The days for which it holds; none: from the day of the decision on, with no end.
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    proposed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "decided_at", "proposed_at"], name="correction_unit")]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {', '.join(self.changes)}"


class CatalogueImport(models.Model):
    """A national catalogue file as read (nạp danh mục): its lines wait for a second person, who sees the difference."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    lines = models.JSONField()
    rejected = models.JSONField(default=list)
    valid_from = models.DateField()
    proposed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-proposed_at"], name="catalogue_import_unit")]

    def __str__(self) -> str:
        return self.name


class Synonym(models.Model):
    """An everyday word for a procedure, entered by an officer; dated."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    text = models.CharField(max_length=80)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "text", "procedure"], name="synonym_unit_text")]

    def __str__(self) -> str:
        return f"{self.text} = {self.procedure_id}"


class SearchMiss(models.Model):
    """How often a search of a month found nothing. No person, no time of day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    month = models.CharField(max_length=7)
    text = models.CharField(max_length=80)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month", "text"], name="miss_unit_month_text")]

    def __str__(self) -> str:
        return f"{self.text} × {self.count}"
