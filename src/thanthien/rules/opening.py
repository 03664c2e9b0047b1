"""Is the counter open, until when, and which closure stands before the door? From calendar and office hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thanthien.rules import words
from thanthien.rules.calendar import NATIONAL, Calendar
from thanthien.rules.moments import VIETNAM, local
from thanthien.rules.office_hours import OfficeHours, Session

AHEAD = 40  # days looked forward for the next opening; no closure is longer
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opening:
    """``until`` is the end of the session that runs; ``next_at`` when the counter opens again."""

    is_open: bool
    until: datetime | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Closure:
    """Days in a row on which a plain week would work and this one does not."""

    first: date
    last: date
    reason: str
    opens_at: datetime | None
    estimate: bool


def opening(now: datetime, hours: OfficeHours, calendar: Calendar = NATIONAL) -> Opening:
    """Tell whether the counter is open at ``now``. Raises OutOfCalendar."""
    here = local(now)
    for session in hours.sessions(here.date(), calendar):
        if session.opens <= here.time() < session.closes:
            return Opening(True, _at(here.date(), session.closes), None)
    return Opening(False, None, _next(here, hours, calendar))


def closure(now: datetime, hours: OfficeHours, calendar: Calendar = NATIONAL) -> Closure | None:
    """Return the special closure of today or tomorrow (a weekend is none: everybody knows it)."""
    today = local(now).date()
    first = next((day for day in (today, today + ONE_DAY) if _special(day, calendar)), None)
    if first is None:
        return None
    last = first
    while not calendar.is_working_day(last + ONE_DAY):
        last += ONE_DAY
    opens = _next(datetime.combine(last, time(23, 59), VIETNAM), hours, calendar)
    named = calendar.day(first)
    return Closure(first, last, named.reason, opens, named.status == "estimate")


def _special(day: date, calendar: Calendar) -> bool:
    return day.weekday() < 5 and not calendar.is_working_day(day)


def _next(after: datetime, hours: OfficeHours, calendar: Calendar) -> datetime | None:
    for offset in range(AHEAD):
        day = after.date() + timedelta(days=offset)
        for session in hours.sessions(day, calendar):
            at = _at(day, session.opens)
            if at > after:
                return at
    return None


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, VIETNAM)


def said_hours(hours: OfficeHours) -> tuple[str, ...]:
    """Return the week in lines: "Thứ Hai đến thứ Sáu:", "7:30–11:30 và 13:00–17:00"."""
    lines: list[str] = []
    day = 0
    while day < 7:
        last = day
        while last < 6 and hours.week[last + 1] == hours.week[day]:
            last += 1
        if hours.week[day]:
            lines += [f"{_days(day, last)}:", _sessions(hours.week[day])]
        day = last + 1
    return tuple(lines)


def _days(first: int, last: int) -> str:
    name = words.first_up(words.WEEKDAYS[first])
    return name if first == last else f"{name} đến {words.WEEKDAYS[last]}"


def _sessions(sessions: tuple[Session, ...]) -> str:
    return " và ".join(f"{words.clock_time(one.opens)}–{words.clock_time(one.closes)}" for one in sessions)
