"""Who is away, and who acts for whom."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core.actors import Actor, Role
from thanthien.core.errors import NotThere
from thanthien.org.access.people import held_on
from thanthien.org.models import Absence, Delegation, Position
from thanthien.rules.rights import allowed

# Named persons alone may hold them: the first could make anybody anything, the second opens what is sealed.
NEVER_LENT: Final = frozenset({Role.ADMIN, Role.SEALED})


def absences(actor: Actor, since: date) -> QuerySet[Absence]:
    """Return the absences in the actor's unit that last beyond a day, the next first."""
    if not actor.may("organisation.read"):
        return Absence.objects.none()
    rows = Absence.objects.filter(unit_id=actor.scope, valid_to__gt=since).select_related("staff")
    return rows.order_by("valid_from", "id")


def absence(actor: Actor, absence_id: UUID) -> Absence:
    """Return an absence that the actor may change: their own, or anybody's for chair and administrator."""
    found = Absence.objects.filter(id=absence_id, unit_id=actor.scope).select_related("staff").first()
    if found is None or not (str(found.staff_id) == actor.id or actor.may("absence.change")):
        raise NotThere
    return found


def delegations(actor: Actor) -> QuerySet[Delegation]:
    """Return every delegation of the actor's unit with post, giver and delegate, the latest first."""
    if not actor.may("organisation.read"):
        return Delegation.objects.none()
    rows = Delegation.objects.filter(unit_id=actor.scope).select_related("position__staff", "delegate")
    return rows.order_by("-valid_from", "-id")


def delegation(actor: Actor, delegation_id: UUID) -> Delegation:
    """Return one of them, or :class:`NotThere`."""
    found = delegations(actor).filter(id=delegation_id).first()
    if found is None:
        raise NotThere
    return found


def lendable(actor: Actor, day: date) -> QuerySet[Position]:
    """Return the posts that the actor may lend: their own, and for the chair everybody's of the unit.

    Powers that were lent to the actor count for nothing here.
    """
    rows = Position.objects.filter(held_on(day), unit_id=actor.scope).select_related("staff")
    if not allowed("delegation.direct", actor.own_roles):
        rows = rows.filter(staff_id=actor.id) if allowed("delegation.give", actor.own_roles) else rows.none()
    return rows.exclude(role__in=NEVER_LENT).order_by("staff__name", "title", "id")
