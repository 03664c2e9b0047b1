"""A readiness review: begun with the list of the day, answered by several people, finished once and for all."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.files import samples
from tests.programme.planned import planned, wanted
from tests.programme.reviewed import answer, answered, begun, finish, photo, readiness, rows
from tests.programme.start import above, chosen
from tests.world import World
from thanthien.core import audit, clock, files
from thanthien.core.errors import NotThere, Refused
from thanthien.programme import service as programme
from thanthien.programme.models import PlanTask, Review, ReviewItem, ReviewPhoto
from thanthien.rules.checklist import items


def kinds(world: World) -> set[str]:
    part = programme.current(world.home)
    assert part is not None
    return {one.kind for one in programme.artefacts(part)}


def test_a_review_begins_with_the_list_of_the_day(world: World) -> None:
    review = begun(world)
    assert [one.code for one in rows(review)] == [one.code for one in items(world.now.date())]
    assert all(one.assumed for one in rows(review))
    assert audit.verify().ok


def test_one_review_at_a_time(world: World) -> None:
    begun(world)
    with pytest.raises(Refused, match="chưa xong"):
        begun(world)


@pytest.mark.parametrize("login", ["truc", "nhai", "mua"])
def test_only_chair_and_administrator_begin_one(world: World, login: str) -> None:
    with pytest.raises(NotThere):
        readiness.begin(actor=world.actors[login], now=world.now)


def test_finished_it_opens_its_gate_and_is_frozen(world: World) -> None:
    chosen(world, above(world))
    review = begun(world)
    answered(world, review, f01="no")
    finish(world, review)
    assert "readiness" in kinds(world)
    first = rows(review)[0]
    for act in (
        lambda: answer(world, first), lambda: photo(world, first), lambda: finish(world, review),
    ):  # fmt: skip
        with pytest.raises(Refused, match="khép"):
            act()
    assert begun(world).number == 2
    assert audit.verify().ok


def test_an_unanswered_item_holds_the_gate_shut(world: World) -> None:
    chosen(world, above(world))
    review = begun(world)
    for item in rows(review)[1:]:
        answer(world, item)
    with pytest.raises(Refused, match="Còn 1 mục"):
        finish(world, review)
    assert "readiness" not in kinds(world)


def test_a_review_of_nothing_is_none(world: World) -> None:
    review = begun(world)
    answered(world, review, "na")
    with pytest.raises(Refused, match="chưa phải là rà soát"):
        finish(world, review)


@pytest.mark.parametrize(
    ("said", "note", "words"),
    [("maybe", "", "Chọn một"), ("", "", "Chọn một"), ("na", "", "Ghi thêm"), ("part", " ", "Ghi thêm"),
     ("yes", "a" * 1001, "dài quá")],
)  # fmt: skip
def test_an_answer_that_is_none(world: World, said: str, note: str, words: str) -> None:
    item = rows(begun(world))[0]
    with pytest.raises(Refused, match=words):
        answer(world, item, said, note=note)
    assert ReviewItem.objects.get(id=item.id).version == 0


def test_two_people_notice_each_other(world: World) -> None:
    item = rows(begun(world))[0]
    assert answer(world, item, "yes", "truc", seen=0) == 1
    with pytest.raises(readiness.AnsweredMeanwhile, match="Quách Văn Trúc vừa trả lời “Có”"):
        answer(world, item, "no", "nhai", seen=0)
    assert answer(world, item, "no", "nhai", seen=1) == 2
    with pytest.raises(readiness.AnsweredMeanwhile):
        answer(world, item, "yes", "truc", seen=1)


def test_two_people_who_say_the_same_are_of_one_mind(world: World) -> None:
    item = rows(begun(world))[0]
    answer(world, item, "yes", "truc", seen=0)
    assert answer(world, item, "yes", "nhai", seen=0) == 1


def test_ones_own_answer_is_changed_whatever_the_page_showed(world: World) -> None:
    item = rows(begun(world))[0]
    answer(world, item, "yes", "truc", seen=0)
    assert answer(world, item, "no", "truc", seen=0) == 2


@pytest.mark.parametrize("login", ["xa", "sinh"])
def test_another_commune_finds_nothing(world: World, login: str) -> None:
    item = rows(begun(world))[0]
    with pytest.raises(NotThere):
        answer(world, item, "yes", login)


def test_a_photo_stays_with_its_item_and_can_be_taken_off(world: World) -> None:
    item = rows(begun(world))[0]
    key = photo(world, item)
    assert len(readiness.photos(world.home, [item.id])) == 1
    readiness.take_photo_off(actor=world.actors["nhai"], now=world.now, photo_id=key)
    assert readiness.photos(world.home, [item.id]) == []
    assert ReviewPhoto.objects.get().off
    with pytest.raises(NotThere):
        readiness.photo(world.actors["tam"], key)


def test_a_paper_is_no_photo(world: World) -> None:
    item = rows(begun(world))[0]
    file = files.stage("a.docx", samples.docx(), unit_id=world.home, purpose="readiness", now=world.now)
    with pytest.raises(Refused, match="chỉ nhận ảnh"):
        readiness.add_photo(actor=world.actors["truc"], now=world.now, item_id=item.id, file_id=file.id)


def test_a_gap_becomes_a_task_once(world: World) -> None:
    item = rows(begun(world))[0]
    plan = planned(world)

    def act() -> Any:
        return readiness.plan_gap(
            actor=world.actors["tam"], now=world.now, item_id=item.id, plan_id=plan, wanted=wanted()
        )

    with pytest.raises(Refused, match="không thiếu"):
        act()
    answer(world, item, "no")
    made = act()
    assert [one.id for one in readiness.of_tasks(world.home, [UUID(made.id)])] == [item.id]
    with pytest.raises(Refused, match="đã thành việc"):
        act()
    programme.drop_task(actor=world.actors["tam"], now=world.now, task_id=UUID(made.id), reason="Tỉnh cấp rồi")
    act()
    assert PlanTask.objects.count() == 2


def test_first_and_latest_side_by_side(world: World) -> None:
    first = begun(world)
    answered(world, first, f01="no", f02="part", f03="na")
    finish(world, first)
    assert readiness.first_and_last(world.actors["tam"]) is None
    later = world.now + timedelta(days=60)
    with clock.rehearse(later):
        second = Review.objects.get(id=readiness.begin(actor=world.actors["tam"], now=later).id)
        answered(world, second, f02="no")
        pair = readiness.first_and_last(world.actors["tam"])
    assert pair is not None
    view = readiness.compared(*pair)
    changes = {line.after.item.code: line.change for _, lines in view.groups for line in lines if line.after}
    assert (changes["f01"], changes["f02"], changes["f03"], changes["f04"]) == ("better", "worse", "new", "same")
    assert view.counts["better"] == 1
    assert sum(view.counts.values()) == len(items(date(2026, 11, 16)))
