"""Boards of any kind and size: founded, changed, renewed, ended by decisions; as they stood on a day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.org.test_acting import staff
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.org import service as org
from thanthien.org.models import Board, BoardMember, Position

FOUNDED, LATER, END = date(2026, 1, 5), date(2026, 6, 1), date(2031, 1, 5)


def ruling(number: str = "01/QĐ-UBND", day: date = FOUNDED, **changes: Any) -> org.Ruling:
    values: dict[str, Any] = {"decided_on": day, "issuer": "Chủ tịch UBND xã", "effective_on": day}
    return org.Ruling(number=number, **(values | changes))


def seats(count: int = 12, head: str | None = "tam") -> list[org.Seat]:
    first = [org.Seat("head", staff_id=staff(head).id, duty="Phụ trách chung")] if head else []
    more = count - len(first)
    return first + [org.Seat("member", f"Người {at}", f"Trưởng thôn số {at}") for at in range(more)]


def found(world: World, name: str = "Ban Chỉ đạo", by: str = "quan", **changes: Any) -> UUID:
    values: dict[str, Any] = {"kind": "Ban Chỉ đạo", "ruling": ruling(), "seats": seats(), "unit_id": world.home}
    made = org.found_board(actor=world.actors[by], now=world.now, name=name, **(values | changes))
    return UUID(made.id)


def seen(world: World, key: UUID, day: date = LATER) -> org.BoardOn:
    return org.as_of(org.board(world.actors["truc"], key), day)


def change(world: World, key: UUID, number: str = "02/QĐ-UBND", day: date = LATER, **changes: Any) -> None:
    org.change_board(
        actor=world.actors["quan"], now=world.now, board_id=key, ruling=ruling(number, day), **changes
    )  # fmt: skip


def test_two_boards_of_twelve_and_fifteen_stand_beside_each_other(world: World) -> None:
    steering, running = found(world), found(world, "Ban Điều hành", kind="Ban Điều hành", seats=seats(15))
    assert (len(seen(world, steering).members), len(seen(world, running).members)) == (12, 15)
    first = seen(world, steering)
    assert first.head is not None
    assert (first.head.name, first.head.post) == ("Phạm Văn Tâm", "Chủ tịch UBND xã")
    assert first.warnings == ()


def test_a_board_without_a_head_is_not_founded(world: World) -> None:
    with pytest.raises(Refused, match="trưởng ban"):
        found(world, seats=seats(3, None))
    with pytest.raises(Refused, match="trưởng ban"):
        found(world, seats=[])
    with pytest.raises(Refused, match="trưởng ban"):
        found(world, seats=[*seats(2), org.Seat("head", "Ông Khác", "Bí thư")])
    assert not Board.objects.exists()


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "k" * 61}, "kind"),
        ({"ruling": ruling("")}, "number"),
        ({"ruling": ruling(issuer=" ")}, "issuer"),
        ({"ruling": ruling(day=date(2027, 1, 1))}, "decided_on"),
        ({"ruling": ruling(effective_on=FOUNDED - timedelta(days=1))}, "effective_on"),
        ({"term_to": FOUNDED}, "term_to"),
        ({"seats": [org.Seat("king", "Ông A", "Bí thư")]}, "seats"),
        ({"seats": [org.Seat("head", "", "Bí thư")]}, "seats"),
        ({"seats": [org.Seat("head", "Ông A", "")]}, "seats"),
        ({"seats": [org.Seat("head", "Ông A", "Bí thư"), org.Seat("member", "ông a", "BÍ THƯ")]}, "seats"),
    ],
)
def test_bad_input_founds_nothing(world: World, bad: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        found(world, **bad)
    assert refused.value.field == field
    assert not Board.objects.exists()


def test_staff_of_another_commune_sit_only_as_people_from_outside(world: World) -> None:
    with pytest.raises(Refused, match="chức danh"):
        found(world, seats=[org.Seat("head", staff_id=staff("la").id)])


def test_who_may_write_and_who_may_read(world: World) -> None:
    found(world, by="tam")
    for by in ("truc", "du", "la"):
        with pytest.raises(NotThere):
            found(world, "Ban khác", by=by)
    key = Board.objects.get().id
    assert org.board(world.actors["truc"], key).name == "Ban Chỉ đạo"
    with pytest.raises(NotThere):
        org.board(world.actors["la"], key)


def test_members_leave_and_join_by_a_decision_and_the_past_stays(world: World) -> None:
    key = found(world)
    old = seen(world, key).members[-1]
    change(world, key, leaving=[old.id], joining=[org.Seat("secretary", staff_id=staff("truc").id, duty="Tổng hợp")])
    before, after = seen(world, key, LATER - timedelta(days=1)), seen(world, key)
    assert old.name in [one.name for one in before.members]
    assert old.name not in [one.name for one in after.members]
    assert "Quách Văn Trúc" in [one.name for one in after.members]
    left = org.history_of(after.board).get(id=old.id)
    assert (left.joined_by.number, left.left_by and left.left_by.number) == ("01/QĐ-UBND", "02/QĐ-UBND")


def test_a_decision_is_entered_once_and_never_behind_a_later_one(world: World) -> None:
    key = found(world)
    joining = [org.Seat("member", "Bà Mới", "Chủ tịch Hội Phụ nữ")]
    change(world, key, joining=joining)
    with pytest.raises(Refused, match="đã ghi"):
        change(world, key, joining=[org.Seat("member", "Bà Nữa", "Hội Nông dân")])
    with pytest.raises(Refused, match="có hiệu lực sau"):
        change(world, key, "03/QĐ-UBND", LATER - timedelta(days=1), joining=[org.Seat("member", "Ông B", "Hội")])
    with pytest.raises(Refused, match="đã có trong ban"):
        change(world, key, "04/QĐ-UBND", joining=joining)
    with pytest.raises(Refused, match="Chọn"):
        change(world, key, "05/QĐ-UBND")
    with pytest.raises(Refused, match="một trưởng ban"):
        change(world, key, "06/QĐ-UBND", joining=[org.Seat("head", "Ông C", "Bí thư")])
    assert len(seen(world, key).members) == 13


def test_a_board_that_lost_its_head_is_shown_as_such(world: World) -> None:
    key = found(world)
    head = seen(world, key).head
    assert head is not None
    change(world, key, leaving=[head.id])
    assert any("chưa có trưởng ban" in line for line in seen(world, key).warnings)
    assert seen(world, key, LATER - timedelta(days=1)).warnings == ()
    with pytest.raises(Refused, match="từ trước"):
        change(world, key, "03/QĐ-UBND", leaving=[head.id])


def test_a_head_who_left_the_commune_is_shown_as_such(world: World) -> None:
    key = found(world)
    Position.objects.filter(staff=staff("tam")).update(valid_to=LATER)
    assert any("không còn giữ chức danh" in line for line in seen(world, key).warnings)
    assert seen(world, key, LATER - timedelta(days=1)).warnings == ()


def test_a_term_ends_and_is_renewed_by_a_decision(world: World) -> None:
    key = found(world, term_to=LATER)
    assert any("Nhiệm kỳ đã hết" in line for line in seen(world, key).warnings)
    org.renew_board(
        actor=world.actors["quan"], now=world.now, board_id=key, ruling=ruling("09/QĐ-UBND", LATER), term_to=END,
        joining=[org.Seat("deputy", "Bà Phó", "Phó Chủ tịch")],
    )  # fmt: skip
    after = seen(world, key)
    assert (after.warnings, len(after.members)) == ((), 13)
    assert after.term is not None
    assert (after.term.valid_from, after.term.valid_to) == (LATER, END)
    before = seen(world, key, LATER - timedelta(days=1)).term
    assert before is not None
    assert before.valid_to == LATER


def test_operating_rules_have_versions_and_days(world: World) -> None:
    key = found(world, rules="Điều 1. Họp mỗi quý một lần.")
    org.regulate_board(
        actor=world.actors["quan"], now=world.now, board_id=key, ruling=ruling("07/QĐ-BCĐ", LATER),
        rules="Điều 1. Họp mỗi tháng một lần.",
    )  # fmt: skip
    before, after = seen(world, key, LATER - timedelta(days=1)).rules, seen(world, key).rules
    assert before is not None
    assert after is not None
    assert (before.version, after.version) == (1, 2)
    assert "mỗi quý" in before.text


def test_a_sub_committee_has_its_parent_and_ends_before_it(world: World) -> None:
    key = found(world)
    child = found(world, "Tiểu ban tuyên truyền", kind="Tiểu ban", parent_id=key, seats=seats(3))
    assert seen(world, child).board.parent_id == key
    ending: dict[str, Any] = {"actor": world.actors["quan"], "now": world.now}
    with pytest.raises(Refused, match="tiểu ban"):
        org.dissolve_board(**ending, board_id=key, ruling=ruling("08/QĐ-UBND", LATER))
    org.dissolve_board(**ending, board_id=child, ruling=ruling("08/QĐ-UBND", LATER))
    org.dissolve_board(**ending, board_id=key, ruling=ruling("08/QĐ-UBND", LATER))
    assert list(org.boards(world.actors["truc"], LATER)) == []
    assert len(seen(world, key, LATER - timedelta(days=1)).members) == 12
    with pytest.raises(Refused, match="giải thể"):
        change(world, key, "10/QĐ-UBND", joining=[org.Seat("member", "Ông D", "Hội")])


def test_names_of_members_stay_out_of_what_the_chain_keeps(world: World) -> None:
    found(world)
    row = AuditRow.objects.get(act="board.found")
    assert "Ban Chỉ đạo" in str(row.body)
    assert "Người 3" not in str(row.body)
    assert "Người 3" in str(row.detail)
    assert audit.verify(world.home).ok
    assert BoardMember.objects.count() == 12
