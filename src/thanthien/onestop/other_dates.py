"""Dates that move with the calendar and are not a dossier's promise: whoever keeps one registers how it is found.

    other_dates.follow("data_requests", find, move)

``find`` names what would move and writes nothing; ``move`` is a command that weighs one again, locked, writes the new
date, leaves its row in the audit and tells whoever waits for it. What was moved no longer differs, so an act that was
broken off goes on where it stood.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.errors import Busy, NotThere, Refused
from thanthien.org import service as org
from thanthien.rules.calendar import Calendar

MOST = 50
log = logging.getLogger("thanthien.onestop")


class Move(NamedTuple):
    """What moves dates: for which units, decided when, and the calendar that each of them will have."""

    units: tuple[UUID, ...]
    decided_at: datetime
    after: Callable[[UUID], Calendar]


class OtherDate(NamedTuple):
    """One such date: when it is due now and when it will be, and in words what it is."""

    old: datetime
    key: UUID
    new: datetime
    what: str


class Mover(Protocol):
    """The command that moves one."""

    def __call__(
        self, *, actor: Actor, now: datetime, key: UUID, decided_at: datetime, why: str, cause: UUID
    ) -> object:
        """Weigh one again as it stands now and move it; raises :class:`NotThere` where it no longer moves."""


_kept: dict[str, tuple[Callable[[Move, datetime], Iterable[OtherDate]], Mover]] = {}


def follow(name: str, find: Callable[[Move, datetime], Iterable[OtherDate]], move: Mover) -> None:
    """Register one kind of date; once, when the application is ready."""
    _kept[name] = find, move


def found(move: Move, now: datetime) -> list[OtherDate]:
    """Return everything that would move, the soonest first."""
    every = sorted(one for find, _ in _kept.values() for one in find(move, now))
    return [one._replace(old=clock.local(one.old), new=clock.local(one.new)) for one in every]


def carry(units: tuple[UUID, ...], decided_at: datetime, why: str, cause: UUID, now: datetime) -> int:
    """Move all of them by the calendar as it stands; what cannot be moved stays and is written to the log."""
    moved = 0
    for name, (find, mover) in _kept.items():
        for one in list(find(Move(units, decided_at, _today), now)):
            try:
                mover(actor=SYSTEM, now=now, key=one.key, decided_at=decided_at, why=why, cause=cause)
                moved += 1
            except NotThere:
                continue
            except (Refused, Busy):
                log.exception("%s %s could not be dated anew", name, one.key)
    return moved


def _today(unit_id: UUID) -> Calendar:
    return org.calendars.of(unit_id).calendar
