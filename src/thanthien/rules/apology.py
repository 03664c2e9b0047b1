"""When the office must say sorry, and the reasons it may give.

Law: NĐ 61/2018 Đ.19 k.9 (one day before the date, in writing, one new date); NĐ 118/2025 (article not seen);
form 04 of TT 03/2025. Page: docs/rules/apology.md.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from thanthien.rules.calendar import NATIONAL, Calendar
from thanthien.rules.dated import choices_on
from thanthien.rules.moments import local
from thanthien.rules.office_hours import DEFAULT_HOURS, OfficeHours
from thanthien.rules.rulebook import book

SHORT_UNITS = frozenset({"same_day", "hours", "working_hours"})


class Reason(NamedTuple):
    """A reason from the list: a short name for officers and the sentence that people read."""

    code: str
    label: str
    sentence: str


def reasons(on: date) -> tuple[Reason, ...]:
    """The reasons that may be chosen on a day. "Vì lý do khách quan" is not among them and never will be."""
    return tuple(Reason(row["code"], row["label"], row["sentence"]) for row in choices_on("late_reason", on))


def default_reason(on: date) -> Reason:
    """The reason that a draft starts with; the chair reads and changes it."""
    return reasons(on)[0]


def exemptions(on: date) -> tuple[Reason, ...]:
    """Grounds on which no apology is due (TTHC-09, a local list: assumed elsewhere)."""
    return tuple(Reason(row["code"], row["label"], row["sentence"]) for row in choices_on("exemption", on))


def drafting_moment(
    due_at: datetime,
    unit: str,
    *,
    calendar: Calendar = NATIONAL,
    hours: OfficeHours = DEFAULT_HOURS,
    set_hour: time | None = None,
) -> datetime:
    """From when a draft must lie before the chair, if no signed result is there.

    For limits in days: the opening of the last working day before the due date, so that the letter can go
    out a day ahead. For same-day and hour limits: `set_hour` of the due day (left out: so many hours before
    closing as rule TT-11 says), or the due moment itself when that is earlier. Raises OutOfCalendar.
    """
    end = local(due_at)
    day = end.date()
    if unit not in SHORT_UNITS:
        before = calendar.add_working_days(day, -1)
        opens = (hours.week[before.weekday()] or hours.makeup)[0].opens
        return datetime.combine(before, opens, end.tzinfo)
    closing = datetime.combine(day, hours.closing(day), end.tzinfo)
    ahead = timedelta(hours=book().at("house.apology.draft_hour", day).number)
    chosen = datetime.combine(day, set_hour, end.tzinfo) if set_hour else closing - ahead
    return min(chosen, end)


def needs_draft(
    *,
    due_at: datetime,
    unit: str,
    now: datetime,
    calendar: Calendar = NATIONAL,
    hours: OfficeHours = DEFAULT_HOURS,
    set_hour: time | None = None,
) -> bool:
    """Whether a dossier without a signed result needs its draft by `now`. Raises OutOfCalendar."""
    when = drafting_moment(due_at, unit, calendar=calendar, hours=hours, set_hour=set_hour)
    return local(now) >= when if unit in SHORT_UNITS else local(now).date() >= when.date()
