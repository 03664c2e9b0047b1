"""The explained date: every day of the count to draw, and the whole count in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from thanthien.rules import words
from thanthien.rules.calendar import Calendar, Day
from thanthien.rules.counting import Leg
from thanthien.rules.derivation import HOURLY, ONE_DAY
from thanthien.rules.limits import Limit, said

WORKED_UNITS = frozenset({"working_days", "same_day"})
WEEKS_DRAWN = 5
LIST_UP_TO = 12  # more counted days than this are said as a range


class DayMark(NamedTuple):
    """One square of the explained calendar.

    `role`: start, counted, off, paused, restart, due, revised or none. `number` is the place in the count
    (0: not counted). `word` is what stands under the day: nhận, nghỉ, lễ, dừng, hẹn, hẹn mới, làm bù.
    """

    date: date
    role: str
    number: int
    word: str
    reason: str


# ---- days to draw


def _counts(leg: Leg, calendar: Calendar) -> Iterator[tuple[date, bool, bool]]:
    """Days after `base` up to the last: (day, counted, paused)."""
    halts = [(s.date(), r.date()) for s, r in leg.pauses]
    day = leg.base
    while day < leg.due_on:
        day += ONE_DAY
        paused = any(max(stop, leg.base) < day <= resumed for stop, resumed in halts)
        if leg.unit in WORKED_UNITS:
            yield day, calendar.is_working_day(day) and not paused, paused
        else:
            yield day, leg.unit == "calendar_days" and day <= leg.raw and not paused, paused


def counted_days(leg: Leg, calendar: Calendar) -> list[date]:
    """The days that the count took, in order; for a same-day limit the day itself."""
    if leg.unit == "same_day" and not leg.pauses:
        return [leg.due_on]
    if leg.unit == "working_days" and not leg.pauses:
        return calendar.worked_between(leg.base, leg.due_on)
    return [day for day, counted, _ in _counts(leg, calendar) if counted]


def day_marks(start: datetime, leg: Leg, calendar: Calendar, revised_on: date | None) -> tuple[DayMark, ...]:
    """One mark for each day from reception to the last date shown."""
    counts = {day: (counted, paused) for day, counted, paused in _counts(leg, calendar)}
    last = max(leg.due_on, revised_on or leg.due_on)
    marks, number, day = [], 0, start.date()
    while day <= last:
        counted, paused = counts.get(day, (False, False))
        number += counted
        role, word = _role(day, start.date(), leg, calendar, counted, paused)
        if revised_on and day == leg.due_on:
            word = "hẹn cũ"
        if day == revised_on:
            role, word = "revised", "hẹn mới"
        marks.append(DayMark(day, role, number if counted else 0, word, calendar.day(day).reason))
        day += ONE_DAY
    return tuple(marks)


def _role(day: date, start: date, leg: Leg, calendar: Calendar, counted: bool, paused: bool) -> tuple[str, str]:
    known = calendar.day(day)
    off = _off_word(known)
    if day == leg.due_on:
        return "due", "hẹn"
    if day == start:
        return "start", "nhận"
    if start < day == leg.origin.date():
        return "restart", "đủ giấy"
    if paused or start < day < leg.origin.date():
        return "paused", off or "dừng"
    if off and not counted:
        return "off", off
    return ("counted", "làm bù" if known.kind == "makeup_work" else off) if counted else ("none", "")


def weeks(marks: tuple[DayMark, ...], calendar: Calendar) -> tuple[tuple[DayMark, ...], ...]:
    """Whole weeks, Monday first; days outside the count are plain or off."""
    first = marks[0].date - timedelta(days=marks[0].date.weekday())
    by_day = {mark.date: mark for mark in marks}
    total = ((marks[-1].date - first).days // 7 + 1) * 7
    row = [first + timedelta(days=n) for n in range(total)]
    full = [by_day.get(d) or _outside(d, calendar) for d in row]
    return tuple(tuple(full[n : n + 7]) for n in range(0, total, 7))


def folded(rows: tuple[tuple[DayMark, ...], ...]) -> tuple[tuple[DayMark, ...] | int, ...]:
    """Over five weeks only the first and the last two are drawn; a number says how many lie between."""
    if len(rows) <= WEEKS_DRAWN:
        return rows
    return (rows[0], len(rows) - 3, *rows[-2:])


def _outside(day: date, calendar: Calendar) -> DayMark:
    if not calendar.first <= day <= calendar.last:
        return DayMark(day, "none", 0, "", "")
    known = calendar.day(day)
    off = _off_word(known)
    return DayMark(day, "off" if off else "none", 0, off, known.reason)


def _off_word(day: Day) -> str:
    if day.works:
        return ""
    return "lễ" if day.kind == "holiday" else "nghỉ"


# ---- one sentence


def sentence(leg: Leg, limit: Limit, calendar: Calendar) -> str:
    """`5 ngày làm việc: 25, 26, 27, 30/11, 1/12; 24/11 nghỉ lễ.`"""
    if leg.unit == "fixed":
        return f"Ngày hẹn định lại: {words.with_weekday(leg.due_on)}/{leg.due_on.year}."
    head = words.first_up(said(leg.value, leg.unit))
    if leg.unit in HOURLY:
        return f"{head}: từ {words.at_moment(leg.origin)} đến {words.at_moment(leg.at)}."
    if leg.unit not in WORKED_UNITS:
        return f"{head}: {_stretch(leg, calendar)}."
    days = counted_days(leg, calendar)
    listed = words.listed(days) if len(days) <= LIST_UP_TO else f"từ {words.short(days[0])} đến {words.short(days[-1])}"
    return "; ".join([f"{head}: {listed}", *_off_words(leg, calendar)]) + "."


def _stretch(leg: Leg, calendar: Calendar) -> str:
    text = f"từ {words.short(leg.base + ONE_DAY)} đến {words.short_year(leg.raw)}"
    if leg.raw == leg.due_on:
        return text
    return f"{text}; {words.short(leg.raw)} {calendar.day(leg.raw).said}, nên hẹn {words.short(leg.due_on)}"


def _off_words(leg: Leg, calendar: Calendar) -> list[str]:
    special = calendar.specials_between(leg.base, leg.due_on)
    parts = []
    for said_as, group in groupby(special, key=lambda d: d.said):
        days = [d.date for d in group]
        name = f"{words.WEEKDAYS[days[0].weekday()]} " if said_as == "làm bù" else ""
        parts.append(f"{name}{words.ranged(days)} {said_as}")
    parts += [f"dừng từ {words.short(s)} đến {words.short(r)}" for s, r in leg.pauses if s.date() != r.date()]
    return parts
