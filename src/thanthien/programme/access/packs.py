"""Packs: one's own, those of the province's other communes, and who took which.

A pack is published to its province, so reading one looks over the wall; what a commune made of it is for the giver,
the level above and the taker alone.
"""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from thanthien.core import db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.core.paging import Leaf, leaf
from thanthien.org import service as org
from thanthien.programme.models import Outing, Pack, PackAdvice, PackTaken, Plan, PlanTask, Posting, SkilfulModel
from thanthien.rules.outside import PLANNED


def _reads(actor: Actor) -> bool:
    return actor.may("pack.read") or actor.may("pack.recommend")


def own(actor: Actor) -> list[Pack]:
    """Return every version of the actor's commune's packs, the newest first, without their content."""
    if not actor.may("pack.read"):
        return []
    rows = Pack.objects.filter(unit_id=actor.scope).defer("body")
    return list(rows.order_by("-published_on", "-version", "id"))


def own_series(actor: Actor, series: UUID) -> QuerySet[Pack]:
    """Return the versions of one of the commune's packs for a change, the newest first, locked."""
    rows = Pack.objects.filter(unit_id=actor.scope, series=series)
    return db.lock(rows if actor.may("pack.publish") else rows.none()).order_by("-version")


def offered(actor: Actor, day: date, after: str = "") -> Leaf[Pack]:
    """Return a page of what the province's communes publish, newest versions only, newest first."""
    province = org.province_of(actor.scope, day) if _reads(actor) else None
    if province is None:
        return Leaf((), "")
    newer = Pack.objects.filter(
        unit_id=OuterRef("unit_id"), series=OuterRef("series"), version__gt=OuterRef("version"),
        withdrawn_on__isnull=True,
    )  # fmt: skip
    rows = _in(province.id).filter(~Exists(newer)).exclude(unit_id=actor.scope).defer("body")
    with wall.lifted():
        return leaf(rows, "-published_on", after)


def _in(province: UUID) -> QuerySet[Pack]:
    # Before 2025-07-01 a district stood between: what its communes published stays the province's.
    below = Q(unit__parent_id=province) | Q(unit__parent__parent_id=province)
    return Pack.objects.filter(below, withdrawn_on__isnull=True).select_related("unit__parent")


def pack(actor: Actor, pack_id: UUID, day: date) -> Pack:
    """Return a pack to read: one's own, one that was taken, one of the province; raises :class:`NotThere`."""
    if not _reads(actor):
        raise NotThere
    mine = PackTaken.objects.filter(unit_id=actor.scope, pack_id=pack_id).exists()
    province = org.province_of(actor.scope, day)
    with wall.lifted():
        found = Pack.objects.filter(id=pack_id).select_related("unit__parent").first()
    if found is None or not (mine or found.unit_id == actor.scope or _published_to(found, province)):
        raise NotThere
    return found


def _published_to(found: Pack, province: org.UnitBrief | None) -> bool:
    return found.withdrawn_on is None and _under(found, province)


def _under(found: Pack, province: org.UnitBrief | None) -> bool:
    parent = found.unit.parent
    return province is not None and parent is not None and province.id in (parent.id, parent.parent_id)


def advised(packs: Sequence[Pack]) -> dict[UUID, PackAdvice]:
    """Return the recommendation of each pack that has one; they are for the province's communes to read."""
    with wall.lifted():
        return {one.pack_id: one for one in PackAdvice.objects.filter(pack__in=packs).select_related("unit")}


def taken_by(actor: Actor) -> list[PackTaken]:
    """Return what the actor's commune took, the newest first."""
    if not actor.may("pack.read"):
        return []
    rows = PackTaken.objects.filter(unit_id=actor.scope).select_related("pack", "from_unit").defer("pack__body")
    with wall.lifted():  # the pack is a row of its giver
        return list(rows.order_by("-taken_on", "-id"))


def taken_from(unit_id: UUID) -> list[PackTaken]:
    """Return who took packs of a commune, the first one first."""
    with wall.lifted():  # the taking is a row of its taker
        rows = PackTaken.objects.filter(from_unit_id=unit_id).select_related("unit", "pack").defer("pack__body")
        return list(rows.order_by("taken_on", "id"))


def takings(actor: Actor, row: Pack, day: date) -> list[PackTaken]:
    """Return who took any version of a pack, newest first: all for its giver and the level above, else one's own."""
    province = org.province_of(actor.scope, day)
    above = province is not None and province.id == actor.scope and _under(row, province)
    seen = Q() if above or row.unit_id == actor.scope else Q(unit_id=actor.scope)
    rows = PackTaken.objects.filter(seen, pack__series=row.series, from_unit_id=row.unit_id)
    with wall.lifted():
        return list(rows.select_related("unit", "pack").order_by("-taken_on", "-id"))


def how_many_took(packs: Sequence[Pack]) -> dict[UUID, int]:
    """Return how many communes took each series of packs: known to everybody in the province."""
    with wall.lifted():
        rows = PackTaken.objects.filter(pack__series__in={one.series for one in packs})
        pairs = set(rows.values_list("pack__series", "unit_id"))
    return {one.series: sum(series == one.series for series, _ in pairs) for one in packs}


def plan_tasks(unit_id: UUID) -> list[PlanTask]:
    """Return the tasks of a commune's last issued plan and of those not issued yet, by day."""
    issued = Plan.objects.filter(unit_id=unit_id, issued_on__isnull=False).order_by("-year").values("id")[:1]
    rows = PlanTask.objects.filter(unit_id=unit_id, dropped_on__isnull=True).select_related("plan")
    chosen = rows.filter(Q(plan__issued_on__isnull=True) | Q(plan_id__in=list(issued.values_list("id", flat=True))))
    return list(chosen.order_by("plan__year", "starts_on", "due_on", "id"))


def open_plans(actor: Actor, year: int) -> list[Plan]:
    """Return the commune's plans from a year on, by year, locked."""
    return list(db.lock(Plan.objects.filter(unit_id=actor.scope, year__gte=year)).order_by("year"))


def outings(unit_id: UUID) -> list[Outing]:
    """Return a commune's timetables of serving outside that still have a day to come."""
    rows = Outing.objects.filter(unit_id=unit_id, days__state=PLANNED).distinct()
    return list(rows.order_by("made_on", "id"))


def postings(unit_id: UUID) -> list[Posting]:
    """Return what hangs in a commune's office now."""
    return list(Posting.objects.filter(unit_id=unit_id, taken_down_on__isnull=True).order_by("kind", "on", "id"))


def counted_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many packs and registered models units have: for the preview of their reorganisation."""
    found: dict[UUID, int] = {}
    for rows in (Pack.objects.filter(unit_id__in=units), SkilfulModel.objects.filter(unit_id__in=units)):
        for unit_id in rows.values_list("unit_id", flat=True):
            found[unit_id] = found.get(unit_id, 0) + 1
    return found
