"""Requests of data subjects, and the records under which personal data is destroyed."""

from django.db import models

from thanthien.core.fields import EncryptedTextField
from thanthien.core.ids import uuid7
from thanthien.onestop.models import Dossier
from thanthien.org.models import Staff, Unit
from thanthien.rules.data_request import OPEN


class DataRequest(models.Model):
    """What somebody asks about their own data: to see, correct, delete, restrict, object, withdraw a consent.

    Who asks and what they write is encrypted; a request that came by a secret link belongs to its dossier.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=12, default="received")
    version = models.PositiveIntegerField(default=1)
    last_by = models.CharField(max_length=120, default="")
    last_act = models.CharField(max_length=60, default="")
    last_at = models.DateTimeField()

    name = EncryptedTextField(default="")
    phone = EncryptedTextField(default="")
    email = EncryptedTextField(default="")
    text = EncryptedTextField(default="")
    answer = EncryptedTextField(default="")
    ground = models.CharField(max_length=20, default="")

    received_at = models.DateTimeField()
    reply_due = models.DateTimeField()
    act_due = models.DateTimeField()
    sort_due = models.DateTimeField(null=True)
    assumed = models.JSONField(default=list)
    extended = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="data_request_number")]
        indexes = [
            models.Index(
                fields=["unit", "sort_due", "id"], name="data_request_open", condition=models.Q(state__in=OPEN)
            ),
            models.Index(fields=["unit", "-received_at", "-id"], name="data_request_register"),
            models.Index(fields=["dossier"], name="data_request_dossier"),
            models.Index(
                fields=["done_at"],
                name="data_request_ended",
                condition=models.Q(dossier__isnull=True, erased_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.state})"


class Destruction(models.Model):
    """A record of destruction (biên bản tiêu hủy) with its frozen list; ``data`` is the paper as it is printed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="proposed")
    version = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, default="")
    carried_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    carried_at = models.DateTimeField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="destruction_number")]
        indexes = [models.Index(fields=["unit", "-proposed_at", "-id"], name="destruction_register")]

    def __str__(self) -> str:
        return f"{self.number} ({self.state})"


class DestructionLine(models.Model):
    """One dossier of a record, with what remains of it for ever: code, procedure, dates, result, class."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="lines", db_index=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=48)
    title = models.CharField(max_length=120)
    result = models.CharField(max_length=16)
    ended_on = models.DateField()
    kept_as = models.CharField(max_length=30)
    kept_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "destruction", "dossier"], name="destruction_line_once")]
        indexes = [models.Index(fields=["unit", "dossier"], name="destruction_line_dossier")]

    def __str__(self) -> str:
        return self.code
