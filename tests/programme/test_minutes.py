"""Minutes, supplements and conclusions: who writes, who confirms, what becomes a task and how far it is."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.programme.meeting_things import (
    AFTER,
    BEFORE,
    TEXT,
    board,
    came,
    concluded,
    confirmed,
    held,
    meeting,
    row,
    written,
)
from tests.programme.planned import planned, post_of
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.org import service as org
from thanthien.org.models import Position
from thanthien.programme import service as programme
from thanthien.programme.models import Conclusion, MeetingText, PlanTask


def said(world: World, key: UUID, text: str = "Đính chính: họp ở nhà văn hóa, không ở phòng họp.") -> None:
    programme.meetings.supplement(actor=world.actors["truc"], now=AFTER, meeting_id=key, text=text)


def test_minutes_are_written_by_one_and_confirmed_by_another(world: World) -> None:
    key = meeting(world, board(world))
    with pytest.raises(Refused, match="Chưa tới giờ"):
        written(world, key, now=BEFORE)
    written(world, key, "Bản nháp đầu tiên của biên bản.")
    written(world, key)
    with pytest.raises(Refused, match="điểm danh"):
        confirmed(world, key)
    came(world, key)
    with pytest.raises(NotThere):
        confirmed(world, key, by="truc")  # the secretary leads nothing
    confirmed(world, key)
    text = MeetingText.objects.get(meeting_id=key)
    assert (text.text, text.written_by.name, text.confirmed_by and text.confirmed_by.name) == (
        TEXT, "Quách Văn Trúc", "Phạm Văn Tâm",
    )  # fmt: skip
    assert row(key).state == "held"
    assert AuditRow.objects.filter(act="meeting.confirm", subject_id=key).exists()
    assert audit.verify(world.home).ok


def test_whoever_wrote_does_not_confirm(world: World) -> None:
    key = meeting(world, board(world))
    came(world, key)
    programme.meetings.write_minutes(actor=world.actors["tam"], now=AFTER, meeting_id=key, text=TEXT)
    with pytest.raises(Refused, match="người thứ hai"):
        confirmed(world, key)
    assert row(key).state == "planned"


def test_confirmed_minutes_are_frozen_and_corrected_by_a_supplement(world: World) -> None:
    key = held(world, board(world))
    for act in (lambda: written(world, key), lambda: came(world, key), lambda: concluded(world, key)):
        with pytest.raises(Refused, match="xác nhận"):
            act()
    said(world, key, "Bổ sung viết lần đầu, chưa ai xác nhận.")
    said(world, key)
    confirmed(world, key)
    said(world, key, "Bổ sung lần hai: thêm tên người phát biểu.")
    texts = list(MeetingText.objects.filter(meeting_id=key).order_by("order"))
    assert [(one.order, one.confirmed_at is not None) for one in texts] == [(0, True), (1, True), (2, False)]
    assert texts[0].text == TEXT
    with pytest.raises(Refused, match="Không có biên bản nào chờ"):
        confirmed(world, held(world, board(world, "Ban khác")))


def test_a_supplement_needs_confirmed_minutes(world: World) -> None:
    key = meeting(world, board(world))
    written(world, key)
    with pytest.raises(Refused, match="còn sửa được"):
        said(world, key)


def test_conclusions_become_tasks_of_the_years_plan(world: World) -> None:
    plan = planned(world)
    key = held(world, board(world))
    one = Conclusion.objects.get(meeting_id=key)
    task = PlanTask.objects.get(plan_id=plan)
    assert one.task_id == task.id
    assert (task.title, task.owner_id, task.due_on) == (one.text, one.owner_id, one.due_on)
    assert task.starts_on == AFTER.date()


def test_without_a_plan_they_stay_the_meetings_own(world: World) -> None:
    plan = planned(world)
    key = meeting(world, board(world))
    next_year = concluded(world, key, due_on=date(2027, 3, 1))
    came(world, key)
    written(world, key)
    confirmed(world, key)
    one = Conclusion.objects.get(id=next_year)
    assert one.task_id is None
    assert not PlanTask.objects.filter(plan_id=plan).exists()
    done: dict[str, Any] = {"actor": world.actors["truc"], "conclusion_id": one.id, "evidence": "Đã lắp đủ năm hộp thư"}
    later = AFTER + timedelta(days=3)
    with pytest.raises(Refused, match="giữa ngày họp và hôm nay"):
        programme.meetings.finish_conclusion(**done, now=later, on=date(2026, 11, 1))
    with pytest.raises(NotThere):
        programme.meetings.finish_conclusion(**(done | {"actor": world.actors["nhai"]}), now=later, on=later.date())
    programme.meetings.finish_conclusion(**done, now=later, on=later.date())
    with pytest.raises(Refused, match="ghi xong rồi"):
        programme.meetings.finish_conclusion(**done, now=later, on=later.date())


def test_a_task_of_the_plan_is_done_there(world: World) -> None:
    planned(world)
    one = Conclusion.objects.get(meeting_id=held(world, board(world)))
    with pytest.raises(Refused, match="kế hoạch năm"):
        programme.meetings.finish_conclusion(
            actor=world.actors["truc"], now=world.now, conclusion_id=one.id, on=world.now.date(), evidence="Đã lắp hộp"
        )


def test_a_conclusion_of_a_late_meeting_whose_day_has_passed_stays_with_it(world: World) -> None:
    planned(world)
    late = world.now + timedelta(days=60)
    key = meeting(world, board(world), now=world.now)
    concluded(world, key, now=world.now)
    came(world, key, now=world.now)
    written(world, key, now=world.now)
    confirmed(world, key, now=late)
    assert Conclusion.objects.get(meeting_id=key).task_id is None


def test_the_next_meeting_shows_what_is_undone(world: World) -> None:
    planned(world)
    first = board(world)
    old = Conclusion.objects.get(meeting_id=held(world, first))
    later = meeting(world, first, now=world.now, starts_at=world.now + timedelta(days=20))
    view = programme.meetings.meeting_view(world.actors["truc"], row(later), world.now)
    assert [(one.row.id, one.state) for one in view.before] == [(old.id, "running")]
    assert old.task_id is not None
    programme.finish_task(
        actor=world.actors["truc"],
        now=world.now,
        task_id=old.task_id,
        on=world.now.date(),
        evidence="Đã lắp đủ hộp thư",
    )
    view = programme.meetings.meeting_view(world.actors["truc"], row(later), world.now)
    assert view.before == ()
    work = programme.meetings.board_work(world.actors["truc"], first, world.now)
    assert (work.open, work.terms[0].held) == ((), 1)


def test_an_owner_who_left_is_said(world: World) -> None:
    key = board(world)
    held(world, key)
    post = Position.objects.get(id=post_of("truc"))
    org.end_position(
        actor=world.actors["quan"], now=world.now, position_id=post.id, valid_to=world.now.date() - timedelta(days=1)
    )
    work = programme.meetings.board_work(world.actors["nhai"], key, world.now)
    assert [one.left for one in work.open] == [True]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"text": " "}, "text"),
        ({"product": ""}, "product"),
        ({"area": "nowhere"}, "area"),
        ({"due_on": date(2026, 11, 11)}, "due_on"),
        ({"due_on": date(2030, 1, 1)}, "due_on"),
    ],
)
def test_bad_conclusions(world: World, bad: dict[str, Any], field: str) -> None:
    key = meeting(world, board(world))
    with pytest.raises(Refused) as refused:
        concluded(world, key, **bad)
    assert refused.value.field == field
    with pytest.raises(NotThere):
        concluded(world, key, owner=post_of("la"))


def test_meetings_stand_under_their_terms(world: World) -> None:
    key = board(world)
    held(world, key)
    day = world.now.date()
    org.renew_board(
        actor=world.actors["quan"], now=world.now, board_id=key, term_to=None,
        ruling=org.Ruling("09/QĐ-UBND", day, "Chủ tịch UBND xã", day),
    )  # fmt: skip
    new = meeting(world, key, now=world.now, starts_at=world.now + timedelta(days=2))
    work = programme.meetings.board_work(world.actors["truc"], key, world.now)
    assert [[one.id for one in group.meetings] == [new] for group in work.terms] == [True, False]
    assert [group.held for group in work.terms] == [0, 1]
