"""The only door to the people of an office. Rights come from the positions held on the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.core.prepared import Prepared, sql_of, uuid_value
from thanthien.org.models import Office, Position, Staff, Unit, UnitLink


def held_on(day: date) -> Q:
    """Return the condition "this position is held on that day"."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def actor_for(staff: Staff, day: date) -> Actor:
    """Return what a person is today: the unit and roles of the positions held on ``day``.

    Somebody with positions in two units acts in the one entered first; with none, in no unit at all.
    """
    held = list(Position.objects.filter(held_on(day), staff=staff).order_by("valid_from", "id"))
    return _actor(staff, held)


def _actor(staff: Staff, held: Sequence[Position]) -> Actor:
    if not staff.is_active or not held:
        return Actor(kind="staff", id=str(staff.id), label=staff.name)
    unit_id = held[0].unit_id
    mine = [position for position in held if position.unit_id == unit_id]
    return Actor(
        kind="staff",
        id=str(staff.id),
        label=staff.name,
        unit_id=unit_id,
        roles=frozenset(position.role for position in mine),
        position=", ".join(dict.fromkeys(position.title for position in mine)),
        phone=staff.phone,
        counter=next((position.counter for position in mine if position.counter), ""),
    )


@dataclass(frozen=True, slots=True)
class AtWork:
    """A person with what they are today; ``unit`` is None for somebody who holds no position."""

    staff: Staff
    actor: Actor
    unit: Unit | None


def at_work(staff_id: UUID, day: date) -> AtWork | None:
    """Return who signed in with what they are today, in one query; None when there is no such active person."""
    rows = _HELD.rows(staff=staff_id, day=day)
    if not rows:
        staff = Staff.objects.filter(id=staff_id, is_active=True).first()
        return AtWork(staff, _actor(staff, []), None) if staff else None
    cut = len(_POSITION), len(_POSITION) + len(_STAFF)
    held = [Position.from_db(None, _POSITION, _keys(row[: cut[0]], _POSITION)) for row in rows]
    staff = Staff.from_db(None, _STAFF, _keys(rows[0][cut[0] : cut[1]], _STAFF))
    unit = Unit.from_db(None, _UNIT, _keys(rows[0][cut[1] :], _UNIT))
    return AtWork(staff, _actor(staff, held), unit)


def _named(model: type[Model], *names: str) -> tuple[str, ...]:
    """Return columns in the model's own order, as ``from_db`` wants them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in names)


_POSITION = _named(Position, "id", "unit_id", "role", "title", "counter")
_STAFF = _named(Staff, "id", "login", "name", "phone", "address_as", "password", "is_active")
_UNIT = _named(Unit, "id", "code", "name", "kind")


def _keys(row: tuple[Any, ...], names: tuple[str, ...]) -> list[Any]:
    return [uuid_value(value) if name in ("id", "unit_id") else value for name, value in zip(names, row, strict=True)]


def _held_by(given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    rows = Position.objects.filter(held_on(given["day"]), staff_id=given["staff"], staff__is_active=True)
    wanted = (*_POSITION, *(f"staff__{name}" for name in _STAFF), *(f"unit__{name}" for name in _UNIT))
    return sql_of(rows.order_by("valid_from", "id").values_list(*wanted))


_HELD = Prepared(_held_by, staff=UUID, day=date)


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


def office_of(unit_id: UUID) -> Office:
    """Return a commune's settings; a commune that has entered none gets the defaults."""
    row = Office.objects.select_related("unit", "unit__parent").filter(unit_id=unit_id).first()
    if row is not None:
        return row
    unit = Unit.objects.select_related("parent").filter(id=unit_id).first()
    if unit is None:
        raise NotThere
    return Office(unit=unit)


def office_by_code(code: str, day: date | None) -> Office | None:
    """Return the settings of the commune that has a code on a day, in one query; None for an unknown code.

    ``day`` None asks for the commune that has no end.
    """
    ended = Q(valid_to__isnull=True)
    held = (
        ended if day is None else (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (ended | Q(valid_to__gt=day))
    )
    unit = Unit.objects.filter(held, code=code, level="commune").select_related("parent", "office").first()
    if unit is None:
        return None
    office: Office = getattr(unit, "office", None) or Office(unit=unit)
    office.unit = unit
    return office


def offices() -> QuerySet[Office]:
    """Return the communes that work on this installation, with what they say of themselves: public knowledge."""
    return Office.objects.select_related("unit", "unit__parent")


def units() -> QuerySet[Unit]:
    """Return all units over time: public knowledge, the same for everybody."""
    return Unit.objects.all()


def unit_links() -> QuerySet[UnitLink]:
    """Return what became of which unit: public knowledge, too."""
    return UnitLink.objects.all()
