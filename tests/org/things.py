"""Records of the organisation of Cẩm Vân, one of each kind, for tests that walk every address."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.org import service as org
from thanthien.org.models import Position, Staff


def organisation_things(world: World) -> dict[str, UUID]:
    """A hamlet with head and group, a board, the chair's absence, a delegation that begins tomorrow."""
    quan, tam, day = world.actors["quan"], world.actors["tam"], world.now.date()
    since, tomorrow = day - timedelta(days=30), day + timedelta(days=1)
    said: dict[str, Any] = {"actor": quan, "now": world.now}
    hamlet = UUID(org.add_hamlet(**said, unit_id=world.home, kind="thon", name="Vân Trai", valid_from=since).id)
    head = org.name_head(**said, hamlet_id=hamlet, name="Bùi Văn Thắng", phone="", valid_from=since)
    group = org.add_group(
        **said, hamlet_id=hamlet, name="Tổ số 1", leader="Hà Thị Bưởi", phone="", valid_from=since
    )  # fmt: skip
    board = org.found_board(
        **said, unit_id=world.home, kind="Ban Chỉ đạo", name="Ban Chỉ đạo xã",
        ruling=org.Ruling("01/QĐ-UBND", since, "Chủ tịch UBND xã", since),
        seats=[org.Seat("head", staff_id=UUID(tam.id)), org.Seat("member", "Hà Văn Thôn", "Trưởng thôn")],
    )  # fmt: skip
    absence = org.enter_absence(
        actor=tam, now=world.now, staff_id=UUID(tam.id), reason="mission", valid_from=day, valid_to=tomorrow
    )
    lent = org.delegate(
        actor=tam, now=world.now, position_id=Position.objects.get(staff_id=tam.id).id,
        delegate_id=Staff.objects.get(login="thu").id, number="1/GUQ", decided_on=day, scope="Ký kết quả",
        valid_from=tomorrow, valid_to=tomorrow + timedelta(days=3),
    )  # fmt: skip
    return {
        "hamlet": hamlet, "head": UUID(head.id), "group": UUID(group.id), "board": UUID(board.id),
        "absence": UUID(absence.id), "lent": UUID(lent.id),
    }  # fmt: skip
