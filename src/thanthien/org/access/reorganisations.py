"""Plans of reorganisation: who may see one, and the rows of org that follow a unit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org.following import Scheme
from thanthien.org.models import (
    Absence,
    Allotment,
    Board,
    Custody,
    Delegation,
    Hamlet,
    Office,
    Position,
    Reorganisation,
    ReorganisedUnit,
    Unit,
    UnitLink,
)
from thanthien.org.reorganisation import Side, Standing

LONGEST: Final = 5


def reorganisations(actor: Actor) -> QuerySet[Reorganisation]:
    """Return the plans that touch the actor's unit, or a unit under it for somebody of the level above."""
    if not actor.may("reorganisation.read"):
        return Reorganisation.objects.none()
    touched = Q(unit_id=actor.scope) | Q(unit__parent_id=actor.scope)
    mine = ReorganisedUnit.objects.filter(touched).values("reorganisation_id")
    return Reorganisation.objects.filter(id__in=mine).order_by("-proposed_at", "-id")


def reorganisation(actor: Actor, key: UUID) -> Reorganisation:
    """Return one plan, or :class:`NotThere`."""
    rows = reorganisations(actor).select_related("proposed_by", "decided_by", "carried_by", "unit")
    found = rows.filter(id=key).first()
    if found is None:
        raise NotThere
    return found


def take_reorganisation(actor: Actor, key: UUID) -> Reorganisation:
    """Return one plan locked for an act."""
    found = db.lock(reorganisations(actor).filter(id=key)).first()
    if found is None:
        raise NotThere
    return found


def units_in(keys: Collection[UUID]) -> Mapping[UUID, list[ReorganisedUnit]]:
    """Return the units of several plans in one query: those that end first, each side in order."""
    rows = ReorganisedUnit.objects.filter(reorganisation_id__in=keys).select_related("unit")
    found: dict[UUID, list[ReorganisedUnit]] = {key: [] for key in keys}
    for row in rows.order_by("-ends", "order"):
        found[row.reorganisation_id].append(row)
    return found


def side_of(unit: Unit) -> Side:
    """Return a unit as plans speak of it."""
    return Side(unit.id, unit.code, unit.name, unit.kind)


def scheme_of(act: Reorganisation, day: date) -> Scheme:
    """Return a plan as the rooms need it, carried out on ``day``. Two queries."""
    old = [row for row in units_in([act.id])[act.id] if row.ends]
    allotted: dict[str, dict[UUID, UUID | None]] = {}
    with wall.lifted():
        rows = list(Allotment.objects.filter(reorganisation=act, unit__in=[row.unit_id for row in old]))
    for row in rows:
        allotted.setdefault(row.kind, {})[row.record_id] = row.target
    return Scheme(
        act.id, act.kind, act.law, day, tuple(side_of(row.unit) for row in old), new_sides(act),
        UUID(act.plan["lead"]), UUID(act.plan["keeper"]), act.law_number, act.law_day, act.law_issuer, allotted,
    )  # fmt: skip


def new_sides(act: Reorganisation) -> tuple[Side, ...]:
    """Return the units that begin by an act."""
    return tuple(Side(UUID(one["id"]), one["code"], one["name"], one["kind"]) for one in act.plan["new"])


def standing_of(code: str) -> Standing | None:
    """Return the unit that bears a code, or what became of its last bearer; None for an unknown code."""
    units = list(Unit.objects.filter(code=code).order_by("valid_to"))
    unit = next((one for one in units if one.valid_to is None), units[-1] if units else None)
    if unit is None:
        return None
    busy = ReorganisedUnit.objects.filter(unit=unit, is_open=True).exists()
    ended = f"{unit} (mã {unit.code}) đã hết từ ngày {unit.valid_to:%d/%m/%Y}." if unit.valid_to else ""
    return Standing(side_of(unit), unit.level, unit.parent_id, ended, busy)


def used_codes(codes: Sequence[str]) -> dict[str, str]:
    """Return which of these codes a unit standing today bears."""
    return {one.code: str(one) for one in Unit.objects.filter(code__in=codes, valid_to__isnull=True)}


def known_keys(keys: Collection[UUID]) -> set[UUID]:
    """Return which of these keys are taken."""
    return set(Unit.objects.filter(id__in=keys).values_list("id", flat=True))


def lineage(unit_id: UUID) -> dict[UUID, str]:
    """Return a unit with those it came from and those it became by reorganisations here: key to kind and name.

    Rows of the chain stay where they were written, so whoever looks for all of a record looks in each of these.
    """
    found = {unit_id}
    for near, far in (("successor_id", "predecessor_id"), ("predecessor_id", "successor_id")):
        edge = {unit_id}
        for _ in range(LONGEST):
            links = UnitLink.objects.filter(**{f"{near}__in": edge}, predecessor__custody__isnull=False)
            edge = set(links.values_list(far, flat=True)) - found
            if not edge:
                break
            found |= edge
    return {unit.id: str(unit) for unit in Unit.objects.filter(id__in=found)}


def kept_by(unit_id: UUID) -> list[UUID]:
    """Return the ended units whose closed files a unit keeps. The caller has let the asker into that unit."""
    with wall.within(unit_id):
        return list(Custody.objects.filter(keeper_id=unit_id).values_list("unit_id", flat=True))


def kept_units(actor: Actor) -> QuerySet[Unit]:
    """Return the ended units whose registers the actor's unit keeps."""
    if not actor.may("dossier.read"):
        return Unit.objects.none()
    return Unit.objects.filter(custody__keeper_id=actor.scope).order_by("-valid_to", "name_fold")


def positions_in(units: Collection[UUID], day: date) -> QuerySet[Position]:
    """Return the positions that are held on a day or begin later."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return Position.objects.filter(still, unit_id__in=units).select_related("staff").order_by("title", "id")


def lasting(model: Any, units: Collection[UUID], day: date) -> QuerySet[Any]:
    """Return rows of a dated table that have not ended by a day."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows: QuerySet[Any] = model.objects.filter(still, unit_id__in=units)
    return rows.order_by("id")


def hamlets_in(units: Collection[UUID], day: date) -> QuerySet[Hamlet]:
    """Return the hamlets that stand on a day."""
    found: QuerySet[Hamlet] = lasting(Hamlet, units, day)
    return found.order_by("name_fold", "id")


def boards_in(units: Collection[UUID], day: date) -> QuerySet[Board]:
    """Return the boards that stand on a day."""
    found: QuerySet[Board] = lasting(Board, units, day)
    return found


def duties_in(units: Collection[UUID], day: date) -> tuple[QuerySet[Absence], QuerySet[Delegation]]:
    """Return absences and delegations that have not ended."""
    return lasting(Absence, units, day), lasting(Delegation, units, day)


def offices_in(units: Collection[UUID]) -> dict[UUID, Office]:
    """Return the settings of these units, as far as they work on this installation."""
    return {row.unit_id: row for row in Office.objects.filter(unit_id__in=units)}
