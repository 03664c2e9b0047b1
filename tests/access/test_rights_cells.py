"""Every cell of the table of rights, walked as everybody who holds it, held it, or holds it next door."""

import pytest

from tests.access.rights_cast import cast, roles_of
from tests.world import World
from thanthien.core.errors import NotThere
from thanthien.onestop import access as dossiers
from thanthien.rules.dossier import MACHINE
from thanthien.rules.rights import RIGHTS, lent_under

pytestmark = pytest.mark.django_db


def test_every_cell_is_as_the_table_says(world: World) -> None:
    wrong = []
    for person in cast(world):
        held = roles_of(person)
        assert person.actor.roles == held, person
        for name, right in RIGHTS.items():
            due = bool(held & right.roles) and not held & right.never
            if person.actor.may(name) != due:
                wrong.append(f"{person}: {name} is {not due}")
    assert wrong == []


def test_a_right_reaches_no_record_of_another_unit(world: World) -> None:
    """Whoever holds the very role next door, above or until yesterday does not even learn that the dossier exists."""
    dossier = world.received()
    for person in cast(world):
        may = person.own and bool(roles_of(person) & RIGHTS["dossier.read"].roles)
        if may:
            assert dossiers.get_for(person.actor, dossier.id).id == dossier.id
            continue
        for door in (dossiers.get_for, dossiers.take):
            with pytest.raises(NotThere):
                door(person.actor, dossier.id)


def test_each_move_of_a_dossier_is_offered_to_those_the_table_names(world: World) -> None:
    """The buttons come from the machine; the machine and the table cannot differ for anybody."""
    for person in cast(world):
        if not person.own:
            continue
        for name, move in MACHINE.moves.items():
            if f"dossier.{name}" not in RIGHTS:
                continue
            offered = bool(move.by & person.actor.machine_roles(lent_under(f"dossier.{name}")))
            assert person.actor.may(f"dossier.{name}") == offered, (person, name)
