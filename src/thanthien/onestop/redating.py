"""Which promised dates move when the calendar or a limit does: old and new side by side, nothing is written.

Cases are weighed in groups: thousands were received on the same day under the same limit, and move alike. Only those
whose counted span meets the changed days are read at all.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from thanthien.core import clock, wall
from thanthien.onestop import timing
from thanthien.onestop.access import redating as access
from thanthien.onestop.models import Dossier, LimitChange, Redating
from thanthien.org import service as org
from thanthien.org.models import CalendarNotice
from thanthien.rules import notices
from thanthien.rules.calendar import Calendar
from thanthien.rules.errors import RuleError
from thanthien.rules.office_hours import OfficeHours
from thanthien.rules.redating import EXACT, Promise, redated

PAGE = 50
_COLUMNS = ("id", "unit_id", "accepted_at", "due_at", "revised_at", "limit_text", "events_text")


@dataclass(frozen=True, slots=True)
class Cause:
    """What moves dates: the calendar that each unit will have, or another limit of one procedure."""

    key: UUID
    units: tuple[UUID, ...]
    decided_at: datetime
    after: Callable[[UUID], Calendar]
    days: tuple[date, ...] = ()
    code: str = ""
    limit: Mapping[str, Any] | None = None


class Shift(NamedTuple):
    """One case whose date moves: what is promised now, and what will be."""

    old: datetime
    id: UUID
    unit_id: UUID
    new: datetime
    exact: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a preview."""

    code: str
    title: str
    unit: str
    old: datetime
    new: datetime
    exact: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What would move: one page of lines, the cursor of the next page, and the counts over all."""

    lines: tuple[Shown, ...]
    after: str
    total: int
    later: int
    units: int
    passed: int
    paused: int


def of_notice(row: CalendarNotice, now: datetime) -> Cause:
    """Return what a notice would move if it were approved, or taken back, at this moment."""
    said = row.said()
    ending = row.state == CalendarNotice.State.ENDING
    after = partial(_without, row.id) if ending else partial(_with, said)
    return Cause(row.id, units_below(row.unit_id), now, after, _stretch(said))


def _with(said: notices.Notice, unit_id: UUID) -> Calendar:
    return org.calendars.supposed(unit_id, said)


def _without(notice_id: UUID, unit_id: UUID) -> Calendar:
    return org.calendars.supposed(unit_id, without=notice_id)


def _stretch(said: notices.Notice) -> tuple[date, ...]:
    return (said.days[0], said.days[-1])


def of_limit(row: LimitChange, now: datetime) -> Cause:
    """Return what a changed limit would move if it were approved, or taken back, at this moment."""
    limit = None if row.state in (LimitChange.State.ENDING, LimitChange.State.WITHDRAWN) else limit_of(row)
    return Cause(row.id, units_below(row.unit_id), now, _today, code=row.procedure_code, limit=limit)


def limit_of(row: LimitChange) -> dict[str, Any]:
    """Return a changed limit as a dossier keeps it."""
    return timing.entered_limit(row.value, row.measure, row.article, row.procedure_code) | {
        "rule": f"{row.procedure_code} ({row.transition[:60]})", "status": "in_force", "change": str(row.id),
    }  # fmt: skip


def of_redating(row: Redating) -> Cause:
    """Return what an approved act has still to move."""
    if row.kind == "limit":
        change, units = access.change_of(row.cause), units_below(row.unit_id)
        limit = limit_of(change) if row.opens else None
        return Cause(row.cause, units, row.decided_at, _today, code=change.procedure_code, limit=limit)
    days = _stretch(org.calendars.step(row.number).said)
    return Cause(row.cause, units_below(row.unit_id), row.decided_at, _today, days)


def _today(unit_id: UUID) -> Calendar:
    return org.calendars.of(unit_id).calendar


def units_below(unit_id: UUID) -> tuple[UUID, ...]:
    """Return the unit itself and those under it that work on this installation."""
    below = org.offices().filter(unit__parent_id=unit_id).order_by("unit_id").values_list("unit_id", flat=True)
    return (unit_id, *below)


def preview(cause: Cause, now: datetime, after: str = "") -> Preview:
    """Return one page of what would move, and the counts over all of it; the soonest promise first."""
    with wall.lifted():
        found = sorted(shifts(cause, now))
        passed, paused = _left_out(cause)
        start = next((n for n, one in enumerate(found) if _cursor(one) > after), len(found)) if after else 0
        page = found[start : start + PAGE]
        named = access.named([one.id for one in page])
    lines = tuple(_shown(one, named[one.id]) for one in page if one.id in named)
    more = _cursor(page[-1]) if start + PAGE < len(found) else ""
    later, units = sum(one.new > one.old for one in found), len({one.unit_id for one in found})
    return Preview(lines, more, len(found), later, units, passed, paused)


def _cursor(one: Shift) -> str:
    return f"{one.old.astimezone(clock.VN).isoformat()}~{one.id}"


def _shown(one: Shift, row: Dossier) -> Shown:
    return Shown(row.code, row.title, str(row.unit), clock.local(one.old), clock.local(one.new), one.exact)


def _left_out(cause: Cause) -> tuple[int, int]:
    passed, paused = access.left_out(cause.units, cause.code, cause.decided_at)
    return (access.touching(passed, *cause.days) if cause.days else passed).count(), paused.count()


def shifts(cause: Cause, now: datetime) -> Iterator[Shift]:
    """Yield every case whose date moves, in no order. Those that cannot be counted are left out."""
    known: dict[tuple[Any, ...], datetime | None] = {}
    hours: dict[UUID, OfficeHours] = {}
    rows = _rows(cause)
    pinned = _pinned(rows, cause)
    for key, unit, accepted, due, revised, limit, events in _read(rows):
        sort = _group(unit, accepted, limit, events, due, revised, pinned.get(key))
        if sort not in known:
            if unit not in hours:
                hours[unit] = timing.hours_of(org.office_of(unit))
            promise = _promise(accepted, limit, events, due, revised, hours[unit])
            known[sort] = _new(promise, cause, unit, pinned.get(key), now, _parsed(limit))
        new = known[sort]
        if new is not None:
            yield Shift(revised or due, key, unit, new, _measure(limit) in EXACT)


def _rows(cause: Cause) -> QuerySet[Dossier]:
    rows = access.running(cause.units, cause.decided_at)
    rows = rows.filter(procedure_code=cause.code) if cause.code else rows
    return access.touching(rows, *cause.days) if cause.days else rows


def _read(rows: QuerySet[Dossier]) -> Iterator[tuple[Any, ...]]:
    as_text = {"limit_text": Cast("limit", TextField()), "events_text": Cast("clock_events", TextField())}
    yield from rows.annotate(**as_text).values_list(*_COLUMNS).iterator(5000)


def _pinned(rows: QuerySet[Dossier], cause: Cause) -> dict[UUID, int]:
    """Return the calendar's version of those whose lawful date has passed and whose new date has not."""
    late = rows.filter(due_at__lt=cause.decided_at).values_list("id", "derivation__calendar")
    return {key: number or 0 for key, number in late}


