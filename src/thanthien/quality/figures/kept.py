"""A month's counts kept, so that the board opens at once however many dossiers stand behind it.

The loop counts (``keep_due``): the running month and the one before every five minutes, older ones once a day. A page
takes what is kept unless it is too old or was never counted; then it counts itself, so that a stopped loop costs time
and never truth. Whoever shows a kept figure says when it was counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.quality import access

FRESH, FRESH_OLD = timedelta(minutes=5), timedelta(days=1)
GOOD, GOOD_OLD = timedelta(hours=1), timedelta(days=3)
MONTHS: Final = 14  # the thirteen that the board offers, and the one before the first of them


@dataclass(frozen=True, slots=True)
class Kept:
    """One month of a unit as it was counted: figure → (all, met, points); how many people were asked; when."""

    at: datetime
    counts: Mapping[str, Sequence[int]]
    contacts: int


def recent(now: datetime) -> tuple[str, str]:
    """Return the running month and the one before it."""
    found = list(_months(now, 2))
    return found[0], found[1]


def kept_of(unit_id: UUID, months: Sequence[str], now: datetime) -> dict[str, Kept]:
    """Return those months that were counted lately enough to be shown, in one statement."""
    near, found = recent(now), {}
    for row in access.kept_of(unit_id, months):
        good = GOOD if row.month in near else GOOD_OLD
        if timedelta(0) <= now - row.counted_at <= good:
            found[row.month] = Kept(row.counted_at, row.counts, row.contacts)
    return found


def due(units: Sequence[UUID], now: datetime) -> list[tuple[UUID, str]]:
    """Return what should be counted again, the running months first, then what was counted longest ago."""
    near, known = recent(now), access.kept_times(units)
    wanted = [(unit, month) for unit in units for month in _months(now, MONTHS)]
    never = datetime.min.replace(tzinfo=clock.VN)

    def is_due(one: tuple[UUID, str]) -> bool:
        at = known.get(one)
        return at is None or now - at >= (FRESH if one[1] in near else FRESH_OLD)

    return sorted(filter(is_due, wanted), key=lambda one: (one[1] not in near, known.get(one, never)))


def _months(now: datetime, many: int) -> Iterator[str]:
    day = clock.local(now).date().replace(day=1)
    for _ in range(many):
        yield f"{day:%Y-%m}"
        day = (day - timedelta(days=1)).replace(day=1)
