"""What people were told: the record itself. Jobs only move it on."""

from django.db import models

from thanthien.core.fields import EncryptedJSONField, EncryptedTextField
from thanthien.core.ids import uuid7


class Message(models.Model):
    """One message to one person by one channel, written in the transaction of the act it tells of."""

    class State(models.TextChoices):
        QUEUED = "queued", "chờ gửi"
        SENT = "sent", "đã gửi"
        DELIVERED = "delivered", "đã nhận"
        FAILED = "failed", "chưa gửi được"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit_id = models.UUIDField()
    subject_id = models.UUIDField(null=True)
    act = models.CharField(max_length=60)
    channel = models.CharField(max_length=12)
    to = EncryptedTextField(default="")
    template = models.CharField(max_length=60)
    payload = EncryptedJSONField(default=dict)  # names, reasons and the secret link stand in it
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "state", "created_at"], name="message_unit_state"),
            models.Index(fields=["unit_id", "subject_id", "created_at"], name="message_unit_subject"),
            models.Index(fields=["next_try_at"], name="message_due", condition=models.Q(state="queued")),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.channel}, {self.state})"


class Attempt(models.Model):
    """One try to deliver a message, kept with its outcome."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit_id = models.UUIDField()
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    ok = models.BooleanField()
    error = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit_id", "message", "at"], name="attempt_unit_message")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {'ok' if self.ok else self.error}"
