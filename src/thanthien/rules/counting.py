"""Counting one leg of a limit: from one origin, with its pauses, without restarts.

Law: BLDS 2015 Đ.147-148; the days worked come from the calendar. Page: docs/rules/clock.md.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from thanthien.rules.calendar import Calendar
from thanthien.rules.errors import OutOfCalendar
from thanthien.rules.limits import Limit
from thanthien.rules.moments import end_of
from thanthien.rules.office_hours import OfficeHours

Pause = tuple[datetime, datetime]
Pauses = tuple[Pause, ...]


class Leg(NamedTuple):
    """One count. `base` is the day after which days count, `raw` the last day before rolling forward."""

    origin: datetime
    base: date
    unit: str
    value: int
    pauses: Pauses
    raw: date
    due_on: date
    at: datetime


def add_months(day: date, months: int) -> date:
    """Same day number so many months on, or the last day of that month (BLDS Đ.148 k.3)."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def count(
    origin: datetime,
    limit: Limit,
    value: int,
    pauses: Pauses,
    calendar: Calendar,
    hours: OfficeHours,
) -> Leg:
    """Count `value` in the unit of `limit` from `origin` (Vietnamese clock). Raises OutOfCalendar."""
    unit = limit.unit
    day = origin.date()
    if unit == "working_days":
        base = day
        if limit.cutoff and origin.time() > limit.cutoff and calendar.is_working_day(day):
            base = calendar.next_working_day(day)
        last = calendar.add_working_days(base, value + (_paused(pauses, base, calendar) if pauses else 0))
        leg = Leg(origin, base, unit, value, pauses, last, last, end_of(last))
    else:
        leg = _COUNTS[unit](origin, limit, value, pauses, calendar, hours)
    return _not_before_it_goes_on(leg, calendar) if pauses and unit not in ("hours", "working_hours") else leg


def _not_before_it_goes_on(leg: Leg, calendar: Calendar) -> Leg:
    """A clock that was stopped in time never ends while it stood still: the day it goes on is still in time."""
    floor = calendar.roll_forward(leg.pauses[-1][1].date())
    return leg if leg.due_on >= floor else leg._replace(due_on=floor, at=end_of(floor))


def _same_day(o: datetime, limit: Limit, v: int, pauses: Pauses, cal: Calendar, h: OfficeHours) -> Leg:
    """Received after the cut-off hour, or on a day off: the next working day (CNT-08; BLDS Đ.148 k.5)."""
    day = o.date()
    base = cal.roll_forward(day)
    if base == day and limit.cutoff and o.time() > limit.cutoff:
        base = cal.next_working_day(day)
    last = cal.add_working_days(base, v + _paused(pauses, base, cal))
    return Leg(o, base, limit.unit, v, pauses, base, last, end_of(last))


def _calendar_days(o: datetime, limit: Limit, v: int, pauses: Pauses, cal: Calendar, h: OfficeHours) -> Leg:
    """Every day counts; only the last one rolls forward when it is a day off (BLDS Đ.148 k.5)."""
    day = o.date()
    cal.is_working_day(day)  # a start outside the table is refused, whatever the unit
    stopped = sum((resumed.date() - stopped.date()).days for stopped, resumed in pauses)
    months = {"calendar_days": 0, "months": v, "years": v * 12}[limit.unit]
    try:
        raw = (add_months(day, months) if months else day + timedelta(days=v)) + timedelta(days=stopped)
    except (OverflowError, ValueError) as wrong:
        raise OutOfCalendar(date.max, cal.first, cal.last) from wrong
    last = cal.roll_forward(raw)
    return Leg(o, day, limit.unit, v, pauses, raw, last, end_of(last))


def _hours(o: datetime, limit: Limit, v: int, pauses: Pauses, cal: Calendar, h: OfficeHours) -> Leg:
    """Hours run from the moment itself, through nights and days off (BLDS Đ.147 k.1)."""
    cal.is_working_day(o.date())
    stopped = sum((resumed - stopped for stopped, resumed in pauses), timedelta())
    at = o + timedelta(hours=v) + stopped
    cal.is_working_day(at.date())
    return Leg(o, o.date(), limit.unit, v, pauses, at.date(), at.date(), at)


def _working_hours(o: datetime, limit: Limit, v: int, pauses: Pauses, cal: Calendar, h: OfficeHours) -> Leg:
    """Only hours in which the office is open."""
    stopped = sum((h.worked_between(s, r, cal) for s, r in pauses), timedelta())
    at = h.add_worked(o, timedelta(hours=v) + stopped, cal)
    return Leg(o, o.date(), limit.unit, v, pauses, at.date(), at.date(), at)


_COUNTS: dict[str, Callable[..., Leg]] = {
    "same_day": _same_day,
    "calendar_days": _calendar_days,
    "months": _calendar_days,
    "years": _calendar_days,
    "hours": _hours,
    "working_hours": _working_hours,
}


def _paused(pauses: Pauses, base: date, calendar: Calendar) -> int:
    """Working days lost to pauses: from the day after the stop up to the day of going on.

    The day of the stop was counted and the day of going on is an event day, which never counts. So a pause
    of n working days moves the date by n, and cutting a pause in two changes nothing.
    """
    return sum(
        calendar.working_days_between(max(stopped.date(), base), max(resumed.date(), base))
        for stopped, resumed in pauses
    )


def moved(leg: Leg, new_date: date, pauses: Pauses, calendar: Calendar) -> Leg:
    """A lawful date set anew by decision, and the pauses after it."""
    last = calendar.add_working_days(new_date, _paused(pauses, leg.base, calendar)) if pauses else new_date
    return leg._replace(unit="fixed", pauses=pauses, raw=new_date, due_on=last, at=end_of(last))
