"""Noting who read what: opening a dossier, its files and papers once a day, a whole number or a card each time."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final
from uuid import UUID

from thanthien.core import clock, journal
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean_multiline
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier
from thanthien.rules import reading

NOTE_LIMIT: Final = 300
OPEN_FOR: Final = timedelta(minutes=10)  # a card that was asked for with its reason may be looked at for so long
_ROOM: Final = 4096
_Key = tuple[str, UUID, str, str, str]


@dataclass(frozen=True, slots=True)
class Noted:
    """The reading stands in the chain."""

    act: str


class _Known:
    """Readings of today that this process has noted or seen: most pages cost a look into memory."""

    def __init__(self) -> None:
        self._keys: OrderedDict[_Key, None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: _Key) -> bool:
        return key in self._keys

    def add(self, key: _Key) -> None:
        with self._lock:
            self._keys[key] = None
            while len(self._keys) > _ROOM:
                self._keys.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._keys.clear()


known = _Known()


def note_opened(actor: Actor, now: datetime, dossier: Dossier) -> None:
    """Note that an officer opened a dossier, once a day. The page is not shown when it cannot be noted (Busy)."""
    _daily(actor, now, dossier.id, reading.OPEN, "", open_dossier)


def note_opened_id(actor: Actor, now: datetime, subject_id: UUID) -> None:
    """Note the same by key, for a message whose record may be a dossier; of any other record nothing is noted."""
    with suppress(NotThere):
        _daily(actor, now, subject_id, reading.OPEN, "", open_dossier)


def note_file(actor: Actor, now: datetime, dossier: Dossier, item_id: UUID) -> None:
    """Note that an officer took a file of a dossier, once a day for each file."""
    _daily(actor, now, dossier.id, reading.FILE, item_id.hex, read_file)


def note_paper(actor: Actor, now: datetime, dossier: Dossier, paper_id: UUID) -> None:
    """Note that an officer read or printed a paper of a dossier, once a day for each paper."""
    _daily(actor, now, dossier.id, reading.PAPER, paper_id.hex, read_paper)


def _daily(actor: Actor, now: datetime, dossier_id: UUID, act: str, thing: str, note: Callable[..., Noted]) -> None:
    assert actor.unit_id is not None
    day = clock.local(now).date()
    key = (actor.id, dossier_id, act, thing, day.isoformat())
    if key in known:
        return
    signs = (f'"id":"{actor.id}"', *([f'"thing":"{thing}"'] if thing else []))
    if not journal.done_since(actor.unit_id, dossier_id, act, clock.day_start(day), signs):
        note(actor=actor, now=now, dossier_id=dossier_id, thing=thing)
    known.add(key)


@command(reading.OPEN)
def open_dossier(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, thing: str = "") -> Noted:
    """Note an opening; raises :class:`NotThere` for a dossier that is not the actor's to open."""
    return _noted(run, _readable(actor, dossier_id), thing)


@command(reading.FILE)
def read_file(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, thing: str) -> Noted:
    """Note that a file was handed out."""
    return _noted(run, _readable(actor, dossier_id), thing)


@command(reading.PAPER)
def read_paper(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, thing: str) -> Noted:
    """Note that a paper was drawn for reading or printing."""
    return _noted(run, _readable(actor, dossier_id), thing)


@command(reading.NUMBER)
def read_number(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, field: str, reason: str, text: str
) -> Noted:
    """Note that an officer sees a whole number of identity, and why; raises NotThere or Refused.

    ``field`` is the field of the dossier or of its form. The number itself is read by the door afterwards
    (:func:`onestop.service.number_of`): it must not lie in the memory of keys.
    """
    if not actor.may("identity.read"):
        raise NotThere
    dossier = onestop.get_for(actor, dossier_id)
    if not onestop.number_of(dossier, field):
        raise NotThere
    return _reasoned(run, dossier, {"field": field}, reason, text)


@command(reading.CARD)
def read_card(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, item_id: UUID, reason: str, text: str
) -> Noted:
    """Note that an officer opens the picture of a card, and why; it may be looked at for ten minutes."""
    if not actor.may("identity.read"):
        raise NotThere
    dossier = onestop.get_for(actor, dossier_id)
    if not onestop.items(dossier).filter(id=item_id, file__encrypted=True).exists():
        raise NotThere
    return _reasoned(run, dossier, {"thing": item_id.hex}, reason, text)


def card_is_open(actor: Actor, now: datetime, dossier: Dossier, item_id: UUID) -> bool:
    """Tell whether this officer gave a reason for this card within the last ten minutes."""
    assert actor.unit_id is not None
    signs = (f'"id":"{actor.id}"', f'"thing":"{item_id.hex}"')
    return journal.done_since(actor.unit_id, dossier.id, reading.CARD, now - OPEN_FOR, signs)


def _readable(actor: Actor, dossier_id: UUID) -> Dossier:
    try:
        return onestop.get_for(actor, dossier_id)
    except NotThere:
        return onestop.received_for(actor, dossier_id)


def _noted(run: Run, dossier: Dossier, thing: str) -> Noted:
    run.audit(dossier.unit_id, ("dossier", dossier.id), {"thing": thing} if thing else {})
    return Noted(run.act)


def _reasoned(run: Run, dossier: Dossier, what: dict[str, str], reason: str, text: str) -> Noted:
    chosen = next((one for one in reading.reasons(clock.local(run.now).date()) if one.code == reason), None)
    if chosen is None:
        raise Refused("Chọn vì sao cần xem.", "reason")
    words = clean_multiline(text)
    if len(words) > NOTE_LIMIT:
        raise Refused(f"Lời ghi dài {len(words)} chữ cái, nhận đến {NOTE_LIMIT}. Rút gọn lại.", "text")
    if chosen.needs_text and not words:
        raise Refused("Ghi rõ việc cần xem.", "text")
    detail = {"text": words} if words else {}
    run.audit(dossier.unit_id, ("dossier", dossier.id), {**what, "reason": reason}, detail)
    return Noted(run.act)
