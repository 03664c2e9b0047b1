"""Questions about what people were told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.models import Message
from thanthien.notify import access, texts


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper slip: whom it is for, and its words."""

    id: UUID
    dossier_id: UUID | None
    code: str
    name: str
    created_at: datetime
    printed_at: datetime | None
    subject: str
    text: str
    link: str
    rate_link: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that did not arrive, with the last reason and the number of tries."""

    id: UUID
    dossier_id: UUID | None
    code: str
    name: str
    subject: str
    to: str
    created_at: datetime
    attempts: int
    why: str
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """One line of "how people were told" in a dossier's history."""

    id: UUID
    channel: str
    template: str
    subject: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    attempts: int
    why: str


def render(message: Message) -> texts.Rendered:
    """Return a message's words. Raises :class:`texts.NoSuchText`."""
    return texts.render(message.template, message.payload)


def _text(payload: Mapping[str, Any], key: str) -> str:
    return str(payload.get(key) or "")


def _slip(message: Message) -> Slip:
    what = render(message)
    payload = message.payload
    return Slip(
        message.id, message.subject_id, _text(payload, "code"), _text(payload, "name"), message.created_at,
        message.sent_at, what.subject, what.text, _text(payload, "link"), _text(payload, "rate_link"),
    )  # fmt: skip


def counts(actor: Actor, cap: int = 500) -> dict[str, int]:
    """Return how many slips wait to be printed and how many messages did not arrive, in one statement."""
    rows = access.visible(actor)
    return db.count_each({"slips": _waiting(rows), "unsent": _unsent(rows)}, cap)


def _waiting(rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.filter(channel=access.SLIP, state=Message.State.QUEUED)


def _unsent(rows: QuerySet[Message]) -> QuerySet[Message]:
    tried = rows.filter(channel=access.EMAIL, attempts__gt=0)
    return tried.filter(state__in=[Message.State.QUEUED, Message.State.FAILED])


def waiting_slips(actor: Actor, limit: int = 200) -> list[Slip]:
    """Return the print queue of the actor's unit, oldest first."""
    rows = _waiting(access.readable(actor)).order_by("created_at", "id")
    return [_slip(message) for message in rows[:limit]]


def slip(actor: Actor, message_id: UUID) -> Slip:
    """Return one slip, printed or not, or raise ``NotThere``."""
    return _slip(access.get_for(actor, message_id, "print"))


def undelivered(actor: Actor, limit: int = 200) -> list[Undelivered]:
    """Return what has failed at least once and not arrived since, newest first."""
    rows = _unsent(access.visible(actor)).order_by("-created_at", "-id")
    return [
        Undelivered(
            row.id, row.subject_id, _text(row.payload, "code"), _text(row.payload, "name"),
            render(row).subject, row.to, row.created_at, row.attempts, row.last_error,
            row.next_try_at if row.state == Message.State.QUEUED else None,
        )
        for row in rows[:limit]
    ]  # fmt: skip


def told(actor: Actor, subject_id: UUID) -> list[Told]:
    """Return every message about one dossier, oldest first."""
    rows = access.readable(actor).filter(subject_id=subject_id).order_by("created_at", "id")
    return [
        Told(
            row.id, row.channel, row.template, render(row).subject, row.state, row.created_at, row.sent_at,
            row.attempts, row.last_error,
        )
        for row in rows
    ]  # fmt: skip
