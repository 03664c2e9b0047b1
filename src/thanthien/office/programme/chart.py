"""A before–after chart as the template draws it: whole numbers in one small SVG, legible at 360 px.

No style and no script in it (content policy); what a dot means stands in the table below it, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thanthien.rules.before_after import Point, wilson

LEFT, RIGHT, TOP, BOTTOM, STEP = 38, 8, 10, 28, 22
HEIGHT: Final = 190


@dataclass(frozen=True, slots=True)
class Dot:
    """One month: where it stands; ``y`` is None where it cannot be measured."""

    x: int
    y: int | None
    high: int
    low: int
    label: str
    after: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Sizes and places. ``trend`` is a polyline's points, "" for none; ``cut`` is where the month of the event is."""

    width: int
    height: int
    base: int
    left: int
    right: int
    cut: int
    rules: tuple[tuple[int, str], ...]
    dots: tuple[Dot, ...]
    trend: str


def chart(points: Sequence[Point], cut: int, line: Sequence[float]) -> Chart:
    """Place the months from left to right; ``cut`` is the index of the month of the event."""
    width = LEFT + RIGHT + STEP * len(points)
    dots = tuple(_dot(place, one, cut, len(points)) for place, one in enumerate(points))
    trend = " ".join(f"{_x(place)},{_y(value)}" for place, value in enumerate(line))
    rules = tuple((_y(share), f"{round(share * 100)}%") for share in (0.0, 0.5, 1.0))
    return Chart(width, HEIGHT, HEIGHT - BOTTOM, LEFT, width - RIGHT, _x(cut), rules, dots, trend)


def _dot(place: int, one: Point, cut: int, count: int) -> Dot:
    said = place in (0, cut, count - 1)
    label = f"{int(one.month[5:])}/{one.month[2:4]}" if said else ""
    if one.share is None:
        return Dot(_x(place), None, 0, 0, label, place > cut)
    spread = wilson(one.met, one.all)
    return Dot(_x(place), _y(one.share), _y(spread.high), _y(spread.low), label, place > cut)


def _x(place: int) -> int:
    return LEFT + STEP * place + STEP // 2


def _y(share: float) -> int:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM))
