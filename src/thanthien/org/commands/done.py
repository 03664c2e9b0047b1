"""What every act of org shares: its answer, who may do it for which unit, and how words are taken in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.core.text import phone as read_phone


@dataclass(frozen=True, slots=True)
class Done:
    """The record that was made or changed."""

    id: str


def may(actor: Actor, unit_id: UUID, right: str) -> None:
    """Let the house itself and whoever holds the right in that unit go on; for others nothing is there."""
    if actor.kind != "system" and not (actor.unit_id == unit_id and actor.acts(right)):
        raise NotThere


def may_administer(actor: Actor, unit_id: UUID) -> None:
    """Let the unit's administrator go on."""
    may(actor, unit_id, "staff.change")


def line(text: str, field: str, limit: int, ask: str) -> str:
    """Return one cleaned line; ``ask`` is what an empty one is told ("" where it may be empty)."""
    taken = clean(text)
    if ask and not taken:
        raise Refused(ask, field)
    return _within(taken, field, limit)


def lines(text: str, field: str, limit: int, ask: str = "") -> str:
    """Return cleaned text of several lines."""
    taken = clean_multiline(text)
    if ask and not taken:
        raise Refused(ask, field)
    return _within(taken, field, limit)


def _within(taken: str, field: str, limit: int) -> str:
    if len(taken) > limit:
        raise Refused(f"Chỗ này nhận đến {limit} chữ cái. Rút gọn giúp.", field)
    return taken


def number(text: str, field: str = "phone") -> str:
    """Return a phone number as 0xxxxxxxxx, or "" when none was given."""
    taken = clean(text)
    digits = read_phone(taken)
    if taken and not digits:
        raise Refused("Số điện thoại có 10 hoặc 11 chữ số, bắt đầu bằng 0.", field)
    return digits


def in_order(since: date, until: date | None, field: str, words: str) -> None:
    """Refuse a period that ends before it begins, or on the same day (the end is exclusive)."""
    if until is not None and until <= since:
        raise Refused(words, field)
