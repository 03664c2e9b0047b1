"""Questions about what people were told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.models import Message
from thanthien.notify import access, texts, ways


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
    told_by: str = ""


def render(message: Message) -> texts.Rendered:
    """Return a message's words. Raises :class:`texts.NoSuchText`."""
    return texts.render(message.template, message.payload, _languages([message])[message.id])


def _languages(messages: Sequence[Message]) -> dict[UUID, str]:
    """Return in which language each message is written: one question, however many there are."""
    wished = access.languages({one.subject_id for one in messages if one.subject_id})
    return {one.id: wished.get(one.subject_id, texts.LANGUAGE) if one.subject_id else texts.LANGUAGE
            for one in messages}  # fmt: skip


def _subject(message: Message) -> str:
    """Return what a message is about, for officers: in Vietnamese, whatever language it went in."""
    return texts.render(message.template, message.payload).subject


def _text(payload: Mapping[str, Any], key: str) -> str:
    return str(payload.get(key) or "")


def _slip(message: Message, language: str) -> Slip:
    what = texts.render(message.template, message.payload, language)
    payload = message.payload
    return Slip(
        message.id, message.subject_id, _text(payload, "code"), _text(payload, "name"), message.created_at,
        message.sent_at, what.subject, what.text, _text(payload, "link"), _text(payload, "rate_link"),
    )  # fmt: skip


def counts(actor: Actor, cap: int = 500) -> dict[str, int]:
    """Return how many slips wait to be printed and how many messages did not arrive, in one statement."""
    rows = access.visible(actor)
    return db.count_each({"slips": _waiting(rows), "unsent": access.stuck(actor)}, cap)


def _waiting(rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.filter(channel=ways.SLIP, state=Message.State.QUEUED)


def waiting_slips(actor: Actor, limit: int = 200) -> list[Slip]:
    """Return the print queue of the actor's unit, oldest first."""
    rows = list(_waiting(access.readable(actor)).order_by("created_at", "id")[:limit])
    languages = _languages(rows)
    return [_slip(message, languages[message.id]) for message in rows]


def slip(actor: Actor, message_id: UUID) -> Slip:
    """Return one slip, printed or not, or raise ``NotThere``."""
    message = access.get_for(actor, message_id, "print")
    return _slip(message, _languages([message])[message.id])


def get_message(actor: Actor, message_id: UUID, act: str) -> Message:
    """Return one message for an act of a higher room, or raise ``NotThere``."""
    return access.get_for(actor, message_id, act)


def told(actor: Actor, subject_id: UUID) -> list[Told]:
    """Return every message about one dossier, oldest first."""
    rows = access.readable(actor).filter(subject_id=subject_id).order_by("created_at", "id")
    return [
        Told(
            row.id, row.channel, row.template, _subject(row), row.state, row.created_at, row.sent_at,
            row.attempts, row.last_error, row.errand.told_by if hasattr(row, "errand") else "",
        )
        for row in rows.select_related("errand")
    ]  # fmt: skip
