"""One round of the loop: take the messages whose time has come, have them carried out, note what became of each."""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, outbox
from thanthien.core.actors import SYSTEM
from thanthien.core.models import Message
from thanthien.notify import access, texts, ways
from thanthien.notify.channels.sending import Parcel
from thanthien.notify.commands import fall_back
from thanthien.notify.couriers import Courier, Outcome
from thanthien.rules.quiet import Quiet
from thanthien.rules.sms import bare

ROUND = 100
COURIERS: Final = {channel: Courier(channel) for channel in ways.BY_MACHINE}


@dataclass(frozen=True, slots=True)
class Report:
    """How many messages left, and how many tries failed."""

    sent: int = 0
    failed: int = 0


def deliver_due(now: datetime, limit: int = ROUND, patience: float | None = None) -> Report:
    """Send what is due, each channel by itself. A message taken by another loop in the same moment is left to it.

    ``patience`` is how many seconds to wait for all channels together; what is not back by then is noted in a later
    round. None waits until everything is done.

    A process that dies between the server's answer and our note sends the message again ten minutes later, under the
    same Message-ID or Idempotency-Key: once too often is better than never.
    """
    # Noted before anything is taken: what is just back would else be sent again if somebody had pressed "Gửi lại".
    first = _noted([outcome for courier in COURIERS.values() for outcome in courier.back(0)], now)
    early: list[Outcome] = []
    for channel, courier in COURIERS.items():
        if courier.idle:
            parcels, unwritten = _parcels(channel, now, limit)
            early += unwritten
            if parcels:
                courier.start(parcels)
    end = None if patience is None else time.monotonic() + patience
    late = [
        outcome
        for courier in COURIERS.values()
        for outcome in courier.back(None if end is None else max(0.0, end - time.monotonic()))
    ]
    then = _noted([*early, *late], now)
    return Report(first.sent + then.sent, first.failed + then.failed)


def _noted(outcomes: Sequence[Outcome], now: datetime) -> Report:
    counted: dict[str, int] = defaultdict(int)
    messages = access.by_ids([UUID(one.id) for one in outcomes])
    for outcome in outcomes:
        message = messages.get(UUID(outcome.id))
        if message is None:  # destroyed with its record meanwhile
            continue
        counted[outcome.state] += 1
        if outcome.state == "untried":
            outbox.release(message.id, now)
        elif outcome.state == "sent":
            outbox.sent(message, now, outcome.provider_id)
        elif outbox.failed(message, now, outcome.why, outcome.for_good) and outcome.for_good:
            _fall(message, now)
    return Report(counted["sent"], counted["failed"])


def _fall(message: Message, now: datetime) -> None:
    """A number that takes no message is given up; an address of e-mail an officer can still put right."""
    if message.channel in ways.BY_GATEWAY and message.subject_id is not None and message.template in texts.names():
        fall_back(actor=SYSTEM, now=now, message_id=message.id)


def _parcels(channel: str, now: datetime, limit: int) -> tuple[list[Parcel], list[Outcome]]:
    """Take what is due and write it out; what has no text is back before it left."""
    due = access.to_send(channel, now, limit)
    rules = access.rules_of({one.unit_id for one in due}) if channel in ways.BY_GATEWAY else {}
    taken = []
    for message in due:
        rule = rules.get(message.unit_id)
        quiet = Quiet(rule.quiet_from, rule.quiet_to) if rule else Quiet()
        if channel in ways.BY_GATEWAY and _sleeps(message, now, quiet):
            continue
        if outbox.claim(message.id, now):
            taken.append(message)
    languages = access.languages({one.subject_id for one in taken if one.subject_id is not None})
    ready, unwritten = [], []
    for message in taken:
        language = languages.get(message.subject_id, texts.LANGUAGE) if message.subject_id else texts.LANGUAGE
        rule = rules.get(message.unit_id)
        try:
            ready.append(_parcel(message, language, now, rule is not None and rule.bare_sms))
        except texts.NoSuchText as error:
            why = f"Chưa có mẫu tin “{error}”."
            unwritten.append(Outcome(message.id.hex, "failed", why=why, for_good=True))
    return ready, unwritten


def _sleeps(message: Message, now: datetime, quiet: Quiet) -> bool:
    """Let a text message wait for the morning; note when the hour of one written at night begins (p05)."""
    until = quiet.ends(clock.local(now))
    first = quiet.ends(clock.local(message.created_at)) if message.not_before is None else None
    if until is None and first is None:
        return False
    outbox.hold(message, until or message.next_try_at, first)
    return until is not None


def _parcel(message: Message, language: str, now: datetime, plain: bool) -> Parcel:
    payload, sender = message.payload, str(message.payload.get("unit") or "Thân Thiện")
    if message.channel in ways.BY_GATEWAY:
        line = texts.short(message.template, payload, language)
        line = bare(line) if plain and message.channel == ways.SMS else line
        return Parcel(message.id.hex, message.to, "", line, sender, at=clock.iso(now))
    what = texts.render(message.template, payload, language)
    return Parcel(
        message.id.hex, message.to, what.subject, what.text, sender, str(payload.get("calendar") or ""),
        str(payload.get("calendar_method") or "PUBLISH"), clock.iso(now),
    )  # fmt: skip
