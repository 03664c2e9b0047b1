"""Papers of the model (decision, plan, minutes, report): drafted from records, edited, issued, unchanged after."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Staff, Unit


class ModelPaper(models.Model):
    """One paper about one record. A draft until ``issued_on``; then ``data`` is what was printed, ``pdf`` the print.

    ``sections`` are kept as ``paper_body`` writes them: words that people edit, blocks that stay as they were filled.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=300)
    grounds = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    sections = models.JSONField(default=list)
    signers = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    filled_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=60, default="")
    issued_on = models.DateField(null=True)
    signer_as = models.CharField(max_length=200, default="")
    signer = models.CharField(max_length=120, default="")
    data = models.JSONField(default=dict)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "subject_id"], condition=models.Q(issued_on__isnull=True),
                name="model_paper_one_draft",
            ),
            models.UniqueConstraint(
                fields=["unit", "number", "issued_on"], condition=~models.Q(number=""), name="model_paper_number"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "changed_at", "id"], name="model_paper_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or 'draft'}"
