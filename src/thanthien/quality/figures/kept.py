"""A month's counts kept, so that the board opens at once however many dossiers stand behind it.

The loop counts (``keep_due``): the running month and the one before every five minutes, those that the board offers
once a day, still older ones once a month. What is too old (the loop stands still) or was never counted a page counts
itself in a commune of few dossiers. In one of many nobody is kept waiting for that: the page shows what was counted
last, or says that counting is under way. Whoever shows a kept figure says when it was counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.quality import access

FRESH, FRESH_OLD, FRESH_PAST = timedelta(minutes=5), timedelta(days=1), timedelta(days=30)
GOOD, GOOD_OLD, GOOD_PAST = timedelta(hours=1), timedelta(days=3), timedelta(days=40)
MONTHS: Final = 14  # the thirteen that the board offers, and the one before the first of them
FIRST: Final = "2023-01"  # the calendar of the house begins here
FEW: Final = 5_000  # dossiers up to which a page may count by itself: some tens of milliseconds


@dataclass(frozen=True, slots=True)
class Kept:
    """One month of a unit as it was counted: figure → (all, met, points); how many people were asked; when.

    ``good``: counted lately enough to be shown while it could be counted again.
    """

    at: datetime
    counts: Mapping[str, Sequence[int]]
    contacts: int
    good: bool = True


def recent(now: datetime) -> tuple[str, str]:
    """Return the running month and the one before it."""
    found = _months(now)
    return next(found), next(found)


def kept_of(unit_id: UUID, months: Sequence[str], now: datetime) -> dict[str, Kept]:
    """Return those months that were ever counted, in one statement."""
    limits = _limits(now, (GOOD, GOOD_OLD, GOOD_PAST))
    return {
        row.month: Kept(row.counted_at, row.counts, row.contacts, now - row.counted_at <= limits[row.month])
        for row in access.kept_of(unit_id, months)
        if row.counted_at <= now and row.month in limits
    }


def due(units: Sequence[UUID], now: datetime) -> list[tuple[UUID, str]]:
    """Return what should be counted again, the running months first, then what was counted longest ago."""
    near, known = recent(now), access.kept_times(units)
    limits = _limits(now, (FRESH, FRESH_OLD, FRESH_PAST))
    wanted = [(unit, month) for unit in units for month in limits]
    never = datetime.min.replace(tzinfo=clock.VN)

    def is_due(one: tuple[UUID, str]) -> bool:
        at = known.get(one)
        return at is None or now - at >= limits[one[1]]

    return sorted(filter(is_due, wanted), key=lambda one: (one[1] not in near, known.get(one, never)))


def _limits(now: datetime, ages: tuple[timedelta, timedelta, timedelta]) -> dict[str, timedelta]:
    """Return every month that can be asked for, newest first, with one of three ages: running, offered, past."""
    months = list(_months(now))
    return {one: ages[(at >= 2) + (at >= MONTHS)] for at, one in enumerate(months)}


def _months(now: datetime) -> Iterator[str]:
    day = clock.local(now).date().replace(day=1)
    while f"{day:%Y-%m}" >= FIRST:
        yield f"{day:%Y-%m}"
        day = (day - timedelta(days=1)).replace(day=1)
