"""Rows for public figures and for the level above: counts leave, and a code; never a file."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import wall
from thanthien.core.actors import Actor
from thanthien.onestop.models import Apology, Dossier, Event


def below(actor: Actor, units: Collection[UUID]) -> QuerySet[Dossier]:
    """Return the dossiers of units under the actor's own, for counts and escalation: no file is opened by it."""
    if not actor.may("overview.read"):
        return Dossier.objects.none()
    wall.admit(*units)
    return Dossier.objects.filter(unit_id__in=units)


def codes_of(unit_id: UUID, dossier_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the codes of some dossiers of a unit, for its journal: a code names no person."""
    return dict(Dossier.objects.filter(unit_id=unit_id, id__in=dossier_ids).values_list("id", "code"))


def events_of(unit_id: UUID) -> QuerySet[Event]:
    """Return the same for a unit's public figures: a count leaves, no line."""
    return Event.objects.filter(unit_id=unit_id)


def letters_of(unit_id: UUID) -> QuerySet[Apology]:
    """Return the signed apologies of a unit, to be counted."""
    return Apology.objects.filter(unit_id=unit_id, state="signed")
