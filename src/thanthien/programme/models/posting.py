"""What hangs in the office and what was put right there, each with the photo that shows it."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Staff, Unit


class Posting(models.Model):
    """One thing hung up, or one corner put right. It stays readable after it was taken down."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    on = models.DateField()
    before = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    taken_down_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="posting_unit")]

    def __str__(self) -> str:
        return self.title
