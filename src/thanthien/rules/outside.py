"""Serving outside the office and its hours: which kinds there are, which days a plan names, which of them are days off.

Kinds as communes hold them (model.md §2): the day without appointment, Saturdays for the people, desks in hamlets,
coffee mornings; service at home or at the bedside has no timetable. Days off: ``rules.calendar``.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final, NamedTuple

from thanthien.rules.calendar import NATIONAL, Calendar, Day

NO_APPOINTMENT, SATURDAY, MOBILE, COFFEE = "no_appointment", "saturday", "mobile", "coffee"
KINDS: Final = {
    NO_APPOINTMENT: "Ngày không hẹn",
    SATURDAY: "Thứ Bảy vì dân",
    MOBILE: "Bàn lưu động ở thôn",
    COFFEE: "Cà phê sáng với bà con",
}
PLANNED, DONE, CANCELLED = "planned", "done", "cancelled"
STATES: Final = {PLANNED: "sắp tới", DONE: "đã làm", CANCELLED: "thôi"}
ASKED: Final = "asked"
LAPSED: Final = "lapsed"  # nobody said how it ended; counted as not done
HOME_STATES: Final = {ASKED: "đang chờ", DONE: "đã làm", CANCELLED: "thôi", LAPSED: "không ai ghi kết quả"}
HOME_KEPT: Final = timedelta(days=90)  # after the promised day (assumed: no text gives a number)
MOST_DAYS: Final = 60
LONGEST: Final = 366  # a timetable longer than a year is made anew each year
_OFF: Final = frozenset({"holiday", "in_lieu", "swapped_off"})


class Chosen(NamedTuple):
    """The days of a plan, and the public holidays among those it would have named."""

    days: tuple[date, ...]
    off: tuple[Day, ...]


def days_of(first: date, last: date, weekdays: Collection[int], calendar: Calendar = NATIONAL) -> Chosen:
    """Return the days from ``first`` to ``last`` (both included) on these weekdays (Monday 0), days off set apart.

    No weekday means each day of a stretch. A weekend is no day off here: Saturdays are the point. Raises
    OutOfCalendar beyond the calendar.
    """
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    named = [day for day in every if not weekdays or day.weekday() in weekdays]
    off = tuple(found for day in named if (found := calendar.day(day)).kind in _OFF)
    shut = {one.date for one in off}
    return Chosen(tuple(day for day in named if day not in shut), off)


def said_off(day: Day) -> str:
    """Say which day off it is: `24/11 nghỉ lễ (Ngày Văn hóa)`."""
    reason = f" ({day.reason})" if day.reason else ""
    return f"{day.date.day}/{day.date.month} {day.said}{reason}"
