"""The audit chain: rows of a unit, without gaps, each carrying the hash of the one before."""

from django.db import models

from thanthien.core.ids import uuid7


class AuditRow(models.Model):
    """One act. ``body`` is the canonical text that the hash covers; the other columns repeat it for lists.

    Personal data stands in ``detail`` alone, and the body commits to it by a salted hash: erasing
    ``detail`` and ``salt`` leaves a chain that still verifies (architecture decision 5).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit_id = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    act = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    body = models.TextField()
    hash = models.CharField(max_length=64)
    detail = models.TextField(default="")
    salt = models.CharField(max_length=32, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_id", "seq"], name="audit_unit_seq")]
        indexes = [models.Index(fields=["unit_id", "subject_id", "seq"], name="audit_unit_subject")]

    def __str__(self) -> str:
        return f"{self.act} #{self.seq}"


class ChainHead(models.Model):
    """The last row of a unit's chain; locked by whoever adds one.

    ``moved_to`` is set where the unit was reorganised: its chain has its closing row, and whatever is done
    about its records later stands in the chain of that successor. ``closed`` is the last row that is a leaf of a
    closed day (core.proof.days).
    """

    unit_id = models.UUIDField(primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
    recorded_at = models.DateTimeField(null=True)
    moved_to = models.UUIDField(null=True)
    closed = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.unit_id} #{self.seq}"
