"""Which promised dates move when the calendar or a limit does: old and new side by side, nothing is written.

Cases are weighed in groups: thousands were received on the same day under the same limit, and move alike. Only those
whose counted span meets the changed days are read at all.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from thanthien.core import clock, wall
from thanthien.onestop import other_dates, timing
from thanthien.onestop.access import redating as access
from thanthien.onestop.models import Dossier, KeptPromise
from thanthien.onestop.other_dates import OtherDate
from thanthien.onestop.redating_causes import Cause
from thanthien.org import service as org
from thanthien.rules.errors import RuleError
from thanthien.rules.office_hours import OfficeHours
from thanthien.rules.redating import EXACT, Promise, redated

PAGE = 50
# As text: of a hundred thousand rows only the few that make a group are ever read as dates and keys.
_COLUMNS = ("id", "unit_id", "accepted_at", "due_at", "revised_at", "limit", "clock_events")


# What makes cases alike, as text: unit, since, due, revised, limit, events; and the calendar's version where it counts.
_Sort = tuple[str, str, str, str | None, str, str, int | None]


class Group(NamedTuple):
    """Cases whose date moves alike: what is promised now, what will be, and the keys of the cases as text."""

    old: datetime
    new: datetime
    unit_id: UUID
    exact: bool
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a preview."""

    id: UUID
    unit_id: UUID
    code: str
    title: str
    unit: str
    old: datetime
    new: datetime
    exact: bool


class Place(NamedTuple):
    """A unit in which dates move, by which a preview can be narrowed."""

    name: str
    id: UUID
    cases: int


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
    places: tuple[Place, ...]
    others: tuple[OtherDate, ...]
    kept: tuple[KeptPromise, ...]


def preview(cause: Cause, now: datetime, after: str = "", unit: str = "") -> Preview:
    """Return one page of what would move, and the counts over all of it; the soonest promise first.

    ``unit`` narrows the page to the cases of one unit, never the counts.
    """
    with wall.lifted():
        found = groups(cause, now)
        cases: Counter[UUID] = Counter()
        for one in found:
            cases[one.unit_id] += len(one.ids)
        places = tuple(sorted(Place(name, key, cases[key]) for key, name in access.unit_names(cases).items()))
        chosen = [one for one in found if str(one.unit_id) == unit] or found
        passed, paused = _left_out(cause)
        page = list(islice(_in_turn(chosen, after), PAGE + 1))
        named = access.named([key for _, key, _ in page[:PAGE]])
        others = () if cause.code else tuple(other_dates.found(_move(cause), now))
        kept = tuple(access.kept_promises(cause.key)) if cause.opens else ()
    lines = tuple(_shown(one, named[key]) for _, key, one in page[:PAGE] if key in named)
    later = sum(len(one.ids) for one in found if one.new > one.old)
    more = page[PAGE - 1][0] if len(page) > PAGE else ""
    return Preview(lines, more, cases.total(), later, len(cases), passed, paused, places, others, kept)


def _move(cause: Cause) -> other_dates.Move:
    return other_dates.Move(cause.units, cause.decided_at, cause.after)


def _in_turn(found: list[Group], after: str) -> Iterator[tuple[str, UUID, Group]]:
    """Yield the cases behind a cursor with their cursors; only those of one moment are put in order at a time."""
    since = after.partition("~")[0]
    for old, alike in groupby(sorted(found, key=lambda one: one.old), key=lambda one: one.old):
        moment = old.astimezone(clock.VN).isoformat()
        if moment >= since:
            whose = {UUID(key): one for one in alike for key in one.ids}
            for key in sorted(whose):
                if (cursor := f"{moment}~{key}") > after:
                    yield cursor, key, whose[key]


def _shown(one: Group, row: Dossier) -> Shown:
    return Shown(
        row.id, row.unit_id, row.code, row.title, str(row.unit), clock.local(one.old), clock.local(one.new), one.exact
    )


def _left_out(cause: Cause) -> tuple[int, int]:
    passed, paused = access.left_out(cause.units, cause.code, cause.decided_at)
    return (access.touching(passed, *cause.days) if cause.days else passed).count(), paused.count()


