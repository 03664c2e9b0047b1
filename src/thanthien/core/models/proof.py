"""What makes the audit chain provable to outsiders: promises on receipts, the root of each day, roots of others."""

from django.db import models

from thanthien.core.ids import uuid7


class Promise(models.Model):
    """The signed promise of one receipt: this row of the chain will be in the root of its day (settled question 22).

    The key is the paper's. ``mark`` is what stands on the paper: the first 16 letters of the leaf's hash.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    unit_id = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    mark = models.CharField(max_length=16, unique=True)
    leaf = models.CharField(max_length=64)
    number = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    key = models.CharField(max_length=16)
    signature = models.CharField(max_length=88)

    def __str__(self) -> str:
        return f"{self.number} #{self.seq}"


class DayRoot(models.Model):
    """The signed root of one day over the audit rows of all units, in the order of unit and place.

    ``previous`` is the hash of the day before's signed text. ``spans`` says which rows: unit, first and last place;
    ``blocks`` holds the roots of each 256 leaves, so that a proof reads 256 rows and not the day.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField(unique=True)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, default="")
    at = models.DateTimeField()
    key = models.CharField(max_length=16)
    signature = models.CharField(max_length=88)
    spans = models.JSONField(default=list)
    blocks = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.day} {self.root[:16]}"


class OtherKey(models.Model):
    """The public key of another installation, entered by an administrator who got it from there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    public = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=16)
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} ({self.key})"


class OtherRoot(models.Model):
    """A day's root of another installation, kept as received and countersigned by ours.

    ``trouble`` is empty, or says what is wrong: two roots for one day (``two_roots``), or a root that does not
    follow the one held of the day before (``broken``).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    other = models.ForeignKey(OtherKey, on_delete=models.PROTECT, related_name="roots")
    day = models.DateField()
    statement = models.TextField()
    statement_hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=88)
    received_at = models.DateTimeField()
    seen = models.TextField()
    seen_key = models.CharField(max_length=16)
    seen_signature = models.CharField(max_length=88)
    trouble = models.CharField(max_length=10, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["other", "statement_hash"], name="other_root_once")]
        indexes = [models.Index(fields=["other", "day"], name="other_root_day")]

    def __str__(self) -> str:
        return f"{self.other_id} {self.day}"
