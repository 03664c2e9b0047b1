"""A programme of Thanh Hóa with Cẩm Vân and Vân Du in reach."""

from datetime import date
from uuid import UUID

from tests import people
from tests.world import World
from thanthien.core.actors import SYSTEM, Actor
from thanthien.org import service as org
from thanthien.org.models import Staff, Unit
from thanthien.programme import service as programme

ABOVE = "tinh"
RULING = programme.Ruling("1234/QĐ-UBND", date(2026, 9, 1), "UBND tỉnh Thanh Hóa")
WHY = "Xã có bộ phận một cửa mới, cán bộ trẻ, dân đồng thuận."


def above(world: World) -> Actor:
    province = Unit.objects.get(id=world.home).parent_id
    assert province is not None
    org.appoint(
        actor=SYSTEM, now=world.now, unit_id=province, login=ABOVE, name="Lê Thị Tỉnh", password=people.PASSWORD,
        role="overseer", title="Chuyên viên", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    return org.actor_for(Staff.objects.get(login=ABOVE), world.now.date())


def founded(world: World, actor: Actor) -> UUID:
    done = programme.found(
        actor=actor, now=world.now, name="Chính quyền thân thiện, vì Nhân dân phục vụ", ruling=RULING,
        starts_on=date(2026, 9, 1), other_names=["Chính quyền thân thiện"],
    )  # fmt: skip
    return UUID(done.id)


def chosen(world: World, actor: Actor, *units: UUID) -> UUID:
    key = founded(world, actor)
    programme.choose(
        actor=actor, now=world.now, programme_id=key, unit_ids=units or [world.home], ruling=RULING, reasons=WHY
    )
    return key
