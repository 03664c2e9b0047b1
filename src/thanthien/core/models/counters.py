"""Numbers without gaps or reuse, and the memory of what was already sent once."""

from django.db import models

from thanthien.core.fields import EncryptedJSONField
from thanthien.core.ids import uuid7


class Counter(models.Model):
    """The last number given in a series of a unit (``dossier:2026-11-22``, ``apology:2026``)."""

    unit_id = models.UUIDField()
    name = models.CharField(max_length=80)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_id", "name"], name="counter_unit_name")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class OnceKey(models.Model):
    """An idempotency key with the hash of its body and the answer that was given (settled question 16)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sender = models.CharField(max_length=64)
    key = models.CharField(max_length=80)
    act = models.CharField(max_length=60)
    body_hash = models.CharField(max_length=64)
    answer = EncryptedJSONField()  # holds the secret link's token, which stands nowhere plain (settled question 15)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "key"], name="once_sender_key")]
        indexes = [models.Index(fields=["at"], name="once_at")]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
