"""What a person is on a day: the unit they act in, its roles, and what others lent them. One query.

Somebody with posts in several units acts in one of them at a time, the one they chose; posts of one unit are merged.
Lent powers (``Delegation``) count in the unit of the post they come from, and only beside a post of one's own there.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F, JSONField, Model, Value

from thanthien.core.actors import Actor, Lent
from thanthien.core.prepared import Prepared, sql_of, uuid_value
from thanthien.org.access.people import held_on
from thanthien.org.models import Delegation, Position, Staff, Unit


@dataclass(frozen=True, slots=True)
class Post:
    """The unit of one or more positions, as the choice of posts shows it."""

    unit_id: UUID
    place: str
    titles: str


@dataclass(frozen=True, slots=True)
class AtWork:
    """A person with what they are today; ``unit`` is None for somebody who holds no position.

    ``posts`` holds one entry a unit. ``settled`` is False when there are several and none of them was chosen:
    ``actor`` is then the one of the first, which a page must not act with before asking.
    """

    staff: Staff
    actor: Actor
    unit: Unit | None
    posts: tuple[Post, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True)
class _Held:
    """One power on the day: a position of one's own, or one lent by ``lent_by``."""

    unit: Unit
    role: str
    title: str
    counter: str
    since: str
    key: UUID
    lent_by: UUID | None
    kinds: frozenset[str]


def actor_for(staff: Staff, day: date, unit_id: UUID | None = None) -> Actor:
    """Return what a person is on ``day`` in a unit, or in the one entered first; with no position, in none."""
    return _actor(staff, _chosen(_held(_HELD.rows(staff=staff.id, day=day)), unit_id))


def at_work(staff_id: UUID, day: date, acting: UUID | None = None) -> AtWork | None:
    """Return who signed in with what they are today, in one query; None when there is no such active person.

    ``acting`` is the unit they chose. A choice that no position of today bears out is none.
    """
    rows = _HELD.rows(staff=staff_id, day=day)
    held = _held(rows)
    if not held:
        staff = Staff.objects.filter(id=staff_id, is_active=True).first()
        return AtWork(staff, _actor(staff, []), None) if staff else None
    staff = Staff.from_db(None, _STAFF, _keys(rows[0][_CUT : _CUT + len(_STAFF)], _STAFF))
    mine, posts = _chosen(held, acting), _posts(held)
    settled = len(posts) == 1 or mine[0].unit.id == acting
    return AtWork(staff, _actor(staff, mine), mine[0].unit, posts, settled)


def _actor(staff: Staff, mine: Sequence[_Held]) -> Actor:
    if not mine:
        return Actor(kind="staff", id=str(staff.id), label=staff.name)
    own = [one for one in mine if one.lent_by is None]
    roles = frozenset(one.role for one in own)
    # A role that one holds oneself needs nobody's leave.
    found = (one for one in mine if one.lent_by and one.role not in roles)
    lent = tuple(Lent(one.lent_by, one.role, one.title, one.kinds) for one in found if one.lent_by)
    return Actor(
        kind="staff",
        id=str(staff.id),
        label=staff.name,
        unit_id=own[0].unit.id,
        roles=roles | {one.role for one in lent},
        position=_titles(own),
        phone=staff.phone,
        counter=next((one.counter for one in own if one.counter), ""),
        lent=lent,
    )


def _titles(held: Iterable[_Held]) -> str:
    return ", ".join(dict.fromkeys(one.title for one in held))


def _chosen(held: Sequence[_Held], unit_id: UUID | None) -> list[_Held]:
    units = [one.unit.id for one in held if one.lent_by is None]
    here = unit_id if unit_id in units else next(iter(units), None)
    return [one for one in held if one.unit.id == here]


def _posts(held: Sequence[_Held]) -> tuple[Post, ...]:
    own = [one for one in held if one.lent_by is None]
    units = {one.unit.id: one.unit for one in own}
    return tuple(Post(key, str(unit), _titles(one for one in own if one.unit.id == key)) for key, unit in units.items())


def _named(model: type[Model], *names: str) -> tuple[str, ...]:
    """Return columns in the model's own order, as ``from_db`` wants them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in names)


_POWER: Final = ("role", "title", "counter", "valid_from", "id")
_CUT: Final = len(_POWER) + 2  # and whose power it is, for which kinds of record
_STAFF: Final = _named(Staff, "id", "login", "name", "phone", "address_as", "password", "is_active")
_UNIT: Final = _named(Unit, "id", "code", "name", "kind")


def _keys(row: Sequence[Any], names: Sequence[str]) -> list[Any]:
    return [uuid_value(value) if name == "id" else value for name, value in zip(names, row, strict=True)]


def _held(rows: Iterable[Sequence[Any]]) -> list[_Held]:
    """Read the rows, longest in the post first; nothing for somebody who holds no post of their own."""
    units: dict[UUID, Unit] = {}
    found = []
    for row in rows:
        role, title, counter, since, key, source, kinds = row[:_CUT]
        unit = Unit.from_db(None, _UNIT, _keys(row[_CUT + len(_STAFF) :], _UNIT))
        lent_by = None if key == source else uuid_value(source)
        where = units.setdefault(unit.id, unit)
        found.append(_Held(where, role, title, counter, str(since), uuid_value(key), lent_by, _kinds(kinds)))
    owned = {one.unit.id for one in found if one.lent_by is None}
    return sorted((one for one in found if one.unit.id in owned), key=lambda one: (one.since, one.key))


def _kinds(stored: str | list[str]) -> frozenset[str]:
    return frozenset(json.loads(stored) if isinstance(stored, str) else stored)


def lent_on(day: date) -> Any:
    """Return the delegations in force on a day: within their dates, and within the post whose power they lend."""
    rows = Delegation.objects.filter(valid_from__lte=day, valid_to__gt=day)
    return rows.filter(held_on(day, "position__"), position__staff__is_active=True)


def _powers(given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Own positions and lent ones in one statement; a row of one's own names itself as its source."""
    staff, unit = (f"staff__{name}" for name in _STAFF), [f"unit__{name}" for name in _UNIT]
    own = Position.objects.filter(held_on(given["day"]), staff_id=given["staff"], staff__is_active=True)
    lent = lent_on(given["day"]).filter(delegate_id=given["staff"], delegate__is_active=True)
    power, delegate = (f"position__{name}" for name in _POWER), (f"delegate__{name}" for name in _STAFF)
    mine = own.annotate(source=F("id"), kinds=Value([], output_field=JSONField())).order_by()
    mine = mine.values_list(*_POWER, "source", "kinds", *staff, *unit)
    theirs = lent.order_by().values_list(*power, "id", "kinds", *delegate, *unit)
    return sql_of(mine.union(theirs, all=True))


_HELD = Prepared(_powers, staff=UUID, day=date)
