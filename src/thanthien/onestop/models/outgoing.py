"""Papers that leave the house: results with their number in the book, what was printed, files made on request."""

from django.db import models

from thanthien.core.fields import EncryptedTextField
from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.onestop.models.parts import Paper, Part
from thanthien.org.models import Staff, Unit

OPEN_RESULTS = ("draft", "signed")
OPEN_FILES = ("waiting", "running")


class ResultPaper(Part):
    """A result (kết quả giải quyết): drafted or scanned, signed by the chair, numbered by the records clerk.

    One line of the book of outgoing papers once it has its number. A void one keeps its place with its reason.
    """

    kind = models.CharField(max_length=14)
    state = models.CharField(max_length=10, default="draft")
    title = models.CharField(max_length=300, default="")
    body = EncryptedTextField(default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    drafted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=40, default="")
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    issued_at = models.DateTimeField(null=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    void_reason = models.CharField(max_length=300, default="")
    voided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "dossier", "drafted_at"], name="result_unit_dossier"),
            models.Index(
                fields=["unit", "-issued_at", "-id"],
                name="result_unit_book",
                condition=models.Q(issued_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "dossier"], condition=models.Q(state__in=OPEN_RESULTS), name="result_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.state}"


class OfficeFile(models.Model):
    """A file made in the background for one officer: the register as a sheet or a print, many papers in one PDF.

    Kept encrypted for 24 hours. ``asked`` names days, keys and choices, never a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    work = models.CharField(max_length=14)
    asked = models.JSONField()
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    size = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "asked_by", "-asked_at"], name="officefile_mine")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "asked_by"], condition=models.Q(state__in=OPEN_FILES), name="officefile_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.state} {self.done}/{self.total}"


class PaperPrint(models.Model):
    """A paper that was printed in a batch: marked once, when the file was ready."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(OfficeFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "paper"], name="print_unit_paper")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.printed_at:%Y-%m-%d}"
