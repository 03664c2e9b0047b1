"""Sealed cases go with the unit that follows: same keys, same ciphertext, and a position there to use them."""

from dataclasses import replace

import pytest

from tests.people import VAN_DU
from tests.petitions.sealed import SINCE, House
from tests.reorganisation.plans import approved
from thanthien.core.actors import SYSTEM, Role
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.org import service as org
from thanthien.org.models import Position, Staff, Unit
from thanthien.org.reorganisation import Side
from thanthien.org.service import Scheme
from thanthien.petitions import service as sealed
from thanthien.petitions.sealed.commands.reorganised import sealed_cases
from thanthien.petitions.sealed.following import BARRED, TWICE, sealed_lines
from thanthien.petitions.sealed.models import SealedKey, SealedRecord


def scheme(held: House) -> Scheme:
    """Cẩm Vân goes into Vân Du; that unit stands here for the new one."""
    sides = [
        Side(unit.id, unit.code, unit.name, unit.kind)
        for unit in (Unit.objects.get(id=held.world.home), Unit.objects.get(id=held.world.units[VAN_DU]))
    ]
    return Scheme(
        id=sides[0].id, kind="merge", law="NQ thử", day=held.now.date(), old=(sides[0],), new=(sides[1],),
        lead=sides[0].id, keeper=sides[1].id,
    )  # fmt: skip


def test_cases_keys_and_escrow_go_together(held: House) -> None:
    record = held.make()
    sealed.drill(actor=held.actor("giu"), now=held.now, opened=held.opened("giu"))
    plan = scheme(held)
    (line,) = sealed_lines(plan)
    assert (line.count, line.wrong) == (1, "")
    moved = sealed_cases(Run("reorganisation.carry_out", SYSTEM, held.now), plan)
    assert moved == 1
    assert set(SealedRecord.objects.values_list("unit_id", flat=True)) == {held.world.units[VAN_DU]}
    giu = Staff.objects.get(login="giu")
    Position.objects.filter(staff=giu).update(valid_to=held.now.date())
    org.give_position(
        actor=SYSTEM, now=held.now, unit_id=held.world.units[VAN_DU], staff_id=giu.id, role=Role.SEALED,
        title="Người giữ hồ sơ niêm phong", valid_from=held.now.date(),
    )  # fmt: skip
    assert held.read("giu", record).content["title"]
    assert sealed_cases(Run("reorganisation.carry_out", SYSTEM, held.now), plan) == 0


def test_one_person_with_two_keys_stops_the_plan(held: House) -> None:
    key = held.key("giu")
    key.pk, key.unit_id = None, held.world.units[VAN_DU]
    key._state.adding = True
    key.id = SealedKey().id
    key.save(force_insert=True)
    plan = scheme(held)
    both = Scheme(
        id=plan.id, kind="merge", law=plan.law, day=plan.day, old=(*plan.old, *plan.new), new=plan.new,
        lead=plan.lead, keeper=plan.keeper,
    )  # fmt: skip
    assert {line.wrong for line in sealed_lines(both)} == {TWICE}


def administers_next_door(held: House, login: str) -> Position:
    """Somebody of Cẩm Vân is an administrator of Vân Du, too: two units, so nothing is shut yet."""
    staff = Staff.objects.get(login=login)
    org.give_position(
        actor=SYSTEM, now=held.now, unit_id=held.world.units[VAN_DU], staff_id=staff.id, role=Role.ADMIN,
        title="Quản trị", valid_from=SINCE,
    )  # fmt: skip
    return Position.objects.get(staff=staff, role=Role.ADMIN)


def merged(held: House) -> Scheme:
    plan = scheme(held)
    return replace(plan, old=(*plan.old, *plan.new))


@pytest.mark.parametrize("login", ["giu", "thu"])
def test_no_plan_makes_an_administrator_of_whom_a_case_is_sealed_to(held: House, login: str) -> None:
    """``thu`` holds no post for sealed cases, but the key of one who keeps a half."""
    if login == "thu":
        held.set_up("thu")
    post = administers_next_door(held, login)
    plan = merged(held)
    (line,) = [one for one in sealed_lines(plan) if one.wrong]
    assert (line.unit_id, line.count, line.wrong) == (held.world.home, 1, BARRED)
    ended = replace(plan, allotted={"position": {post.id: None}})
    assert [one for one in sealed_lines(ended) if one.wrong] == []


def test_whoever_is_shut_out_already_stops_no_plan(held: House) -> None:
    post = administers_next_door(held, "kin")
    Position.objects.filter(id=post.id).update(unit_id=held.world.home)
    assert [one for one in sealed_lines(merged(held)) if one.wrong] == []


def test_such_a_plan_is_not_carried_out(held: House) -> None:
    administers_next_door(held, "giu")
    act = approved(held.world)
    with pytest.raises(Refused, match="không mở được hồ sơ"):
        org.carry_out(actor=held.world.actors["quan"], now=held.now, reorganisation_id=act.id)
