"""What the level above sees of the communes under it: figures, and what they could not keep. Never a citizen's file.

A revised date that was missed goes up every day until there is a result (settled question 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from thanthien.core.actors import Actor
from thanthien.onestop.access import figures
from thanthien.org import service as org

ESCALATED = 200  # a page; whoever has more has other worries than the rest of the list


@dataclass(frozen=True, slots=True)
class CommuneLine:
    """One commune's open work: counts of dossiers."""

    unit: org.UnitBrief
    open: int
    late: int
    apologised: int
    escalated: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Escalated:
    """A dossier whose second date was missed too: by its code, without a name."""

    unit: org.UnitBrief
    code: str
    title: str
    due_at: datetime | None
    revised_at: datetime | None


def communes_below(actor: Actor, now: datetime) -> list[CommuneLine]:
    """Return the open work of each commune that works here and stands under the actor's unit, by name.

    Two queries, whatever their number. Empty for whoever is not of the level above.
    """
    units = _units(actor, now)
    counts: dict[UUID, Mapping[str, Any]] = {row["unit_id"]: row for row in _counted(actor, units, now)}
    none = dict.fromkeys(("open", "late", "apologised", "escalated", "unanswered"), 0)
    return [_line(unit, counts.get(unit.id, none)) for unit in units.values()]


def _line(unit: org.UnitBrief, row: Mapping[str, int]) -> CommuneLine:
    return CommuneLine(unit, row["open"], row["late"], row["apologised"], row["escalated"], row["unanswered"])


def _counted(actor: Actor, units: Mapping[UUID, org.UnitBrief], now: datetime) -> Iterable[Mapping[str, Any]]:
    running = Q(clock="running")
    rows = figures.below(actor, units).filter(clock__in=["waiting", "running", "paused"]).order_by()
    counted: Iterable[Mapping[str, Any]] = rows.values("unit_id").annotate(
        open=Count("id"),
        late=Count("id", filter=running & Q(due_at__lt=now)),
        apologised=Count("id", filter=running & Q(due_at__lt=now, revised_at__gte=now)),
        escalated=Count("id", filter=running & Q(revised_at__lt=now)),
        unanswered=Count("id", filter=Q(clock="waiting", first_reply_at__isnull=True, first_reply_due__lt=now)),
    )
    return counted


def escalated(actor: Actor, now: datetime) -> list[Escalated]:
    """Return what was missed twice in the communes below, the longest waiting first (at most ``ESCALATED``)."""
    units = _units(actor, now)
    rows = figures.below(actor, units).filter(clock="running", revised_at__lt=now)
    found = rows.order_by("revised_at", "id").only("unit_id", "code", "title", "due_at", "revised_at")[:ESCALATED]
    return [Escalated(units[row.unit_id], row.code, row.title, row.due_at, row.revised_at) for row in found]


def _units(actor: Actor, now: datetime) -> dict[UUID, org.UnitBrief]:
    if actor.unit_id is None or not actor.may("overview.read"):
        return {}
    return {unit.id: unit for unit in org.working_below(actor.unit_id, now.date())}
