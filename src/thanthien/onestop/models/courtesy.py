"""Letters with a heart: congratulation, condolence, thanks."""

from django.db import models

from thanthien.core.fields import EncryptedJSONField, EncryptedTextField
from thanthien.core.ids import uuid7
from thanthien.onestop.models.dossier import Dossier
from thanthien.org.models import Staff, Unit


class CourtesyLetter(models.Model):
    """One letter, drafted by the house or begun by an officer, read and signed by the chair.

    The words of birth, marriage and death follow a dossier whose applicant wished for them; thanks have no dossier.
    """

    class Kind(models.TextChoices):
        BIRTH = "birth", "thư chúc mừng em bé"
        MARRIAGE = "marriage", "thư chúc mừng kết hôn"
        DEATH = "death", "thư chia buồn"
        THANKS = "thanks", "thư cảm ơn"

    class State(models.TextChoices):
        HELD = "held", "chờ người xem, chưa soạn gửi"
        DRAFT = "draft", "chờ Chủ tịch đọc và ký"
        SIGNED = "signed", "đã ký, chờ trao"
        HANDED = "handed", "đã trao"
        WITHDRAWN = "withdrawn", "thôi không gửi"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    held_for = models.CharField(max_length=20, default="")
    name = EncryptedTextField()
    called = models.CharField(max_length=12, default="ông/bà")
    address = EncryptedTextField(default="")
    words = EncryptedTextField()
    by = models.CharField(max_length=120, default="")
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=40, default="")
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    note = EncryptedTextField(default="")
    data = EncryptedJSONField(default=dict)  # what the issued letter says, as every paper

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "drafted_at", "id"], name="courtesy_unit_state"),
            models.Index(fields=["unit", "kind", "signed_at"], name="courtesy_unit_kind"),
            models.Index(fields=["unit", "dossier"], name="courtesy_unit_dossier"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "dossier", "kind"], name="courtesy_once", condition=models.Q(dossier__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
