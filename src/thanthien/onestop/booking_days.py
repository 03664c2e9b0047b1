"""Which days and slots a commune offers: its office hours and its calendar, less what is taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from thanthien.core import clock
from thanthien.notify import service as notify
from thanthien.onestop import timing
from thanthien.onestop.access import booking as access
from thanthien.onestop.models import Booking, BookingRule
from thanthien.org import service as org
from thanthien.rules import words
from thanthien.rules.calendar import Calendar
from thanthien.rules.errors import RuleError
from thanthien.rules.office_hours import OfficeHours
from thanthien.rules.slots import slots

FREE, CLOSED = "free", "closed"  # everybody comes without an appointment · the office is closed


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot and how many may still come then."""

    starts_at: datetime
    ends_at: datetime
    left: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its slots, or why it has none (``free``, ``closed``, "" where all are taken or past)."""

    day: date
    slots: tuple[Slot, ...]
    why: str = ""

    @property
    def left(self) -> int:
        """How many may still come on this day."""
        return sum(slot.left for slot in self.slots)


def days(unit_id: UUID, now: datetime) -> list[Day]:
    """Return the days for which appointments are given from now on; none where the commune gives none."""
    rule = access.rule_of(unit_id)
    if rule is None or not rule.open:
        return []
    first = clock.local(now).date()
    last = first + timedelta(days=rule.days_ahead)
    held = access.taken(unit_id, clock.day_start(first), clock.day_start(last + timedelta(days=1)))
    taken = {clock.local(at): count for at, count in held.items()}
    return list(_days(unit_id, rule, now, first, last, taken))


def _days(
    unit_id: UUID, rule: BookingRule, now: datetime, first: date, last: date, taken: dict[datetime, int]
) -> Iterator[Day]:
    hours = timing.hours_of(org.office_of(unit_id))
    calendar = org.calendars.of(unit_id).calendar
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() in rule.free_days:
            yield Day(day, (), FREE)
            continue
        try:
            sessions = hours.sessions(day, calendar)
        except RuleError:  # beyond the days that the calendar knows
            return
        found = slots(day, sessions, rule.minutes, clock.VN)
        offered = tuple(
            Slot(at, end, max(0, rule.people - taken.get(at, 0))) for at, end in found if at > now
        )  # fmt: skip
        yield Day(day, offered, "" if sessions else CLOSED)


def places(unit_id: UUID, day: date) -> int:
    """Return how many places a commune gives on a day in all, taken or not; 0 where it gives none."""
    rule = access.rule_of(unit_id)
    if rule is None or day.weekday() in rule.free_days:
        return 0
    hours = timing.hours_of(org.office_of(unit_id))
    sessions = hours.sessions(day, org.calendars.of(unit_id).calendar)
    return rule.people * sum(1 for _ in slots(day, sessions, rule.minutes, clock.VN))


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day to come: whether everybody comes without an appointment then, and how many booked an hour."""

    day: date
    free: bool
    booked: int


def ahead(unit_id: UUID, first: date, days: int) -> list[Ahead]:
    """Return those of some days on which people are received without an appointment, or have booked; 2 queries."""
    rule = access.rule_of(unit_id)
    if rule is None or not rule.open:
        return []
    counted: dict[date, int] = {}
    end = first + timedelta(days=days)
    for at, people in access.taken(unit_id, clock.day_start(first), clock.day_start(end)).items():
        day = clock.local(at).date()
        counted[day] = counted.get(day, 0) + people
    calendar = org.calendars.lately(unit_id)
    found = [first + timedelta(days=number) for number in range(days)]
    lines = [
        Ahead(day, day.weekday() in rule.free_days and calendar.day(day).works, counted.get(day, 0)) for day in found
    ]
    return [one for one in lines if one.free or one.booked]


def slot_at(unit_id: UUID, starts_at: datetime, now: datetime) -> Slot | None:
    """Return the slot that begins at a moment, full or not; None where none is offered."""
    return next((slot for day in days(unit_id, now) for slot in day.slots if slot.starts_at == starts_at), None)


def on_closed_days(unit_id: UUID, now: datetime) -> list[Booking]:
    """Return appointments to come on days that were closed after people had booked (a storm, a swap, a holiday)."""
    rows = list(access.to_come(unit_id, now))
    if not rows:
        return []
    hours, calendar = timing.hours_of(org.office_of(unit_id)), org.calendars.of(unit_id).calendar
    return [one for one in rows if not _opens(clock.local(one.starts_at).date(), hours, calendar)]


def _opens(day: date, hours: OfficeHours, calendar: Calendar) -> bool:
    try:
        return bool(hours.sessions(day, calendar))
    except RuleError:  # beyond the days that the calendar knows: nobody has closed it
        return True


def way(row: Booking) -> tuple[str, str] | None:
    """Return channel and address: e-mail, or SMS where the commune has it; None where neither was given."""
    if row.email:
        return notify.EMAIL, row.email
    return (notify.SMS, row.phone) if row.phone and notify.SMS in notify.installed() else None


def said(row: Booking) -> str:
    """Say when an appointment is."""
    at = clock.local(row.starts_at)
    return f"{words.clock_time(at)} {words.WEEKDAYS[at.weekday()]} {words.short_year(at)}"
