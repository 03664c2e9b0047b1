"""What moves promised dates: days off or their end, a changed limit or its end; for which units, decided when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from thanthien.onestop import timing
from thanthien.onestop.access import redating as access
from thanthien.onestop.models import LimitChange, Redating
from thanthien.org import service as org
from thanthien.org.models import CalendarNotice
from thanthien.rules import notices
from thanthien.rules.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Cause:
    """What moves dates: the calendar that each unit will have, or another limit of one procedure.

    ``opens``: it makes that hold; else it takes it back, and then nobody keeps a date any more.
    """

    key: UUID
    units: tuple[UUID, ...]
    decided_at: datetime
    after: Callable[[UUID], Calendar]
    days: tuple[date, ...] = ()
    code: str = ""
    limit: Mapping[str, Any] | None = None
    opens: bool = True


def of_notice(row: CalendarNotice, now: datetime) -> Cause:
    """Return what a notice would move if it were approved, or taken back, at this moment."""
    said = row.said()
    ending = row.state == CalendarNotice.State.ENDING
    after = partial(_without, row.id) if ending else partial(_with, said)
    return Cause(row.id, units_below(row.unit_id), now, after, _stretch(said), opens=not ending)


def _with(said: notices.Notice, unit_id: UUID) -> Calendar:
    return org.calendars.supposed(unit_id, said)


def _without(notice_id: UUID, unit_id: UUID) -> Calendar:
    return org.calendars.supposed(unit_id, without=notice_id)


def _stretch(said: notices.Notice) -> tuple[date, ...]:
    return (said.days[0], said.days[-1])


def of_limit(row: LimitChange, now: datetime) -> Cause:
    """Return what a changed limit would move if it were approved, or taken back, at this moment."""
    limit = None if row.state in (LimitChange.State.ENDING, LimitChange.State.WITHDRAWN) else limit_of(row)
    code, opens = row.procedure_code, limit is not None
    return Cause(row.id, units_below(row.unit_id), now, _today, code=code, limit=limit, opens=opens)


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
        code = change.procedure_code
        return Cause(row.cause, units, row.decided_at, _today, code=code, limit=limit, opens=row.opens)
    days = _stretch(org.calendars.step(row.number).said)
    return Cause(row.cause, units_below(row.unit_id), row.decided_at, _today, days, opens=row.opens)


def _today(unit_id: UUID) -> Calendar:
    return org.calendars.of(unit_id).calendar


def units_below(unit_id: UUID) -> tuple[UUID, ...]:
    """Return the unit itself and those under it that work on this installation."""
    below = org.offices().filter(unit__parent_id=unit_id).order_by("unit_id").values_list("unit_id", flat=True)
    return (unit_id, *below)
