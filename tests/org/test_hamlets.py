"""Hamlets over time: entered, renamed, merged, ended; heads and groups with their days."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.org import service as org
from thanthien.org.models import Hamlet, HamletHead, ResidentGroup

START, LATER, LAST = date(2026, 1, 1), date(2026, 6, 1), date(2026, 11, 1)


def add(world: World, name: str = "Vân Trai", by: str = "quan", **changes: Any) -> UUID:
    values: dict[str, Any] = {"kind": "thon", "valid_from": START, "unit_id": world.home}
    made = org.add_hamlet(actor=world.actors[by], now=world.now, name=name, **(values | changes))
    return UUID(made.id)


def head(world: World, hamlet: UUID, name: str = "Bùi Văn Thắng", since: date = START, **changes: Any) -> UUID:
    values: dict[str, Any] = {"phone": "0900 000 200", "valid_from": since, "hamlet_id": hamlet}
    return UUID(org.name_head(actor=world.actors["quan"], now=world.now, name=name, **(values | changes)).id)


def group(world: World, hamlet: UUID, name: str = "Tổ tự quản số 1", since: date = START) -> UUID:
    made = org.add_group(
        actor=world.actors["quan"], now=world.now, hamlet_id=hamlet, name=name, leader="Hà Thị Bưởi",
        phone="", valid_from=since,
    )  # fmt: skip
    return UUID(made.id)


def on(world: World, day: date) -> dict[str, Any]:
    return {str(one): one for one in org.hamlets(world.actors["truc"], day)}


def test_a_hamlet_stands_from_its_day_with_its_head_and_groups(world: World) -> None:
    key = add(world)
    head(world, key)
    group(world, key)
    assert on(world, date(2025, 12, 31)) == {}
    found = on(world, START)["thôn Vân Trai"]
    assert [one.name for one in found.now_heads] == ["Bùi Văn Thắng"]
    assert found.now_heads[0].phone == "0900000200"
    assert [one.leader for one in found.now_groups] == ["Hà Thị Bưởi"]
    assert found.head_title == "trưởng thôn"


def test_only_the_units_administrator_writes(world: World) -> None:
    key = add(world)
    for by in ("truc", "tam", "du"):
        with pytest.raises(NotThere):
            add(world, "Eo Lê", by=by)
    with pytest.raises(NotThere):
        org.name_head(
            actor=world.actors["truc"], now=world.now, hamlet_id=key, name="Bùi Văn A", phone="", valid_from=START
        )
    assert Hamlet.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"name": "a" * 61}, "name"), ({"kind": "xa"}, "kind"), ({"name": "VÂN trai"}, "name")],
)
def test_name_and_kind_of_a_hamlet(world: World, changes: dict[str, Any], field: str) -> None:
    add(world)
    with pytest.raises(Refused) as refused:
        add(world, **({"name": "Eo Lê"} | changes))
    assert refused.value.field == field


def test_names_that_differ_by_a_mark_are_two_hamlets(world: World) -> None:
    add(world, "Vân")
    add(world, "Văn")
    assert len(on(world, START)) == 2


def test_a_province_has_no_hamlets(world: World) -> None:
    province = org.province_of(world.home, START)
    assert province is not None
    with pytest.raises(NotThere):
        add(world, unit_id=province.id)


def test_the_next_head_ends_the_one_before(world: World) -> None:
    key = add(world)
    head(world, key)
    head(world, key, "Hà Văn Sáng", LATER)
    assert [one.name for one in on(world, date(2026, 5, 31))["thôn Vân Trai"].now_heads] == ["Bùi Văn Thắng"]
    assert [one.name for one in on(world, LATER)["thôn Vân Trai"].now_heads] == ["Hà Văn Sáng"]
    for since in (LATER, START):
        with pytest.raises(Refused, match="Xem lại ngày"):
            head(world, key, "Ai Đó", since)


def test_a_head_leaves_before_anybody_follows(world: World) -> None:
    leaving = head(world, add(world))
    org.end_head(actor=world.actors["quan"], now=world.now, head_id=leaving, valid_to=LATER)
    assert on(world, LATER)["thôn Vân Trai"].now_heads == []
    with pytest.raises(Refused, match="từ trước"):
        org.end_head(actor=world.actors["quan"], now=world.now, head_id=leaving, valid_to=LATER)


@pytest.mark.parametrize("changes", [{"phone": "12"}, {"name": ""}, {"since": date(2025, 1, 1)}])
def test_bad_input_about_a_head(world: World, changes: dict[str, Any]) -> None:
    key = add(world)
    with pytest.raises(Refused):
        head(world, key, **changes)
    assert not HamletHead.objects.exists()


def replace(world: World, old: list[UUID], name: str, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "kind": "thon", "valid_from": LATER, "decision": "NQ 12/NQ-HĐND ngày 20/5/2026", "unit_id": world.home,
    }  # fmt: skip
    made = org.replace_hamlets(actor=world.actors["quan"], now=world.now, old=old, name=name, **(values | changes))
    return UUID(made.id)


def test_a_renamed_hamlet_keeps_head_and_groups_and_the_old_name_its_past(world: World) -> None:
    key = add(world)
    head(world, key)
    group(world, key)
    new = replace(world, [key], "Vân Trai", kind="to_dan_pho")
    before, after = on(world, START), on(world, LATER)
    assert list(before) == ["thôn Vân Trai"]
    assert list(after) == ["tổ dân phố Vân Trai"]
    found = after["tổ dân phố Vân Trai"]
    assert ([one.name for one in found.now_heads], len(found.now_groups)) == (["Bùi Văn Thắng"], 1)
    assert found.head_title == "tổ trưởng tổ dân phố"
    assert org.hamlet(world.actors["truc"], key).successor_id == new


def test_merged_hamlets_elect_a_head_anew_and_keep_their_groups(world: World) -> None:
    first, second = add(world, "Một"), add(world, "Hai")
    head(world, first)
    group(world, first)
    group(world, second, "Tổ tự quản số 2")
    replace(world, [first, second], "Đoàn Kết")
    found = on(world, LATER)["thôn Đoàn Kết"]
    assert ([one.name for one in found.now_heads], len(found.now_groups)) == ([], 2)
    with pytest.raises(Refused):
        replace(world, [first], "Một Lần Nữa")


def test_a_hamlet_ends_by_a_decision(world: World) -> None:
    key = add(world)
    ending: dict[str, Any] = {"actor": world.actors["quan"], "now": world.now, "hamlet_id": key, "valid_to": LATER}
    with pytest.raises(Refused, match="quyết định"):
        org.end_hamlet(**ending, decision="")
    org.end_hamlet(**ending, decision="QĐ 3/QĐ-UBND")
    assert on(world, LATER) == {}
    with pytest.raises(Refused):
        head(world, key, since=LAST)


def test_a_group_ends_and_its_name_is_free_again(world: World) -> None:
    key = add(world)
    first = group(world, key)
    with pytest.raises(Refused, match="đã có tổ"):
        group(world, key, "TỔ TỰ QUẢN SỐ 1")
    org.end_group(actor=world.actors["quan"], now=world.now, group_id=first, valid_to=LATER)
    group(world, key, since=LATER)
    assert ResidentGroup.objects.count() == 2


def test_names_of_people_stay_out_of_what_the_chain_keeps(world: World) -> None:
    key = add(world)
    head(world, key)
    group(world, key)
    kept = " ".join(str(row.body) for row in AuditRow.objects.filter(act__startswith="hamlet."))
    assert "Vân Trai" in kept
    assert not any(name in kept for name in ("Bùi Văn Thắng", "Hà Thị Bưởi", "0900000200"))
    assert audit.verify(world.home).ok
