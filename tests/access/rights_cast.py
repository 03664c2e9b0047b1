"""Everybody the table of rights has to tell apart: holders, strangers, former holders, delegates, the level above."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tests import people
from tests.world import World
from thanthien.core.actors import SYSTEM, Actor
from thanthien.org import service as org
from thanthien.org.models import Position, Staff, Unit
from thanthien.rules.rights import EVERYBODY, OVERSEER

NEVER_LENT = ("administrator", "sealed_officer")
SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Person:
    """Somebody of one role, and what the table has to give them: ``own`` in Cẩm Vân, nothing else."""

    who: str
    role: str
    actor: Actor
    own: bool  # Cẩm Vân is the unit they act in

    def __str__(self) -> str:
        return f"{self.who} {self.role}"


def appointed(world: World, login: str, unit_id: UUID, role: str) -> UUID:
    made = org.appoint(
        actor=SYSTEM, now=world.now, unit_id=unit_id, login=login, name=f"Người {login}", password=people.PASSWORD,
        role=role, title=f"Chức danh {role}", valid_from=SINCE,
    )  # fmt: skip
    return UUID(made.id)


def acting(staff_id: UUID, day: date) -> Actor:
    return org.actor_for(Staff.objects.get(id=staff_id), day)


def cast(world: World) -> list[Person]:
    """Return one of each for each role: held here, next door, until yesterday; lent, and not lent any more."""
    day, found = world.now.date(), []
    province = Unit.objects.get(id=world.home).parent_id
    assert province is not None
    for number, role in enumerate(EVERYBODY):
        here = province if role == OVERSEER else world.home
        there = Unit.objects.get(id=world.units[people.CHIENG_SINH]).parent_id if role == OVERSEER else None
        holder = appointed(world, f"giu{number}", here, role)
        stranger = appointed(world, f"la{number}", there or world.units[people.VAN_DU], role)
        former = appointed(world, f"cu{number}", here, role)
        post = Position.objects.get(staff_id=former)
        org.end_position(actor=SYSTEM, now=world.now, position_id=post.id, valid_to=day - timedelta(days=1))
        found += [
            Person("holder", role, acting(holder, day), here == world.home),
            Person("stranger", role, acting(stranger, day), False),
            Person("former", role, acting(former, day), False),
        ]
        if role not in NEVER_LENT and role != OVERSEER:
            found += delegates(world, number, role, holder, day)
    return found


def delegates(world: World, number: int, role: str, holder: UUID, day: date) -> list[Person]:
    """Return whom the holder lent the post to, on a day inside the dates and on the days around them."""
    base = "handler" if role == "records_clerk" else "records_clerk"
    staff_id = appointed(world, f"thay{number}", world.home, base)
    org.delegate(
        actor=acting(holder, day), now=world.now, position_id=Position.objects.get(staff_id=holder).id,
        delegate_id=staff_id, number="12/GUQ", decided_on=day, scope="Mọi việc của chức danh",
        valid_from=day + timedelta(days=1), valid_to=day + timedelta(days=3),
    )  # fmt: skip
    return [
        Person(f"delegate before ({base})", role, acting(staff_id, day), True),
        Person(f"delegate inside ({base})", role, acting(staff_id, day + timedelta(days=2)), True),
        Person(f"delegate after ({base})", role, acting(staff_id, day + timedelta(days=3)), True),
    ]


def roles_of(person: Person) -> frozenset[str]:
    """Return the roles that the table has to reckon with for somebody."""
    if person.who == "former":
        return frozenset()
    if not person.who.startswith("delegate"):
        return frozenset({person.role})
    base = person.who.split("(")[1].rstrip(")")
    return frozenset({base, person.role}) if "inside" in person.who else frozenset({base})
