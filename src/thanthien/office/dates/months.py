"""A year of days off as twelve small months."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date
from typing import Final

from thanthien.rules import words
from thanthien.rules.calendar import Calendar

_MARKS: Final = {"holiday": "off", "in_lieu": "off", "swapped_off": "off", "makeup_work": "work", "weekend": "rest"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its number, how it looks, and its words where it does not follow its weekday."""

    number: int
    css: str
    said: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its weeks, None for days of another month, and the days that are named."""

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]
    named: tuple[str, ...]


def months(year: int, calendar: Calendar) -> tuple[Month, ...]:
    """Return the twelve months of a year that the calendar knows; none of a year beyond it."""
    if not calendar.first.year <= year <= calendar.last.year:
        return ()
    return tuple(_month(year, number, calendar) for number in range(1, 13))


def _month(year: int, number: int, calendar: Calendar) -> Month:
    weeks = tuple(
        tuple(_cell(date(year, number, day), calendar) if day else None for day in week)
        for week in Weeks().monthdayscalendar(year, number)
    )
    named = [row for key, row in sorted(calendar.days.items()) if (key.year, key.month) == (year, number)]
    said = tuple(
        f"{words.short(row.date)}: {row.said}" + (f", {row.reason}" if row.reason else "")
        + (" (dự kiến)" if row.status == "estimate" else "")
        for row in named
        if row.works != (row.date.weekday() < 5)
    )  # fmt: skip
    return Month(f"Tháng {number}", weeks, said)


def _cell(day: date, calendar: Calendar) -> Cell:
    row = calendar.day(day)
    return Cell(day.day, _MARKS.get(row.kind, ""), row.said if row.kind not in ("work", "weekend") else "")