def _group(
    unit: UUID, accepted: datetime, limit: str, events: str, due: datetime, revised: datetime | None, number: int | None
) -> tuple[Any, ...]:
    """Cases of one group move alike: of a limit in days only the day of acceptance counts, unless an hour does."""
    whole = events != "[]" or '"cutoff": null' not in limit or _measure(limit) in EXACT
    # Viet Nam lies seven whole hours east: the hour decides the day.
    since = accepted if whole else (accepted.date() if accepted.hour < 17 else accepted.date() + timedelta(days=1))
    return (unit, since, limit, events, due, revised, number)


def _measure(limit: str) -> str:
    return str(_parsed(limit)["unit"])


_limits: dict[str, dict[str, Any]] = {}


def _parsed(limit: str) -> dict[str, Any]:
    known = _limits.get(limit)
    if known is None:
        if len(_limits) > 5000:
            _limits.clear()
        known = _limits[limit] = json.loads(limit)
    return known


def _promise(
    accepted: datetime, limit: str, events: str, due: datetime, revised: datetime | None, hours: OfficeHours
) -> Promise:
    happened = tuple(timing.read_event(kept, first=True) for kept in json.loads(events))
    revised_on = clock.local(revised).date() if revised else None
    local = clock.local
    return Promise(local(accepted), timing.read_limit(_parsed(limit)), happened, hours, local(due), revised_on)


def _new(
    promise: Promise, cause: Cause, unit: UUID, number: int | None, now: datetime, kept: Mapping[str, Any]
) -> datetime | None:  # fmt: skip
    limit = wanted(cause, kept)
    if cause.code and limit is None:
        return None
    before = org.calendars.at(unit, number or 0).calendar
    try:
        asked = timing.read_limit(limit) if limit else None
        moved = redated(promise, before, cause.after(unit), cause.decided_at, now, asked)
    except RuleError:
        return None
    return timing.promised_at(moved.due) if moved else None


def wanted(cause: Cause, kept: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the limit that a case is to have: the changed one, or its own again; None where it has it already."""
    has = kept.get("change") == str(cause.key)
    if cause.limit is not None:
        return None if has else {**cause.limit, "before": dict(kept)}
    found: Mapping[str, Any] | None = kept.get("before") if has else None
    return found
