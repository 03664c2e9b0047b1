"""The chair's letters in the order in which they are read."""

from uuid import UUID

from django.db.models import Q

from thanthien.core.actors import Actor
from thanthien.onestop.models import Apology


def reading_order(actor: Actor, at: UUID) -> list[tuple[UUID, bool]]:
    """Return the unit's letters that wait, and the one at hand even when it does not any more, most urgent first.

    Each with whether it still waits. Another unit's letter is simply not among them.
    """
    if not actor.may("apology.read"):
        return []
    rows = Apology.objects.filter(Q(state="draft") | Q(id=at), unit_id=actor.scope)
    return [(key, state == "draft") for key, state in rows.order_by("due_at", "id").values_list("id", "state")]
