"""The library of answers: for every commune below, without the commune that asked; found without diacritics."""

from typing import Any

import pytest

from tests.programme.raised import ANSWER, answered, overseer, published, raised
from tests.world import World
from thanthien.core.errors import NotThere, Refused
from thanthien.programme import service as programme
from thanthien.programme.models import Solution

HELP = programme.difficulties


def publish(world: World, key: Any, **changes: Any) -> None:
    values: dict[str, Any] = {
        "question": "Đường truyền chập chờn thì làm thế nào?",
        "answer": ANSWER,
        "confirmed": True,
    }
    HELP.publish(actor=overseer(world), now=world.now, difficulty_id=key, **(values | changes))


def test_the_next_commune_finds_it_solved(world: World) -> None:
    published(world)
    found = HELP.solutions(world.actors["du"], world.now, "duong truyen chap chon")
    assert [one.question for one in found] == ["Đường truyền của nhà văn hóa chập chờn thì làm thế nào?"]
    assert HELP.solutions(world.actors["sinh"], world.now) == []  # another province


@pytest.mark.parametrize(
    "typed", ["đường truyền ở nhà văn hóa", "duong truyen chapp chon", "MẠNG CHẬP CHỜN", "chập chờn"]
)
def test_found_by_what_people_type(world: World, typed: str) -> None:
    published(world)
    assert HELP.solutions(world.actors["du"], world.now, typed)


@pytest.mark.parametrize("typed", ["thiếu biên chế công chức tư pháp", "xã có", "???"])
def test_nothing_is_found_where_nothing_is_alike(world: World, typed: str) -> None:
    published(world)
    assert HELP.solutions(world.actors["du"], world.now, typed) == []


def test_nothing_typed_is_the_whole_shelf(world: World) -> None:
    published(world)
    assert [len(HELP.solutions(world.actors["du"], world.now, typed)) for typed in ("", " ", "\x00")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"confirmed": False}, "confirmed"), ({"question": "ngắn"}, "question"), ({"answer": ""}, "answer"),
        ({"answer": f"{ANSWER} Áp dụng cho CAM VAN."}, "answer"),
        ({"question": "Xã Cẩm Vân mất mạng thì sao?"}, "question"),
        ({"answer": f"{ANSWER} Gọi 0912 345 678."}, "answer"), ({"answer": f"{ANSWER} CCCD 038075001234."}, "answer"),
    ],
)  # fmt: skip
def test_nobody_is_named(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        publish(world, answered(world), **changes)
    assert no.value.field == field
    assert not Solution.objects.exists()


def test_published_once_and_only_what_was_answered(world: World) -> None:
    with pytest.raises(Refused, match="chưa có trả lời"):
        publish(world, raised(world))
    key = answered(world)
    publish(world, key)
    with pytest.raises(Refused, match="đã công bố rồi"):
        publish(world, key)


def test_the_commune_does_not_publish(world: World) -> None:
    with pytest.raises(NotThere):
        HELP.publish(
            actor=world.actors["tam"], now=world.now, difficulty_id=answered(world), question="Câu hỏi đủ dài đây?",
            answer=ANSWER, confirmed=True,
        )  # fmt: skip


def test_taken_back_it_is_not_read_any_more(world: World) -> None:
    key = published(world)
    with pytest.raises(Refused, match="lý do"):
        HELP.withdraw_solution(actor=overseer(world), now=world.now, solution_id=key, reason="")
    with pytest.raises(NotThere):
        HELP.withdraw_solution(actor=world.actors["tam"], now=world.now, solution_id=key, reason="Không còn đúng")
    HELP.withdraw_solution(actor=overseer(world), now=world.now, solution_id=key, reason="Quy định đã đổi")
    assert HELP.solutions(world.actors["du"], world.now) == []
