"""What people were told: the record itself. Jobs only move it on."""

from django.db import models

from thanthien.core.fields import EncryptedJSONField, EncryptedTextField
from thanthien.core.ids import uuid7

# Conditions of partial indexes, and of the questions that use them: SQLite takes such an index only where the same
# terms stand in both, and knows no list of values again. So what is meant is said by what it is not.
TO_SEND = models.Q(state="queued") & ~models.Q(channel="slip") & ~models.Q(channel="hamlet")
STUCK = models.Q(attempts__gt=0) & ~models.Q(state="sent") & ~models.Q(state="delivered")
UNREPORTED = (
    models.Q(state="sent", reported_at__isnull=True) & ~models.Q(channel="slip") & ~models.Q(channel="email")
) & ~models.Q(channel="hamlet")
CARRIED = models.Q(channel="hamlet") & ~models.Q(state="delivered") & ~models.Q(state="failed")


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
    # Quiet hours of the commune: no text message before, and the hour of the promise p05 begins here.
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)  # only by a signed report, or the tick of who told (settled 11)
    provider_id = models.CharField(max_length=80, default="")
    last_error = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "state", "created_at"], name="message_unit_state"),
            models.Index(fields=["unit_id", "subject_id", "created_at"], name="message_unit_subject"),
            # Only what a machine sends: slips waiting for a printer are never walked over, nor paid for at filing.
            models.Index(fields=["channel", "next_try_at"], name="message_to_send", condition=TO_SEND),
            # What an officer has to look after; nothing enters it when an act is done.
            models.Index(fields=["unit_id", "created_at", "id"], name="message_stuck", condition=STUCK),
            models.Index(fields=["unit_id", "created_at", "id"], name="message_unreported", condition=UNREPORTED),
            models.Index(fields=["unit_id", "created_at"], name="message_carried", condition=CARRIED),
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


class Errand(models.Model):
    """A message that the head of a hamlet tells: on whose list it stands, when it was handed over and told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit_id = models.UUIDField()
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="errand")
    hamlet_id = models.UUIDField()
    handed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=120, default="")
    noted_by = models.CharField(max_length=120, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "hamlet_id"], name="errand_open", condition=models.Q(told_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.message_id} ({'told' if self.told_at else 'to tell'})"


class Wish(models.Model):
    """How the person of one record wants to be told beyond the channel; made only where there is such a wish."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit_id = models.UUIDField()
    subject_id = models.UUIDField()
    hamlet_id = models.UUIDField(null=True)
    language = models.CharField(max_length=5, default="vi")
    # A number that turned out to be somebody else's: nothing goes there for this record any more.
    stopped_number = EncryptedTextField(default="")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_id", "subject_id"], name="wish_of_subject")]

    def __str__(self) -> str:
        return f"{self.subject_id} ({self.language})"


class ChannelRule(models.Model):
    """What a commune decided about text messages: its quiet hours, and whether they go without diacritics."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit_id = models.UUIDField(unique=True)
    quiet_from = models.TimeField()
    quiet_to = models.TimeField()
    bare_sms = models.BooleanField(default=False)
    source = models.CharField(max_length=200, default="")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.quiet_from:%H:%M}-{self.quiet_to:%H:%M}"
