"""What changes people and rights wants the administrator's timed session, at the command too, not at its page alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.world import BIRTH, World
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.identity import service as identity
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.models import Staff
from thanthien.rules.rights import RIGHTS

pytestmark = pytest.mark.django_db
Act = Callable[[World, Actor], object]


def _staff(login: str) -> UUID:
    return Staff.objects.get(login=login).id


ACTS: dict[str, Act] = {
    "staff.add": lambda world, quan: org.add_staff(
        actor=quan, now=world.now, unit_id=world.home, login="them", name="Lò Thị Thêm", password="mot-cau-du-dai-la"
    ),
    "office.set": lambda world, quan: org.set_office(
        actor=quan, now=world.now, unit_id=world.home, values={"phone": "0237 000 0116"}
    ),
    "staff.invite": lambda world, quan: identity.invite(
        actor=quan, now=world.now, unit_id=world.home, staff_id=_staff("mua")
    ),
    "factor.reset": lambda world, quan: identity.reset(
        actor=quan, now=world.now, unit_id=world.home, staff_id=_staff("mua"), reason="Mất điện thoại và tờ mã."
    ),
    "catalogue.set": lambda world, quan: onestop.set_procedure(actor=quan, now=world.now, code=BIRTH, enabled=False),
}


@pytest.mark.parametrize("name", ACTS)
def test_without_the_session_the_act_is_not_there(world: World, name: str) -> None:
    raised = world.actors["quan"]
    with pytest.raises(NotThere):
        ACTS[name](world, replace(raised, elevation=""))
    assert ACTS[name](world, raised)


def test_pages_still_offer_what_a_session_would_allow(world: World) -> None:
    actor: Any = replace(world.actors["quan"], elevation="")
    raised = [name for name, right in RIGHTS.items() if right.elevated]
    assert raised
    assert all(actor.may(name) and not actor.acts(name) for name in raised)
    assert all(actor.acts(name) == actor.may(name) for name in RIGHTS if name not in raised)
