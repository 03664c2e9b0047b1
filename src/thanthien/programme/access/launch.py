"""Launch days of the actor's commune; and what of them everybody may see, once it was published."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.programme.models import Launch, LaunchGuest, LaunchItem, LaunchPhoto


def launches(actor: Actor) -> QuerySet[Launch]:
    """Return the launch days of the actor's commune, the latest first."""
    if not actor.may("launch.read"):
        return Launch.objects.none()
    return Launch.objects.filter(unit_id=actor.scope).order_by("-starts_at", "-id")


def launch(actor: Actor, key: UUID) -> Launch:
    """Return one; raises :class:`NotThere`."""
    found = launches(actor).filter(id=key).first()
    if found is None:
        raise NotThere
    return found


def take(actor: Actor, key: UUID) -> Launch:
    """Return one locked for a change; raises :class:`NotThere`."""
    if not actor.may("launch.change"):
        raise NotThere
    return db.lock(Launch.objects.filter(id=launch(actor, key).id)).get()


def count_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Count the launch days of some communes."""
    found: dict[UUID, int] = {}
    for key in Launch.objects.filter(unit_id__in=units).values_list("unit_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def held_in(unit_id: UUID) -> QuerySet[Launch]:
    """Return the launch days of a commune that were held, the oldest first."""
    return Launch.objects.filter(unit_id=unit_id, held_on__isnull=False).order_by("held_on", "id")


def items(row: Launch) -> QuerySet[LaunchItem]:
    """Return the programme of the day by hour."""
    return LaunchItem.objects.filter(unit_id=row.unit_id, launch=row).order_by("at", "id")


def guests(row: Launch) -> QuerySet[LaunchGuest]:
    """Return the guest list in the order of inviting."""
    return LaunchGuest.objects.filter(unit_id=row.unit_id, launch=row).order_by("id")


def photos(row: Launch) -> QuerySet[LaunchPhoto]:
    """Return the album in its order, without what was taken off."""
    rows = LaunchPhoto.objects.filter(unit_id=row.unit_id, launch=row, off=False)
    return rows.select_related("file").order_by("place", "id")


def photo(actor: Actor, key: UUID) -> LaunchPhoto:
    """Return a photo of the actor's commune; raises :class:`NotThere`."""
    rows = LaunchPhoto.objects.filter(unit_id=actor.scope, id=key, off=False).select_related("file", "launch")
    found = rows.first() if actor.may("launch.read") else None
    if found is None:
        raise NotThere
    return found


def published(unit_id: UUID) -> QuerySet[Launch]:
    """Return the launch days that a commune has told of on its public pages, the latest first."""
    rows = Launch.objects.filter(unit_id=unit_id, published_on__isnull=False, held_on__isnull=False)
    return rows.order_by("-held_on", "-id")


def public_photo(unit_id: UUID, key: UUID) -> LaunchPhoto:
    """Return a photo of a published album; raises :class:`NotThere`."""
    rows = LaunchPhoto.objects.filter(unit_id=unit_id, id=key, off=False, launch__published_on__isnull=False)
    found = rows.select_related("file").first()
    if found is None:
        raise NotThere
    return found
