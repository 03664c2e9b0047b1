"""A commune's plan of a year: areas, tasks with dates, what a task's state is on a day, money spent against planned.

State is computed, never stored: a task is done when its evidence is there; it is late when its day has passed without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from thanthien.rules.dated import choices_on

STATES: Final = {
    "done": "đã xong",
    "done_late": "xong muộn",
    "late": "quá ngày",
    "waiting": "chờ việc khác xong",
    "running": "đang làm",
    "later": "chưa tới",
    "dropped": "đã bỏ",
}


class Area(NamedTuple):
    """An area of the plan."""

    code: str
    text: str


def areas(on: date) -> tuple[Area, ...]:
    """The areas of a plan that holds on a day, in the order in which it is printed."""
    return tuple(Area(row["code"], row["text"]) for row in choices_on("plan_area", on))


@dataclass(frozen=True, slots=True)
class Step:
    """A task as the rules see it: [starts_on, due_on] are its days, ``after`` the keys of what must be done before."""

    key: str
    starts_on: date
    due_on: date
    done_on: date | None = None
    dropped: bool = False
    after: tuple[str, ...] = ()


def state_of(step: Step, steps: Mapping[str, Step], on: date) -> str:
    """Return the state of a task on a day, one of ``STATES``. What it waits for may have been dropped: then it goes on.

    The last day is still in time.
    """
    if step.dropped:
        return "dropped"
    if step.done_on is not None:
        return "done" if step.done_on <= step.due_on else "done_late"
    if on > step.due_on:
        return "late"
    open_ones = [steps[key] for key in step.after if key in steps]
    if any(one.done_on is None and not one.dropped for one in open_ones):
        return "waiting"
    return "running" if on >= step.starts_on else "later"


def in_circle(after: Mapping[str, Iterable[str]]) -> str:
    """Return a task that waits for itself through others, "" where none does (depth-first search, Tarjan 1972)."""
    white, grey = set(after), set[str]()

    def walk(key: str) -> str:
        white.discard(key)
        grey.add(key)
        for one in after.get(key, ()):
            if one in grey:
                return one
            if one in white and (found := walk(one)):
                return found
        grey.discard(key)
        return ""

    for key in list(after):
        if key in white and (found := walk(key)):
            return found
    return ""


class Money(NamedTuple):
    """đồng planned and spent; ``over`` is what was spent beyond the plan."""

    planned: int
    spent: int

    @property
    def over(self) -> int:
        """What was spent beyond the plan, 0 for nothing."""
        return max(0, self.spent - self.planned)
