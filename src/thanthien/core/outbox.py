"""Moving the outbox on: take a message, mark what became of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from thanthien.core.models import Attempt, Message

# Minutes to wait after the n-th failure; after the last one an officer has to look.
PAUSES = (1, 5, 15, 60, 240, 720)


def claim(message_id: UUID, now: datetime) -> bool:
    """Take one message for ten minutes, so that two loops do not send it twice."""
    rows = Message.objects.filter(id=message_id, state="queued", next_try_at__lte=now)
    return bool(rows.update(next_try_at=now + timedelta(minutes=10)))


def sent(message: Message, now: datetime) -> None:
    """Note that the next server took the message ("đã gửi", settled question 11)."""
    with transaction.atomic():
        Attempt.objects.create(unit_id=message.unit_id, message=message, at=now, ok=True)
        Message.objects.filter(id=message.id).update(
            state="sent", sent_at=now, attempts=message.attempts + 1, last_error=""
        )


def failed(message: Message, now: datetime, error: str, for_good: bool = False) -> None:
    """Note a failure and the next try; after the last pause the message waits for an officer."""
    attempts = message.attempts + 1
    over = for_good or attempts > len(PAUSES)
    pause = timedelta(minutes=PAUSES[min(attempts, len(PAUSES)) - 1])
    with transaction.atomic():
        Attempt.objects.create(unit_id=message.unit_id, message=message, at=now, ok=False, error=error[:300])
        Message.objects.filter(id=message.id).update(
            state="failed" if over else "queued", attempts=attempts, next_try_at=now + pause, last_error=error[:300]
        )
