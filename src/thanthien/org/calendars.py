"""The calendar of a unit: the table that ships with the product, with the approved notices that reach the unit.

Every date of the house is counted by a calendar from here, and by no other:

    org.calendars.of(unit_id)             # as it stands now: one small query tells whether it moved
    org.calendars.lately(unit_id)         # the same, at most a second old: for words in lists
    org.calendars.at(unit_id, number)     # as it stood at a version: what a promise was counted by

Each version is a :class:`CalendarStep`. A process keeps what it read, and throws it away when the newest step is
another than the one it knows, so that an approval holds at once in every process.
"""

import time
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from thanthien.org.access import calendars as access
from thanthien.rules import notices
from thanthien.rules.calendar import NATION, NATIONAL, Calendar

FRESH_SECONDS: Final = 1.0
_NEARER: Final = {NATION: 0, notices.PROVINCE: 1, notices.COMMUNE: 2}


class Dated(NamedTuple):
    """A calendar with the number of its version (0: the table as it ships)."""

    number: int
    calendar: Calendar


class Step(NamedTuple):
    """One move of the calendar: which notice, whether it began to hold, since when, for which unit and those below."""

    number: int
    mark: UUID
    notice_id: UUID
    opens: bool
    at: datetime
    unit_id: UUID
    said: notices.Notice


_steps: list[Step] = []
_looked = 0.0


def forget() -> None:
    """Drop what this process keeps, for tests that take their acts back."""
    global _looked
    _steps.clear()
    reach.cache_clear()
    _looked = 0.0


def of(unit_id: UUID | None) -> Dated:
    """Return a unit's calendar as it stands now; None asks for the country's table alone."""
    if unit_id is None:
        return Dated(0, NATIONAL)
    _look()
    return Dated(_steps[-1].number if _steps else 0, _upto(unit_id, _steps))


def lately(unit_id: UUID | None) -> Calendar:
    """Return a unit's calendar as it stood within the last second: a list asks once, not once a line."""
    if unit_id is None:
        return NATIONAL
    if time.monotonic() - _looked > FRESH_SECONDS:
        _look()
    return _upto(unit_id, _steps)


def at(unit_id: UUID, number: int) -> Dated:
    """Return a unit's calendar as it stood at a version: what came later leaves it as it was."""
    if number == 0:
        return Dated(0, NATIONAL)
    if not _steps or _steps[-1].number < number:
        _look()
    return Dated(number, _upto(unit_id, [one for one in _steps if one.number <= number]))


def steps_after(unit_id: UUID, number: int) -> list[Step]:
    """Return how a unit's calendar moved since a version, oldest first."""
    _look()
    return [one for one in _steps if one.number > number and one.unit_id in reach(unit_id)]


def step(number: int) -> Step:
    """Return one step by its number. Raises StopIteration for a number that was never taken."""
    if not _steps or _steps[-1].number < number:
        _look()
    return next(one for one in _steps if one.number == number)


def supposed(unit_id: UUID, more: notices.Notice | None = None, without: UUID | None = None) -> Calendar:
    """Return the calendar that a unit would have with one notice more, or without one that holds."""
    _look()
    kept = [one.said for one in _in_force(unit_id, _steps) if one.notice_id != without]
    return _built(_ordered([*kept, more] if more else kept))


def _look() -> None:
    """Read the steps anew where the newest one is not the one known."""
    global _looked
    newest = access.newest()
    _looked = time.monotonic()
    if newest == ((_steps[-1].number, _steps[-1].mark) if _steps else None):
        return
    _steps[:] = [
        Step(row.number, row.mark, row.notice_id, row.opens, row.at, row.notice.unit_id, row.notice.said())
        for row in access.steps()
    ]


@lru_cache(maxsize=4096)
def reach(unit_id: UUID) -> frozenset[UUID]:
    """Return the unit and those above it, whose notices reach it. A unit never changes its parent: it ends instead."""
    found, parent = {unit_id}, unit_id
    while above := access.parent_of(parent):
        found.add(above)
        parent = above
    return frozenset(found)


def _in_force(unit_id: UUID, steps: Sequence[Step]) -> list[Step]:
    held: dict[UUID, Step] = {}
    above = reach(unit_id) if steps else frozenset()
    for one in steps:
        if one.unit_id in above:
            held.pop(one.notice_id, None)
            if one.opens:
                held[one.notice_id] = one
    return list(held.values())


def _upto(unit_id: UUID, steps: Sequence[Step]) -> Calendar:
    return _built(_ordered([one.said for one in _in_force(unit_id, steps)]))


def _ordered(said: Sequence[notices.Notice]) -> tuple[notices.Notice, ...]:
    """A year's table first, then the nearer notice over the wider one, each in the order of approval."""
    return tuple(sorted(said, key=lambda one: (one.kind != notices.YEAR, _NEARER[one.level])))


@lru_cache(maxsize=1024)
def _built(said: tuple[notices.Notice, ...]) -> Calendar:
    return notices.applied(NATIONAL, said) if said else NATIONAL
