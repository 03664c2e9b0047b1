"""The dossier (hồ sơ): state, result and clock are three things, kept in three places."""

from typing import ClassVar

from django.db import models

from thanthien.core.fields import EncryptedJSONField, EncryptedTextField
from thanthien.core.ids import uuid7
from thanthien.onestop.models.catalogue import ProcedureVersion
from thanthien.org.models import Staff, Unit

ENDED = ("closed", "rejected", "withdrawn", "stopped", "lapsed")  # nothing moves it any more


class Dossier(models.Model):
    """One person's matter, from filing to hand-over. Rules are in ``rules``, writes in ``commands``."""

    BLIND_INDEXES: ClassVar[dict[str, str]] = {"id_index": "id_number"}  # see core.rekey

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Competent body, place of reception and residence are three things (architecture decision 7).
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=48)
    procedure = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure_code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    channel = models.CharField(max_length=10)
    counter = models.CharField(max_length=30, default="")

    state = models.CharField(max_length=16)
    result = models.CharField(max_length=16, default="")
    clock = models.CharField(max_length=8, default="waiting")
    version = models.PositiveIntegerField(default=1)
    last_by = models.CharField(max_length=120, default="")
    last_act = models.CharField(max_length=60, default="")
    last_at = models.DateTimeField()

    applicant = models.CharField(max_length=120)
    applicant_fold = models.CharField(max_length=120, default="")
    phone = models.CharField(max_length=20, default="")
    email = models.CharField(max_length=120, default="")
    address = models.CharField(max_length=200, default="")
    id_number = EncryptedTextField(default="")
    id_index = models.CharField(max_length=48, default="")
    tell_by = models.CharField(max_length=12, default="slip")
    address_as = models.CharField(max_length=12, default="anh/chị")
    letters_wanted = models.BooleanField(default=False)
    # Forms ask for identity numbers of parents, spouses, witnesses (settled question 14).
    answers = EncryptedJSONField(default=dict)

    filed_at = models.DateTimeField()
    first_reply_due = models.DateTimeField(null=True)
    first_reply_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    revised_at = models.DateTimeField(null=True)
    sort_due = models.DateTimeField(null=True)
    derivation = models.JSONField(default=dict)
    limit = models.JSONField(default=dict)
    clock_events = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    result_number = models.CharField(max_length=40, default="")
    handed_over_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    excused = models.CharField(max_length=300, default="")
    supplements = models.PositiveSmallIntegerField(default=0)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    # The tombstone: everything personal was destroyed then, under this record (Luật Lưu trữ 33/2024/QH15).
    erased_at = models.DateTimeField(null=True)
    erased_under = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="dossier_unit_code")]
        indexes = [
            models.Index(fields=["code"], name="dossier_code"),
            models.Index(fields=["unit", "owner", "clock", "sort_due", "id"], name="dossier_owner_list"),
            models.Index(fields=["unit", "clock", "sort_due", "id"], name="dossier_unit_list"),
            models.Index(fields=["unit", "state", "sort_due", "id"], name="dossier_state_list"),
            models.Index(fields=["unit", "-filed_at", "-id"], name="dossier_register"),
            # Only what was received for another unit: nearly everything else is a commune's own.
            models.Index(
                fields=["received_unit", "-filed_at", "-id"],
                name="dossier_received",
                condition=~models.Q(unit=models.F("received_unit")),
            ),
            # What has ended waits for the end of its retention; entered at the end, so filing does not pay for it.
            models.Index(
                fields=["unit", "last_at", "id"],
                name="dossier_ended",
                condition=models.Q(state__in=ENDED, erased_at__isnull=True),
            ),
            models.Index(fields=["unit", "id_index"], name="dossier_person"),
            # Months of the public figures; partial, so that filing does not pay for them.
            models.Index(
                fields=["unit", "decided_at"], name="dossier_decided", condition=models.Q(decided_at__isnull=False)
            ),
            models.Index(fields=["unit", "due_at"], name="dossier_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["unit", "phone"], name="dossier_phone"),
        ]

    def __str__(self) -> str:
        return self.code


class Draft(models.Model):
    """A form not yet sent, kept for thirty days under a secret link (settled question 18)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    procedure = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, db_index=False)
    answers = EncryptedTextField(default="")
    step = models.PositiveSmallIntegerField(default=1)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, db_index=False)

    class Meta:
        indexes = [models.Index(fields=["unit", "expires_at"], name="draft_unit_expiry")]

    def __str__(self) -> str:
        return f"draft {self.id}"
