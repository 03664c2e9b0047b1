"""Moving the outbox on: take a message, mark what became of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from thanthien.core.models import Attempt, Message

# Minutes to wait after the n-th failure; after the last one an officer has to look.
PAUSES = (1, 5, 15, 60, 240, 720)
TAKEN = timedelta(minutes=10)


def claim(message_id: UUID, now: datetime) -> bool:
    """Take one message for ten minutes, so that two loops do not send it twice."""
    rows = Message.objects.filter(id=message_id, state="queued", next_try_at__lte=now)
    return bool(rows.update(next_try_at=now + TAKEN))


def release(message_id: UUID, now: datetime) -> None:
    """Give back a message that was taken and not tried: the line broke before its turn came."""
    Message.objects.filter(id=message_id, state="queued").update(next_try_at=now)


def hold(message: Message, until: datetime, first: datetime | None) -> None:
    """Let a message wait for the end of quiet hours. ``first``: when those round its own writing end."""
    changes = {"next_try_at": until} if first is None else {"next_try_at": until, "not_before": first}
    Message.objects.filter(id=message.id, state="queued").update(**changes)


def sent(message: Message, now: datetime, provider_id: str = "") -> None:
    """Note that the next server took the message ("đã gửi", settled question 11).

    A report may come before this note does, and a number may have been stopped meanwhile: neither is taken back.
    """
    with transaction.atomic():
        Attempt.objects.create(unit_id=message.unit_id, message=message, at=now, ok=True)
        rows = Message.objects.filter(id=message.id)
        rows.update(attempts=message.attempts + 1, provider_id=provider_id[:80])
        rows.filter(state="queued").update(state="sent", sent_at=now, last_error="")


def reported(message: Message, now: datetime) -> bool:
    """Note that the message arrived ("đã nhận"); False where that is known already: a report counts once."""
    open_ = Message.objects.filter(id=message.id, state__in=("queued", "sent"))
    changed = open_.filter(sent_at__isnull=False).update(state="delivered", reported_at=now, last_error="")
    return bool(changed or open_.update(state="delivered", reported_at=now, sent_at=now, last_error=""))


def bounced(message: Message, now: datetime, why: str) -> bool:
    """Note a report that a message which had left did not arrive; False where its end is known already."""
    words = f"Cổng tin nhắn báo không tới{f': {why}' if why else ''}."[:300]
    with transaction.atomic():
        changed = Message.objects.filter(id=message.id, state__in=("queued", "sent")).update(
            state="failed", attempts=max(message.attempts, 1), reported_at=now, last_error=words
        )
        if changed:
            Attempt.objects.create(unit_id=message.unit_id, message=message, at=now, ok=False, error=words)
    return bool(changed)


def told(message: Message, at: datetime) -> None:
    """Note that somebody told the person by word of mouth: as good as a report, and sent at the latest then."""
    rows = Message.objects.filter(id=message.id, state__in=("queued", "sent"))
    rows.filter(sent_at__isnull=True).update(sent_at=at)
    rows.update(state="delivered", reported_at=at, last_error="")


def failed(message: Message, now: datetime, error: str, for_good: bool = False) -> bool:
    """Note a failure and the next try; True after the last one: then the message waits for an officer."""
    attempts = message.attempts + 1
    over = for_good or attempts > len(PAUSES)
    pause = timedelta(minutes=PAUSES[min(attempts, len(PAUSES)) - 1])
    with transaction.atomic():
        Attempt.objects.create(unit_id=message.unit_id, message=message, at=now, ok=False, error=error[:300])
        changed = Message.objects.filter(id=message.id, state="queued").update(
            state="failed" if over else "queued", attempts=attempts, next_try_at=now + pause, last_error=error[:300]
        )
    return over and bool(changed)
