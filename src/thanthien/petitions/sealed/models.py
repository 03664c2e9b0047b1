"""Tables of sealed cases. No column holds a word of the content, a name of a sender or a passphrase."""

from django.db import models
from django.db.models import Q

from thanthien.core.ids import uuid7
from thanthien.org.models import Staff, Unit


class SealedKey(models.Model):
    """A person's key pair: the public half, and the private half locked twice (passphrase, printed sheet).

    ``sheet`` is empty until the person has shown that the sheet is printed; such a key is good for nothing.
    ``vouched_at`` is when an officer who already held a key said that this one belongs to a colleague.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    locked = models.BinaryField()
    sheet = models.BinaryField(default=bytes)
    pending_sheet = models.BinaryField(default=bytes)
    pending_check = models.CharField(max_length=70, default="")  # "3-7-" and the hash of groups 3 and 7
    made_at = models.DateTimeField()
    vouched_at = models.DateTimeField(null=True)
    vouched_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    drilled_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "staff"], condition=Q(ended_at=None), name="sealed_key_one_each")
        ]

    def __str__(self) -> str:
        return f"key of {self.staff_id}"


class Kind(models.TextChoices):
    """What kind of case it is: the only thing that a list says of it. ``drill`` is the test record."""

    DENUNCIATION = "denunciation", "Tố cáo"
    UNSIGNED = "unsigned", "Đơn không ghi tên"
    DRILL = "drill", "Mở thử"


class SealedRecord(models.Model):
    """One sealed case. ``body`` is XChaCha20-Poly1305 of the content, bound to this row's key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=9)  # drawn by lot: a serial number would tell how many there are
    kind = models.CharField(max_length=12, choices=Kind.choices)
    received_on = models.DateField()
    made_at = models.DateTimeField()
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="sealed_record_code")]
        indexes = [models.Index(fields=["unit", "-id"], name="sealed_record_newest")]

    def __str__(self) -> str:
        return self.code


class SealedEscrow(models.Model):
    """A key pair whose private half is split between two persons; neither can do anything alone.

    A unit may have several: an older one stays as long as it is a way to a case that the newest does not reach.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    drilled_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-made_at"], name="sealed_escrow_newest")]

    def __str__(self) -> str:
        return f"escrow of {self.unit_id}"


class EscrowShare(models.Model):
    """One half of an escrow key, sealed to a person's key; their passphrase opens it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    escrow = models.ForeignKey(SealedEscrow, on_delete=models.PROTECT, related_name="shares")
    key = models.ForeignKey(SealedKey, on_delete=models.PROTECT, related_name="shares")
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["escrow", "key"], name="escrow_share_two_persons")]

    def __str__(self) -> str:
        return f"share of {self.escrow_id}"


class SealedWrap(models.Model):
    """A record's data key, sealed to one key or to the escrow."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(SealedRecord, on_delete=models.PROTECT, related_name="wraps")
    key = models.ForeignKey(SealedKey, on_delete=models.PROTECT, null=True, related_name="wraps")
    escrow = models.ForeignKey(SealedEscrow, on_delete=models.PROTECT, null=True, related_name="wraps")
    box = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "key"], name="sealed_wrap_key"),
            models.UniqueConstraint(fields=["record", "escrow"], name="sealed_wrap_escrow"),
            models.CheckConstraint(
                condition=Q(key__isnull=True, escrow__isnull=False) | Q(key__isnull=False, escrow__isnull=True),
                name="sealed_wrap_for_one",
            ),
        ]

    def __str__(self) -> str:
        return f"wrap of {self.record_id}"


class EscrowOpening(models.Model):
    """One person of the escrow asked to open it, and handed their half on, sealed to the other one's key.

    ``for_key`` is the officer who will read afterwards; without one it is a drill.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    escrow = models.ForeignKey(SealedEscrow, on_delete=models.PROTECT, related_name="openings")
    asked_by = models.ForeignKey(SealedKey, on_delete=models.PROTECT, related_name="+")
    for_key = models.ForeignKey(SealedKey, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=20, default="")
    passed = models.BinaryField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-asked_at"], name="escrow_opening_newest")]

    def __str__(self) -> str:
        return f"opening of {self.escrow_id}"
