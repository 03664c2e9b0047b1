"""What lets anybody check an issued paper: its code, its standing, its digital signature."""

from django.db import models

from thanthien.core.fields import EncryptedTextField
from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.onestop.models.dossier import Dossier
from thanthien.org.models import Staff, Unit


class PaperMark(models.Model):
    """The mark of one issued paper; its key is the paper's own. Nothing in it names a citizen, so it stays for ever.

    Signing is a state of its own: a paper is issued by the act, its signature follows in the background.
    """

    class Standing(models.TextChoices):
        VALID = "valid", "còn giá trị"
        REPLACED = "replaced", "đã có giấy khác thay"
        VOIDED = "voided", "đã thu hồi"

    class Signing(models.TextChoices):
        NONE = "none", "không ký số"
        ASKED = "asked", "chờ người ký bấm ký"
        WAITING = "waiting", "đang ký số"
        SIGNED = "signed", "đã ký số"
        FAILED = "failed", "chưa ký số được"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    code = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=40, default="")
    issued_at = models.DateTimeField()
    position = models.CharField(max_length=120, default="")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.VALID)
    standing_at = models.DateTimeField(null=True)
    standing_note = models.CharField(max_length=300, default="")
    replaced_by = models.CharField(max_length=16, default="")

    signing = models.CharField(max_length=10, choices=Signing.choices, default=Signing.NONE)
    # None for the seal of the unit itself.
    signer = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    asked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=120, default="")
    signed_at = models.DateTimeField(null=True)
    line = models.CharField(max_length=300, default="")  # how the paper itself tells of its signature
    trial = models.BooleanField(default=False)
    certificate = models.CharField(max_length=64, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "dossier", "issued_at"], name="mark_unit_dossier"),
            # Only what is not signed yet: the loop asks every two seconds.
            models.Index(
                fields=["next_try_at", "id"], name="mark_to_sign", condition=models.Q(signing="waiting")
            ),
            models.Index(
                fields=["unit", "signing", "issued_at"], name="mark_signing",
                condition=models.Q(signing__in=["asked", "waiting", "failed"]),
            ),
            models.Index(fields=["sha256"], name="mark_sha256", condition=~models.Q(sha256="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.signing}"


class SigningCertificate(models.Model):
    """A trial certificate of our own making with its key: of a unit's root, of its seal, of one person."""

    class Holder(models.TextChoices):
        ROOT = "root", "gốc thử nghiệm của xã"
        SEAL = "seal", "con dấu thử nghiệm của xã"
        PERSON = "person", "chữ ký thử nghiệm của một người"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.CharField(max_length=8, choices=Holder.choices)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    certificate = models.TextField()
    key = EncryptedTextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "holder", "staff"], name="certificate_of_person"),
            models.UniqueConstraint(
                fields=["unit", "holder"], name="certificate_of_unit", condition=models.Q(staff__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} until {self.ends_at:%Y-%m-%d}"
