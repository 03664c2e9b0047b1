"""Dossiers in every state for the pages that people look at: one, many, and names that are too long."""

from datetime import datetime, timedelta
from uuid import UUID

from tests.people import CAST
from tests.world import MARITAL, NO_LIMIT, POLICE, REBIRTH, REMARRY, World
from thanthien.core import clock
from thanthien.core.actors import SYSTEM
from thanthien.identity import service as identity
from thanthien.onestop import service as onestop
from thanthien.rules.rights import needs_second_factor

LONG = "Nguyễn Phước Hoàng Bảo Khánh Thiên Ân Đặng Trần Vũ Thị Ngọc Ánh"


def fill(world: World) -> None:
    """Make them by the real commands, the older ones on earlier days."""
    for cast in CAST:
        if needs_second_factor(role for role, _ in cast.roles):
            staff_id = UUID(world.actors[cast.login].id)
            identity.give_demo(actor=SYSTEM, now=world.now, staff_id=staff_id, login=cast.login)
    early = datetime(2026, 11, 5, 9, 0, tzinfo=clock.VN)
    late = world.received(REBIRTH, at=early, applicant=world.applicant(name="Phạm Thị Mướp", phone="0900 000 124"))
    del late
    world.received(MARITAL, applicant=world.applicant(name="Trương Thị Nhãn", phone="0900 000 125"))
    world.received(REMARRY, applicant=world.applicant(name=LONG, phone="0900 000 126"))
    world.received(POLICE, applicant=world.applicant(name="Cao Văn Trầu"))
    _paused(world, early + timedelta(days=6))
    for name in ("Bùi Văn Cau", "Đinh Văn Mít", LONG):
        world.online(MARITAL, applicant=world.applicant(name=name))
    world.online(NO_LIMIT, applicant=world.applicant(name="Hà Thị Na"))
    ready = world.received(MARITAL, at=early, applicant=world.applicant(name="Quách Thị Bưởi"))
    world.issued(ready, early + timedelta(days=1))
    world.to_sign(world.received(REBIRTH, applicant=world.applicant(name="Lê Văn Ổi")))
    onestop.draft_due_apologies(world.now)


def _paused(world: World, at: datetime) -> None:
    dossier = world.received(REBIRTH, at=at, applicant=world.applicant(name="Đinh Thị Khế"))
    onestop.request_supplement(
        actor=world.actors["truc"], now=at, dossier_id=dossier.id, version=dossier.version, items=[2],
        reason="Cô cho xã xem học bạ có ghi nơi sinh.", ground="NĐ 123/2015/NĐ-CP, Điều 26",
    )  # fmt: skip
