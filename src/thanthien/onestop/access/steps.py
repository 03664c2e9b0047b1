"""The next step of each dossier of a list."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core.actors import Actor
from thanthien.onestop.models import Task


def open_steps(actor: Actor, ids: Collection[UUID]) -> QuerySet[Task]:
    """Return the steps not done yet of these dossiers of the actor's unit, oldest first."""
    if not actor.may("dossier.list"):
        return Task.objects.none()
    rows = Task.objects.filter(unit_id=actor.scope, dossier_id__in=ids, done_at__isnull=True)
    return rows.order_by("opened_at", "id")
