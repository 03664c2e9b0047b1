"""The only door to ratings: a unit's own staff read its months, nobody reads another's."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from thanthien.core import tokens
from thanthien.core.actors import Actor
from thanthien.quality.models import KeptMonth, Rating, SpentToken


def visible(actor: Actor) -> QuerySet[Rating]:
    """Return the ratings of the actor's unit."""
    if not actor.may("rating.read"):
        return Rating.objects.none()
    return Rating.objects.filter(unit_id=actor.scope)


def of_month(unit_id: UUID, month: str) -> QuerySet[Rating]:
    """Return a month's answers for the public figures: counts leave, never one answer."""
    return Rating.objects.filter(unit_id=unit_id, month=month)


def is_spent(token: str) -> bool:
    """Tell whether a rating link was used."""
    return SpentToken.objects.filter(hash=tokens.spent_hash(token)).exists()


def one(rating_id: UUID) -> QuerySet[Rating]:
    """Return one answer, for whoever has just given it and holds its signed page."""
    return Rating.objects.filter(id=rating_id)


def given_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many answers each of these units has: a count, never one answer."""
    rows = Rating.objects.filter(unit_id__in=units).order_by().values_list("unit_id")
    return dict(rows.annotate(count=Count("id")))


def kept_of(unit_id: UUID, months: Collection[str]) -> QuerySet[KeptMonth]:
    """Return a unit's months as they were last counted: public figures."""
    return KeptMonth.objects.filter(unit_id=unit_id, month__in=months)


def kept_times(units: Collection[UUID]) -> dict[tuple[UUID, str], datetime]:
    """Return when the months of these units were counted (the loop)."""
    rows = KeptMonth.objects.filter(unit_id__in=units)
    return {(unit, month): at for unit, month, at in rows.values_list("unit_id", "month", "counted_at")}
