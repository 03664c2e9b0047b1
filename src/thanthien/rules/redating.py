"""What becomes of a date already promised when the calendar or the limit itself moves.

BLDS 2015 Đ.147-148: a limit in working days is counted over the days that are worked, so the lawful date follows the
calendar. Three things are held fast: what was over when the new rule was decided stays as it was (lateness is never
stretched away, and never made afterwards); no date moves to a day that has come already; a date that an apology gave
stays, or goes to the next working day where the office is closed then. Page: docs/rules/calendar.md.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from thanthien.rules.calendar import Calendar
from thanthien.rules.clock import Due, due
from thanthien.rules.limits import Event, Limit
from thanthien.rules.moments import local, past
from thanthien.rules.office_hours import OfficeHours

EXACT = frozenset({"hours", "working_hours"})


class Promise(NamedTuple):
    """A date as it was promised.

    `events` carry the new dates that apologies first gave; `due_at` and `revised_on` are what holds now.
    """

    start: datetime
    limit: Limit
    events: tuple[Event, ...]
    hours: OfficeHours
    due_at: datetime
    revised_on: date | None = None


class Moved(NamedTuple):
    """The promise after the change: the date with its derivation, and the apologies' dates as they hold now."""

    due: Due
    rolled: tuple[date | None, ...]
    lawful: bool  # whether the lawful date was counted anew, or had passed and stays


def redated(
    promise: Promise, before: Calendar, after: Calendar, decided_at: datetime, now: datetime, limit: Limit | None = None
) -> Moved | None:
    """What the promise becomes under `after` (or under a new `limit`); None where nothing that counts moves.

    `before` is the calendar that the promise was counted by; `decided_at` when the change began to hold, `now` when
    it is carried out. Raises OutOfCalendar, BadEvents.
    """
    rolled = tuple(_rolled(event, after, now) for event in promise.events)
    events = tuple(e._replace(new_date=day) for e, day in zip(promise.events, rolled, strict=True))
    made = _counted(promise, events, after, decided_at, now, limit)
    lawful = made is not None
    if made is None:
        made = due(promise.start, promise.limit, before, promise.hours, events, held=len(events))
        if local(made.at) != local(promise.due_at):  # counted by other hours than today's: the promise stands
            return None
    same = local(made.at) == local(promise.due_at) and made.revised_on == promise.revised_on
    return None if same else Moved(made, rolled, lawful)


def _counted(
    promise: Promise, events: tuple[Event, ...], after: Calendar, decided_at: datetime, now: datetime,
    limit: Limit | None,
) -> Due | None:  # fmt: skip
    """The lawful date counted anew; None where it must stay: it was over, or it would be over at once."""
    if past(local(decided_at), local(promise.due_at), promise.limit.unit in EXACT):
        return None
    made = due(promise.start, limit or promise.limit, after, promise.hours, events, held=len(events))
    earlier = made.at < promise.due_at
    return None if earlier and made.due_on <= local(now).date() else made


def _rolled(event: Event, after: Calendar, now: datetime) -> date | None:
    """The date that an apology gave: kept, or rolled off a day on which the office is closed."""
    if event.kind != "apologise" or event.new_date is None or event.new_date < local(now).date():
        return event.new_date
    return after.roll_forward(event.new_date)


def held_or_moved(old: datetime, new: datetime, decided_at: datetime, now: datetime) -> datetime | None:
    """What another kept date (a first answer, a request about data) becomes; None where it stays.

    The same is held fast as with a promise: what was over stays over, and no date moves to a day that has come.
    """
    if new == old or old < decided_at or (new < old and local(new).date() <= local(now).date()):
        return None
    return new