def moving(cause: Cause, now: datetime) -> list[UUID]:
    """Return the keys of every case whose date moves, the soonest promise first."""
    return [key for _, key, _ in _in_turn(groups(cause, now), "")]


def groups(cause: Cause, now: datetime, only: UUID | None = None) -> list[Group]:
    """Return every case whose date moves, in groups and no order. Those that cannot be counted are left out.

    ``only`` weighs one case alone.
    """
    alike: dict[_Sort, list[str]] = {}
    rows = _rows(cause) if only is None else _rows(cause).filter(id=only)
    pinned = _pinned(rows, cause)
    for key, unit, accepted, due, revised, limit, events in _read(rows):
        # Of a limit in days only the day of acceptance counts, unless an hour does. Viet Nam lies seven whole hours
        # east of what is kept: the hour decides the day.
        by_hour = events != "[]" or _by_hour(limit)
        since = accepted if by_hour else f"{accepted[:10]} {'17' if accepted[11:13] >= '17' else '00'}:00:00"
        sort = (unit, since, due, revised, limit, events, pinned.get(UUID(key)) if pinned else None)
        alike.setdefault(sort, []).append(key)
    hours: dict[UUID, OfficeHours] = {}
    found = (_group(cause, now, sort, keys, hours) for sort, keys in alike.items())
    return [one for one in found if one is not None]


def _rows(cause: Cause) -> QuerySet[Dossier]:
    rows = access.running(cause.units, cause.decided_at)
    rows = rows.filter(procedure_code=cause.code) if cause.code else rows
    rows = access.unkept(rows, cause.key) if cause.opens else rows
    return access.touching(rows, *cause.days) if cause.days else rows


def _read(rows: QuerySet[Dossier]) -> Iterator[tuple[Any, ...]]:
    as_text = {f"{name}_text": Cast(name, TextField()) for name in _COLUMNS}
    yield from rows.annotate(**as_text).values_list(*as_text).iterator(5000)


def _pinned(rows: QuerySet[Dossier], cause: Cause) -> dict[UUID, int]:
    """Return the calendar's version of those whose lawful date has passed and whose new date has not."""
    late = rows.filter(due_at__lt=cause.decided_at).values_list("id", "derivation__calendar")
    return {key: number or 0 for key, number in late}


@lru_cache(maxsize=5000)
def _parsed(limit: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(limit)
    return found


@lru_cache(maxsize=5000)
def _by_hour(limit: str) -> bool:
    kept = _parsed(limit)
    return kept.get("cutoff") is not None or kept["unit"] in EXACT


def _moment(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    return clock.local(read if read.tzinfo else read.replace(tzinfo=UTC))


def _group(
    cause: Cause, now: datetime, sort: _Sort, keys: list[str], hours: dict[UUID, OfficeHours]
) -> Group | None:  # fmt: skip
    """Weigh one group; None where its date stays or cannot be counted."""
    unit, number, kept = UUID(sort[0]), sort[6], _parsed(sort[4])
    limit = wanted(cause, kept)
    if cause.code and limit is None:
        return None
    if unit not in hours:
        hours[unit] = timing.hours_of(org.office_of(unit))
    events = tuple(timing.read_event(one, first=True) for one in json.loads(sort[5]))
    due, revised = _moment(sort[2]), _moment(sort[3]) if sort[3] else None
    since, until = _moment(sort[1]), revised.date() if revised else None
    before = org.calendars.at(unit, number or 0).calendar
    try:
        promise = Promise(since, timing.read_limit(kept), events, hours[unit], due, until)
        asked = timing.read_limit(limit) if limit else None
        moved = redated(promise, before, cause.after(unit), cause.decided_at, now, asked)
    except RuleError:
        return None
    return Group(revised or due, timing.promised_at(moved.due), unit, kept["unit"] in EXACT, keys) if moved else None


def wanted(cause: Cause, kept: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the limit that a case is to have: the changed one, or its own again; None where it has it already."""
    has = kept.get("change") == str(cause.key)
    if cause.limit is not None:
        return None if has else {**cause.limit, "before": dict(kept)}
    found: Mapping[str, Any] | None = kept.get("before") if has else None
    return found
