"""The register of "Dân vận khéo" models of the actor's own commune."""

from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from thanthien.core import db
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.core.errors import NotThere
from thanthien.programme.models import SkilfulAward, SkilfulEntry, SkilfulModel


def skilful_models(actor: Actor) -> QuerySet[SkilfulModel]:
    """Return the commune's models, each with ``followed`` and ``awarded``: how many entries and decisions."""
    if not actor.may("skilful.read"):
        return SkilfulModel.objects.none()
    rows = SkilfulModel.objects.filter(unit_id=actor.scope)
    return rows.annotate(followed=Count("entries", distinct=True), awarded=Count("awards", distinct=True))


def skilful_model(actor: Actor, model_id: UUID) -> SkilfulModel:
    """Return one model; raises :class:`NotThere`."""
    found = skilful_models(actor).filter(id=model_id).first()
    if found is None:
        raise NotThere
    return found


def take(actor: Actor, model_id: UUID, right: str) -> SkilfulModel:
    """Return one model locked for an act; raises :class:`NotThere`."""
    rows = SkilfulModel.objects.filter(unit_id=actor.scope, id=model_id)
    found = db.lock(rows).first() if actor.may(right) else None
    if found is None:
        raise NotThere
    return found


def entries(model: SkilfulModel) -> QuerySet[SkilfulEntry]:
    """Return what came of a model, the newest first."""
    rows = SkilfulEntry.objects.filter(unit_id=model.unit_id, model=model).select_related("by", "file")
    return rows.order_by("-on", "-id")


def awards(model: SkilfulModel) -> QuerySet[SkilfulAward]:
    """Return the decisions that recognise a model."""
    return SkilfulAward.objects.filter(unit_id=model.unit_id, model=model).order_by("decided_on", "id")


def evidence(actor: Actor, model_id: UUID, file_id: UUID) -> SkilfulEntry:
    """Return the entry that a file shows; raises :class:`NotThere`."""
    found = entries(skilful_model(actor, model_id)).filter(file_id=file_id).first()
    if found is None:
        raise NotThere
    return found


def counted(actor: Actor, year: int) -> dict[str, tuple[int, int]]:
    """Return field → how many models ran in a year, and how many of them were ever recognised."""
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    mine = SkilfulModel.objects.filter(unit_id=actor.scope if actor.may("skilful.read") else NO_UNIT)
    rows = mine.filter(starts_on__lt=end).exclude(ends_on__lt=first).exclude(stopped_on__lt=first)
    found: dict[str, tuple[int, int]] = {}
    for field, awarded in rows.annotate(decisions=Count("awards")).values_list("field", "decisions"):
        every, recognised = found.get(field, (0, 0))
        found[field] = (every + 1, recognised + (awarded > 0))
    return found
