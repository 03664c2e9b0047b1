"""How often communes are visited, and what still waits to be put right, from either side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from thanthien.core.actors import Actor
from thanthien.org import service as org
from thanthien.programme.access import inspection as access
from thanthien.programme.models import Finding
from thanthien.rules.inspection import FIXED, OPEN, Month, is_late, quarter_start, rhythm

MOST_OPEN = 100
MOST_REMINDED = 5


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with its state today."""

    finding: Finding
    late: bool


@dataclass(frozen=True, slots=True)
class Visited:
    """One commune on the level above's board: visits this month and this quarter, the last one, what waits there."""

    unit: org.UnitBrief
    month: int
    quarter: int
    last: date | None
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class Round:
    """The board: how many communes were visited, and one line each; those not visited stand first."""

    lines: tuple[Visited, ...]
    month: int
    quarter: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """What of inspection waits where somebody starts their day."""

    to_fix: tuple[FindingLine, ...]
    to_check: int
    late: int


def reminder(actor: Actor, today: date) -> Reminder | None:
    """Return what waits for the actor to put right or to check, and how much is late below; None for nothing."""
    to_fix = tuple(lines(access.waiting_for(actor, today)[:MOST_REMINDED], today))
    to_check = late = 0
    if access.may_run(actor):
        rows = access.findings(actor).filter(by_unit_id=actor.scope).order_by()
        counted = rows.aggregate(
            check=Count("id", filter=Q(state=FIXED)), late=Count("id", filter=Q(state=OPEN, due_on__lt=today))
        )
        to_check, late = counted["check"], counted["late"]
    return Reminder(to_fix, to_check, late) if to_fix or to_check or late else None


def open_findings(actor: Actor, today: date) -> list[FindingLine]:
    """Return what is not put right and checked yet, the earliest date first (at most ``MOST_OPEN``)."""
    rows = access.findings(actor).exclude(state="accepted").order_by("due_on", "id")
    return lines(rows[:MOST_OPEN], today)


def lines(rows: Iterable[Finding], today: date) -> list[FindingLine]:
    """Return findings with their state on a day."""
    return [FindingLine(one, is_late(one.state, one.due_on, today)) for one in rows]


def late_count(actor: Actor, today: date) -> int:
    """Return how many findings are over their date: both sides see the same number."""
    return access.findings(actor).filter(state=OPEN, due_on__lt=today).count()


def own_rhythm(actor: Actor, today: date) -> tuple[Month, ...]:
    """Return this year's months of the actor's own commune with the visits of each party."""
    rows = access.visited(actor, [actor.scope], date(today.year, 1, 1), today).values_list("party", "day")
    return rhythm(rows, today)


def board_of_visits(actor: Actor, today: date) -> Round:
    """Return which communes below were visited this month and quarter; four queries, whatever their number."""
    if not actor.may("inspection.oversee"):
        return Round((), 0, 0)
    units = org.working_below(actor.scope, today)
    keys = [one.id for one in units]
    quarter, month = quarter_start(today), today.replace(day=1)
    rows = access.visited(actor, keys, date(today.year - 1, 1, 1), today).order_by().values("unit_id")
    counted = {
        row["unit_id"]: row
        for row in rows.annotate(
            month=Count("id", filter=Q(day__gte=month)), quarter=Count("id", filter=Q(day__gte=quarter)),
            last=Max("day"),
        )
    }  # fmt: skip
    waiting = _waiting(actor, today)
    found = [_line(unit, counted.get(unit.id) or {}, waiting.get(unit.id, (0, 0))) for unit in units]
    found.sort(key=lambda one: (one.quarter > 0, one.month > 0, one.last or date.min))
    return Round(tuple(found), sum(one.month > 0 for one in found), sum(one.quarter > 0 for one in found))


def _waiting(actor: Actor, today: date) -> dict[UUID, tuple[int, int]]:
    rows = access.findings(actor).exclude(state="accepted").order_by().values("unit_id")
    late = Count("id", filter=Q(state=OPEN, due_on__lt=today))
    return {row["unit_id"]: (row["n"], row["late"]) for row in rows.annotate(n=Count("id"), late=late)}


def _line(unit: org.UnitBrief, row: Any, waiting: tuple[int, int]) -> Visited:
    return Visited(unit, row.get("month", 0), row.get("quarter", 0), row.get("last"), *waiting)
