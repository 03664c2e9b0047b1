"""Working days: our own dated table, because Tết and the swapped days are decided each year by notice.

Law: BLLĐ 2019 Đ.111 k.3, Đ.112; NQ 28/2026/QH16 Đ.2; the Prime Minister's notice of each year.
Page: docs/rules/calendar.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from importlib import resources
from typing import Any, NamedTuple

from thanthien.rules import words
from thanthien.rules.errors import BadCalendar, OutOfCalendar

KINDS = ("work", "weekend", "holiday", "in_lieu", "swapped_off", "makeup_work")
WORKED = frozenset({"work", "makeup_work"})
NATION = "nation"
SATURDAY = 5

_SAID = {
    "work": "ngày làm việc",
    "weekend": "nghỉ cuối tuần",
    "holiday": "nghỉ lễ",
    "in_lieu": "nghỉ bù",
    "swapped_off": "nghỉ hoán đổi",
    "makeup_work": "làm bù",
}


class Day(NamedTuple):
    """One day of the table. `kind` is one of KINDS, `status` "firm" or "estimate"."""

    date: date
    kind: str
    reason: str = ""
    notice: str = ""
    status: str = "firm"
    scope: str = NATION

    @property
    def works(self) -> bool:
        """Whether limits count this day."""
        return self.kind in WORKED

    @property
    def said(self) -> str:
        """`nghỉ lễ`, `nghỉ bù`, `làm bù` …; a local closure never calls itself a national swap."""
        if self.scope != NATION and not self.works:
            return "nghỉ theo thông báo của địa phương"
        return _SAID[self.kind]


class Unsettled(NamedTuple):
    """A stretch (both ends included) in which a notice may still move days."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class Calendar:
    """Days from `first` to `last` (both included); every day not in `days` follows its weekday.

    Counting costs a few list look-ups whatever the distance. A day outside the table raises
    OutOfCalendar: better no date than an invented one.
    """

    first: date
    last: date
    days: Mapping[date, Day]
    unsettled: tuple[Unsettled, ...] = ()
    version: str = ""

    def __post_init__(self) -> None:
        for key, day in self.days.items():
            if day.kind not in KINDS:
                raise BadCalendar(f"Ngày {words.short_year(key)}: không có loại ngày “{day.kind}”.")
            if day.date != key or not self.first <= key <= self.last:
                raise BadCalendar(f"Ngày {words.short_year(key)} nằm ngoài lịch.")
            if day.kind == "makeup_work" and key.weekday() < SATURDAY:
                raise BadCalendar(f"Ngày {words.short_year(key)} vốn đã là ngày làm việc, không làm bù được.")

    # ---- index arrays, built once on first use

    @cached_property
    def _origin(self) -> int:
        return self.first.toordinal()

    @cached_property
    def _worked(self) -> list[date]:
        """Every working day in order."""
        every = (date.fromordinal(o) for o in range(self._origin, self.last.toordinal() + 1))
        return [d for d in every if self._works(d)]

    @cached_property
    def _rank(self) -> list[int]:
        """For each day: how many working days there are up to it, itself included."""
        ranks, seen = [], 0
        for ordinal in range(self._origin, self.last.toordinal() + 1):
            seen += self._works(date.fromordinal(ordinal))
            ranks.append(seen)
        return ranks

    @cached_property
    def _special(self) -> list[Day]:
        """Days that do not follow their weekday, in order."""
        rows = sorted(self.days.values())
        return [d for d in rows if d.works != (d.date.weekday() < SATURDAY)]

    @cached_property
    def _special_upto(self) -> list[int]:
        return self._upto({d.date for d in self._special})

    @cached_property
    def _shaky(self) -> dict[date, str]:
        """Days that a later notice may move, with the reason."""
        rows = {
            d.date: f"{words.first_up(d.reason)} {d.date.year} mới tính từ luật, chưa có thông báo."
            for d in sorted(self.days.values())
            if d.status == "estimate"
        }
        for gap in self.unsettled:
            for offset in range((gap.last - gap.first).days + 1):
                rows[gap.first + timedelta(days=offset)] = gap.reason
        return rows

    @cached_property
    def _shaky_upto(self) -> list[int]:
        return self._upto(self._shaky.keys())

    def _upto(self, marked: Iterable[date]) -> list[int]:
        chosen = {d.toordinal() for d in marked}
        counts, seen = [], 0
        for ordinal in range(self._origin, self.last.toordinal() + 1):
            seen += ordinal in chosen
            counts.append(seen)
        return counts

    def _works(self, day: date) -> bool:
        known = self.days.get(day)
        return known.works if known else day.weekday() < SATURDAY

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._origin
        if 0 <= index < len(self._rank):
            return index
        raise OutOfCalendar(date.fromordinal(day.toordinal()), self.first, self.last)

    # ---- questions

    def day(self, day: date) -> Day:
        """What kind of day it is. Raises OutOfCalendar."""
        self._index(day)
        plain = date.fromordinal(day.toordinal())
        return self.days.get(plain) or Day(plain, "work" if plain.weekday() < SATURDAY else "weekend")

    def is_working_day(self, day: date) -> bool:
        """A make-up Saturday is one, a swapped weekday is not. Raises OutOfCalendar."""
        return self._works(date.fromordinal(self._origin + self._index(day)))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself never counts (BLDS Đ.147).

        `count` 0 gives `day` back; a negative count goes back in time, to be used for
        "so many working days before". Raises OutOfCalendar.
        """
        if count == 0:
            return date.fromordinal(self._origin + self._index(day))
        index = self._index(day)
        place = self._rank[index] + count - 1
        if count < 0:
            # Going back, a start on a day off must not lose the working day just before it.
            place += not self._works(date.fromordinal(self._origin + index))
        if 0 <= place < len(self._worked):
            return self._worked[place]
        edge = self.last + timedelta(days=1) if count > 0 else self.first - timedelta(days=1)
        raise OutOfCalendar(edge, self.first, self.last)

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`. Raises OutOfCalendar."""
        return self.add_working_days(day, 1)

    def roll_forward(self, day: date) -> date:
        """`day` itself if worked, else the next working day (BLDS Đ.148 k.5). Raises OutOfCalendar."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative if `end` is earlier.

        So `add_working_days(a, n) == b` means `working_days_between(a, b) == n`.
        """
        return self._rank[self._index(end)] - self._rank[self._index(start)]

    def worked_between(self, start: date, end: date) -> list[date]:
        """The working days after `start` up to and with `end`, in order."""
        return self._worked[self._rank[self._index(start)] : self._rank[self._index(end)]]

    def specials_between(self, start: date, end: date) -> list[Day]:
        """Days after `start` up to `end` that do not follow their weekday, in order."""
        low, high = self._special_upto[self._index(start)], self._special_upto[self._index(end)]
        return self._special[low:high] if low != high else []

    def estimates_between(self, start: date, end: date) -> tuple[str, ...]:
        """Why a date counted after `start` up to `end` is an estimate; empty when it is firm."""
        low, high = self._index(start), self._index(end)
        if self._shaky_upto[low] == self._shaky_upto[high]:
            return ()
        return tuple(dict.fromkeys(why for day, why in sorted(self._shaky.items()) if start < day <= end))

    def with_days(self, extra: Iterable[Day], version: str = "") -> Calendar:
        """A copy in which `extra` (a later notice, a local closure) wins over the days known so far."""
        merged = {**self.days, **{d.date: d for d in extra}}
        return Calendar(self.first, self.last, merged, self.unsettled, version or self.version)


def parse(text: str) -> Calendar:
    """Read the table from TOML (shape: rules/data/calendar.toml). Raises BadCalendar."""
    raw = tomllib.loads(text)
    days: dict[date, Day] = {}
    for row in raw.get("occasion", []):
        for day in _occasion(row):
            if day.date in days:
                raise BadCalendar(f"Ngày {words.short_year(day.date)} ghi hai lần trong lịch.")
            days[day.date] = day
    gaps = tuple(Unsettled(g["from"], g["to"], g["reason"]) for g in raw.get("unsettled", []))
    return Calendar(raw["first"], raw["last"], days, gaps, raw["version"])


def _occasion(row: dict[str, Any]) -> Iterable[Day]:
    for kind in KINDS:
        for day in row.get(kind, []):
            yield Day(day, kind, row["reason"], row["notice"], row.get("status", "firm"))


def load() -> Calendar:
    """The national table that ships with the product."""
    return parse(resources.files(__package__).joinpath("data/calendar.toml").read_text("utf-8"))


NATIONAL: Calendar = load()
