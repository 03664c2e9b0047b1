"""The only door to the catalogue: versions, layers, files, switches and words of communes."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import wall
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.onestop.models import (
    CatalogueImport,
    Correction,
    Procedure,
    ProcedureSetting,
    ProcedureVersion,
    SearchMiss,
    Synonym,
)
from thanthien.org.models import Unit


def layers(units: Collection[UUID], procedure: Procedure) -> list[Correction]:
    """Return the approved corrections of units for a procedure, the earliest decided first: what is public law there.

    A province's words reach its communes, so a commune's act reads them, and the other way round.
    """
    rows = Correction.objects.filter(unit_id__in=units, procedure=procedure, approved=True)
    with wall.lifted():
        return list(rows.order_by("decided_at", "id"))


def units_with_layers(procedure: Procedure) -> set[UUID]:
    """Return the units that have corrected or confirmed an entry for themselves."""
    with wall.lifted():
        return set(Correction.objects.filter(procedure=procedure, approved=True).values_list("unit_id", flat=True))


def all_with_layers() -> dict[UUID, set[UUID]]:
    """Return, by procedure, the units that have corrected or confirmed its entry for themselves."""
    found: dict[UUID, set[UUID]] = {}
    with wall.lifted():
        rows = Correction.objects.filter(approved=True).values_list("procedure_id", "unit_id").distinct()
        for procedure_id, unit_id in rows:
            found.setdefault(procedure_id, set()).add(unit_id)
    return found


def above_of(unit_id: UUID) -> "QuerySet[Unit, UUID | None]":
    """Return the province of a commune, to be asked inside another question; a province has none above it."""
    return Unit.objects.filter(id=unit_id, parent__isnull=False).values_list("parent_id", flat=True)


def in_force(on: date) -> Q:
    """Return the condition "holds on that day"; open ends are unknown ends."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def versions(unit_id: UUID | None, on: date) -> QuerySet[ProcedureVersion]:
    """Return the catalogue of a day: national versions, its province's, and those a commune has for itself."""
    mine = Q(unit__isnull=True)
    if unit_id is not None:
        mine |= Q(unit_id=unit_id) | Q(unit_id__in=above_of(unit_id))
    return ProcedureVersion.objects.filter(in_force(on), mine).select_related("procedure")


def national(on: date) -> QuerySet[ProcedureVersion]:
    """Return the national entries of a day."""
    return ProcedureVersion.objects.filter(in_force(on), unit__isnull=True).select_related("procedure")


def imports(actor: Actor) -> QuerySet[CatalogueImport]:
    """Return the catalogue files read in the actor's unit, newest first."""
    if not actor.may("catalogue.decide"):
        return CatalogueImport.objects.none()
    rows = CatalogueImport.objects.filter(unit_id=actor.scope).select_related("proposed_by", "decided_by")
    return rows.order_by("-proposed_at", "-id")


def switches(unit_id: UUID | None) -> QuerySet[ProcedureSetting]:
    """Return a commune's own choices about procedures."""
    return ProcedureSetting.objects.filter(unit_id=unit_id or NO_UNIT)


def synonyms(unit_id: UUID | None, on: date) -> QuerySet[Synonym]:
    """Return the words that a commune's officers added and that hold on a day."""
    return Synonym.objects.filter(in_force(on), unit_id=unit_id or NO_UNIT).select_related("procedure")


def misses(actor: Actor) -> QuerySet[SearchMiss]:
    """Return the searches that found nothing in the actor's commune, most frequent first."""
    if not actor.may("synonym.change"):
        return SearchMiss.objects.none()
    return SearchMiss.objects.filter(unit_id=actor.scope).order_by("-month", "-count", "text")
