"""The people of an office and the positions they hold: who sees whom."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org.models import Position, Staff


def held_on(day: date, before: str = "") -> Q:
    """Return the condition "this position is held on that day"; ``before`` leads to it ("position__")."""
    begun = Q(**{f"{before}valid_from__lte": day})
    return begun & (Q(**{f"{before}valid_to__isnull": True}) | Q(**{f"{before}valid_to__gt": day}))


def colleagues(actor: Actor, day: date) -> QuerySet[Position]:
    """Return the positions held today in the actor's unit."""
    return Position.objects.filter(held_on(day), unit_id=actor.scope).select_related("staff")


def people_of(actor: Actor) -> QuerySet[Position]:
    """Return every position ever held in the administrator's unit, the latest first."""
    if not actor.may("staff.change"):
        return Position.objects.none()
    rows = Position.objects.filter(unit_id=actor.scope).select_related("staff")
    return rows.order_by("staff__name", "staff_id", "-valid_from", "id")


def colleague(actor: Actor, staff_id: UUID, day: date, role: str = "") -> Staff:
    """Return a person of the actor's unit, or :class:`NotThere`."""
    rows = colleagues(actor, day).filter(staff_id=staff_id)
    held = (rows.filter(role=role) if role else rows).first()
    if held is None:
        raise NotThere
    return held.staff


def holders(unit_id: UUID, role: str, day: date) -> list[Position]:
    """Return who holds a role in a unit that day, longest in it first."""
    rows = Position.objects.filter(held_on(day), unit_id=unit_id, role=role, staff__is_active=True)
    return list(rows.select_related("staff").order_by("valid_from", "id"))


def posts_on(actor: Actor, day: date) -> QuerySet[Position]:
    """Return every position of the actor's unit that was, is or will be held on a day; closed accounts, too."""
    if not actor.may("organisation.read"):
        return Position.objects.none()
    rows = Position.objects.filter(held_on(day), unit_id=actor.scope).select_related("staff")
    return rows.order_by("title", "valid_from", "id")


def person_here(actor: Actor, unit_id: UUID, staff_id: UUID, day: date) -> Staff:
    """Return a person whose account this unit keeps: an administrator reaches nobody of another commune.

    Somebody with a post in another unit, too, is reached by no administrator: an invitation made here would open
    their post there. Whoever keeps the machine lets them back in.
    """
    staff = Staff.objects.filter(id=staff_id).first()
    if staff is None or (actor.kind != "system" and not _is_ours(staff_id, day, unit_id)):
        raise NotThere
    return staff


def _is_ours(staff_id: UUID, day: date, unit_id: UUID) -> bool:
    if holds_elsewhere(staff_id, day, unit_id):
        return False
    with wall.lifted():
        had = set(Position.objects.filter(staff_id=staff_id).values_list("unit_id", flat=True))
    return not had or unit_id in had


def holds_elsewhere(staff_id: UUID, day: date, unit_id: UUID) -> bool:
    """Tell whether somebody holds, or will hold, a post in another unit."""
    with wall.lifted():  # behind the wall nobody would seem to hold a post elsewhere, and everybody were ours
        rows = Position.objects.filter(staff_id=staff_id).exclude(unit_id=unit_id)
        return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)).exists()


def lock_person(staff_id: UUID) -> None:
    """Let acts on one person's own things come one after the other."""
    list(db.lock(Staff.objects.filter(id=staff_id)).values_list("id"))


def anybody() -> bool:
    """Tell whether somebody has an account in this installation."""
    with wall.lifted():
        return Staff.objects.exists()


def staff_by_login(login: str) -> Staff | None:
    """Return an active person by the name they sign in with."""
    return Staff.objects.filter(login=login, is_active=True).first()


def staff_names(keys: Collection[str]) -> dict[str, str]:
    """Return the names of officers by key, for papers that say who gave what to whom."""
    rows = Staff.objects.filter(id__in=keys) if keys else Staff.objects.none()
    return {str(key): name for key, name in rows.values_list("id", "name")}
