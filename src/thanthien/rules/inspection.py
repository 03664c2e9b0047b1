"""Inspection and supervision: who visits, what a sheet asks, when a finding is late, which month saw a visit.

The rhythm is monthly and quarterly (model.md §2, Lương Sơn and Tân Thịnh; seed S4: the level above urges, inspects,
supervises). A finding's date is counted in working days by the calendar of ``rules.clock`` (BLDS 2015 Đ.147-148).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from thanthien.rules.clock import Due, due
from thanthien.rules.dated import choices_on
from thanthien.rules.limits import Limit

ABOVE, FRONT, BOARD = "above", "front", "board"
PARTIES: Final = {ABOVE: "cấp trên", FRONT: "Mặt trận", BOARD: "ban của xã"}
ANSWERS: Final = {"yes": "Đạt", "partly": "Đạt một phần", "no": "Chưa đạt", "unseen": "Chưa xem"}
UNSEEN: Final = "unseen"
OPEN, FIXED, ACCEPTED = "open", "fixed", "accepted"
STATES: Final = {OPEN: "chưa khắc phục", FIXED: "đã khắc phục, chờ kiểm lại", ACCEPTED: "đã kiểm lại, đạt"}
LONGEST_FIX: Final = 60


class Question(NamedTuple):
    """One line of a sheet; ``source`` is the principle or criterion that it looks at, "own" for an added one."""

    code: str
    group: str
    text: str
    source: str


def questions(on: date) -> tuple[Question, ...]:
    """The questions of a sheet that is made on a day, in the order in which one walks through the office."""
    rows = choices_on("inspection_question", on)
    return tuple(Question(row["code"], row["group"], row["text"], row["from"]) for row in rows)


def to_fix(found_at: datetime, days: int) -> Due:
    """The explained date by which a finding is to be put right: ``days`` working days after the day of the visit.

    Raises BadLimit outside 1 to 100,000 and OutOfCalendar beyond the calendar.
    """
    return due(found_at, Limit(days, "working_days", article="do đoàn kiểm tra đặt"))


def is_late(state: str, due_on: date, today: date) -> bool:
    """Tell whether a finding is late: nobody has said that it is put right, and its last day has passed."""
    return state == OPEN and today > due_on


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a year of visits; ``ahead`` says that it has not begun yet."""

    number: int
    counts: dict[str, int]
    ahead: bool

    @property
    def total(self) -> int:
        """How many visits it saw, whoever came."""
        return sum(self.counts.values())


def quarter_start(day: date) -> date:
    """The first day of the quarter in which a day lies."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def rhythm(visited: Iterable[tuple[str, date]], today: date) -> tuple[Month, ...]:
    """The twelve months of this year with the visits of each party; visits of other years are left out."""
    counts = [dict.fromkeys(PARTIES, 0) for _ in range(12)]
    for party, day in visited:
        if day.year == today.year:
            counts[day.month - 1][party] += 1
    return tuple(Month(number, row, number > today.month) for number, row in enumerate(counts, 1))
