"""Hamlets, their heads and groups, as they stood on a day."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org.models import Hamlet, HamletHead, ResidentGroup


def standing_on(day: date) -> Q:
    """Return the condition "this row holds on that day": [valid_from, valid_to)."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def hamlets_of(unit_id: UUID, day: date) -> QuerySet[Hamlet]:
    """Return the hamlets of a commune on a day, by name: public knowledge. Heads are for :func:`hamlets`."""
    return Hamlet.objects.filter(standing_on(day), unit_id=unit_id).order_by("name_fold", "id")


def hamlets(actor: Actor, day: date) -> QuerySet[Hamlet]:
    """Return the hamlets of the actor's unit with those who headed and led on the day (``now_heads``, ``now_groups``).

    Three queries, however many hamlets there are.
    """
    if not actor.may("organisation.read"):
        return Hamlet.objects.none()
    heads, groups = HamletHead.objects.filter(standing_on(day)), ResidentGroup.objects.filter(standing_on(day))
    rows = hamlets_of(actor.scope, day)
    return rows.prefetch_related(
        Prefetch("heads", heads.order_by("-valid_from"), to_attr="now_heads"),
        Prefetch("groups", groups.order_by("name", "id"), to_attr="now_groups"),
    )


def hamlet(actor: Actor, hamlet_id: UUID) -> Hamlet:
    """Return a hamlet of the actor's unit, standing or not, with all who ever headed it; or :class:`NotThere`."""
    rows = Hamlet.objects.filter(id=hamlet_id, unit_id=actor.scope).select_related("successor")
    found = rows.prefetch_related(
        Prefetch("heads", HamletHead.objects.order_by("-valid_from", "-id")),
        Prefetch("groups", ResidentGroup.objects.order_by("name", "-valid_from")),
        "predecessors",
    ).first()
    if found is None or not actor.may("organisation.read"):
        raise NotThere
    return found


def head(actor: Actor, head_id: UUID) -> HamletHead:
    """Return a head of a hamlet of the actor's unit, or :class:`NotThere`."""
    found = HamletHead.objects.filter(id=head_id, unit_id=actor.scope).select_related("hamlet").first()
    if found is None or not actor.may("organisation.read"):
        raise NotThere
    return found


def group(actor: Actor, group_id: UUID) -> ResidentGroup:
    """Return a residents' group of the actor's unit, or :class:`NotThere`."""
    found = ResidentGroup.objects.filter(id=group_id, unit_id=actor.scope).select_related("hamlet").first()
    if found is None or not actor.may("organisation.read"):
        raise NotThere
    return found
