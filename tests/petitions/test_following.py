"""Sealed cases go with the unit that follows: same keys, same ciphertext, and a position there to use them."""

from tests.people import VAN_DU
from tests.petitions.sealed import House
from thanthien.core.actors import SYSTEM, Role
from thanthien.core.command import Run
from thanthien.org import service as org
from thanthien.org.models import Position, Staff, Unit
from thanthien.org.reorganisation import Side
from thanthien.org.service import Scheme
from thanthien.petitions import service as sealed
from thanthien.petitions.sealed.commands.reorganised import sealed_cases
from thanthien.petitions.sealed.following import TWICE, sealed_lines
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
