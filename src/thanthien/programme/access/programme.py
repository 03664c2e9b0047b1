"""Programmes, the communes in them, and their things. The level that runs one reads its communes' stages."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.programme.models import Artefact, GuidingText, Participation, Programme


def programmes(actor: Actor) -> QuerySet[Programme]:
    """Return the programmes that the actor's unit runs or takes part in, the newest first."""
    if not actor.may("programme.read"):
        return Programme.objects.none()
    own = Q(unit_id=actor.scope) | Q(participations__unit_id=actor.scope)
    return Programme.objects.filter(own).distinct().order_by("-starts_on", "id")


def run_by(actor: Actor, programme_id: UUID) -> Programme:
    """Return a programme that the actor's unit runs; raises :class:`NotThere`."""
    found = None
    if actor.may("programme.run"):
        found = Programme.objects.filter(id=programme_id, unit_id=actor.scope).first()
    if found is None:
        raise NotThere
    return found


def readable(actor: Actor, programme_id: UUID) -> Programme:
    """Return a programme that concerns the actor's unit; raises :class:`NotThere`."""
    found = programmes(actor).filter(id=programme_id).first()
    if found is None:
        raise NotThere
    return found


def texts_of(programme: Programme) -> list[GuidingText]:
    """Return the guiding texts, oldest first: they belong to the level above, and are for its communes to read."""
    with wall.lifted():
        return list(GuidingText.objects.filter(programme=programme).order_by("issued_on", "id"))


def taking_part(programme: Programme) -> QuerySet[Participation]:
    """Return the communes of a programme that have not left it."""
    return Participation.objects.filter(programme=programme, ended_on__isnull=True).select_related("unit")


def members(programme: Programme) -> list[tuple[str, str]]:
    """Return key and name of the communes in a programme that the asker may read, by name."""
    with wall.lifted():
        rows = taking_part(programme).order_by("unit__name_fold", "unit__code")
        return [(str(one.unit_id), str(one.unit)) for one in rows]


def current(unit_id: UUID) -> Participation | None:
    """Return what programme a commune takes part in now; public knowledge."""
    rows = Participation.objects.filter(unit_id=unit_id, ended_on__isnull=True).select_related("programme", "unit")
    with wall.lifted():  # the programme is a record of the level above
        return rows.first()


def current_in(units: Collection[UUID]) -> list[Participation]:
    """Return the parts that some communes take now."""
    rows = Participation.objects.filter(unit_id__in=units, ended_on__isnull=True)
    with wall.lifted():
        return list(rows.select_related("programme"))


def own(actor: Actor) -> Participation | None:
    """Return the part that the actor's own commune takes."""
    return current(actor.scope) if actor.may("programme.read") else None


def artefacts(participation: Participation) -> QuerySet[Artefact]:
    """Return the things of a commune in a programme that count, by day."""
    rows = Artefact.objects.filter(unit_id=participation.unit_id, participation=participation, void=False)
    return rows.order_by("day", "id")
