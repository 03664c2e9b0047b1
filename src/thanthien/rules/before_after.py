"""Before and after: a share by month with its spread, and what it would be had it gone on as before.

The spread is Wilson's score interval (E. B. Wilson, Probable inference, the law of succession, and statistical
inference, J. Am. Stat. Assoc. 22, 1927, 209-212): it holds for small samples and near 0 and 1, where the usual one
does not (Brown, Cai and DasGupta, Interval estimation for a binomial proportion, Stat. Sci. 16, 2001, 101-133).
Nothing here says why a figure moved. Page: docs/rules/packs.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Final, NamedTuple

Z: Final = 1.959964  # 95 %
LEAST_FOR_TREND: Final = 3  # measured months


class Interval(NamedTuple):
    """From where to where the share may well lie, each 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Point:
    """A month "2026-10": so many of so many. ``lacking`` says why it cannot be measured, "" where it can."""

    month: str
    met: int
    all: int
    lacking: str = ""

    @property
    def share(self) -> float | None:
        """The share of the month, None where it cannot be measured."""
        return self.met / self.all if self.all and not self.lacking else None


@dataclass(frozen=True, slots=True)
class Side:
    """All measured months of one side together. ``spread`` is None without any."""

    months: int
    met: int
    all: int
    spread: Interval | None


def wilson(met: int, of: int, z: float = Z) -> Interval:
    """Return Wilson's score interval of ``met`` out of ``of``. Raises ``ValueError`` unless 0 <= met <= of, of > 0."""
    if not 0 <= met <= of or of == 0:
        raise ValueError(f"no share: {met} of {of}")
    share, square = met / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def side(points: Sequence[Point]) -> Side:
    """Add up the measured months of one side."""
    measured = [one for one in points if one.share is not None]
    met, of = sum(one.met for one in measured), sum(one.all for one in measured)
    return Side(len(measured), met, of, wilson(met, of) if of else None)


def apart(before: Side, after: Side) -> bool | None:
    """Tell whether the two spreads lie apart; None where one side cannot be measured."""
    if before.spread is None or after.spread is None:
        return None
    return before.spread.high < after.spread.low or after.spread.high < before.spread.low


def trend(points: Sequence[Point], beyond: int) -> tuple[float, ...]:
    """Return the straight line through the measured months, weighed by their samples, for all of them and on.

    One value a month of ``points`` and for ``beyond`` months after, 0 to 1; nothing where fewer than
    :data:`LEAST_FOR_TREND` months are measured. Least squares: it describes, it does not foresee.
    """
    known = [(place, one.share, one.all) for place, one in enumerate(points) if one.share is not None]
    if len(known) < LEAST_FOR_TREND:
        return ()
    weight = sum(of for _, _, of in known)
    middle = sum(place * of for place, _, of in known) / weight
    level = sum(share * of for _, share, of in known) / weight
    steep = sum(of * (place - middle) ** 2 for place, _, of in known)
    slope = sum(of * (place - middle) * (share - level) for place, share, of in known) / steep
    return tuple(min(1.0, max(0.0, level + slope * (place - middle))) for place in range(len(points) + beyond))


def months_round(taken: date, today: date, reach: int = 6) -> tuple[list[str], list[str]]:
    """Return the months before and after the one of an event, at most ``reach`` each, none after the last full one.

    The month of the event belongs to neither side; nor does the running month, which is not over.
    """
    first = taken.replace(day=1)
    before: list[str] = []
    month = first
    for _ in range(reach):
        month = (month - timedelta(days=1)).replace(day=1)
        before.insert(0, f"{month:%Y-%m}")
    after: list[str] = []
    month = (first + timedelta(days=32)).replace(day=1)
    while len(after) < reach and (month.year, month.month) < (today.year, today.month):
        after.append(f"{month:%Y-%m}")
        month = (month + timedelta(days=32)).replace(day=1)
    return before, after
