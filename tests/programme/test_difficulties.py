"""A difficulty goes up, is asked about, answered, taken higher, closed; the wrong people get nowhere."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.programme.planned import planned, task
from tests.programme.raised import ANSWER, TEXT, act, answered, overseer, raised, seen
from tests.reorganisation.plans import NEW, carried, unit_of
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.ids import uuid7
from thanthien.core.models import AuditRow
from thanthien.org.models import Position
from thanthien.programme import difficulty_queries, drafting
from thanthien.programme import service as programme

HELP = programme.difficulties
WHY = "Nhà mạng nói tỉnh chưa đặt hàng, đường truyền vẫn chưa có."


def test_it_reaches_the_level_above_with_a_date_that_explains_itself(world: World) -> None:
    row = seen(raised(world))
    assert (row.unit_id, row.above_unit_id) == (world.home, overseer(world).unit_id)
    assert row.owner_title == "Chuyên viên, Lê Thị Tỉnh"
    assert row.due_at.astimezone(world.now.tzinfo).date() == date(2026, 12, 1)
    assert row.derivation["assumed"] == ["KKVM"]
    assert AuditRow.objects.filter(act="difficulty.raise", unit_id=world.home).exists()
    assert audit.verify().ok


@pytest.mark.parametrize("login", ["nhai", "truc", "thu"])
def test_raising_is_for_those_who_speak_for_the_commune(world: World, login: str) -> None:
    with pytest.raises(NotThere):
        raised(world, login)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"area": "moon"}, "area"), ({"title": " "}, "title"), ({"title": "x" * 201}, "title"),
        ({"text": "ngắn"}, "text"), ({"text": "x" * 5001}, "text"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_said(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        raised(world, **changes)
    assert no.value.field == field


def test_it_comes_from_a_task_of_ones_own(world: World) -> None:
    key = task(world, planned(world))
    row = seen(raised(world, source_kind="task", source_id=key))
    assert (row.source_kind, row.source_id, row.source_label) == ("task", key, "Mở thêm một quầy Một cửa")
    with pytest.raises(NotThere):
        raised(world, "du", source_kind="task", source_id=key)
    with pytest.raises(NotThere):
        raised(world, source_kind="task", source_id=uuid7())
    with pytest.raises(NotThere):
        raised(world, source_kind="moon", source_id=key)


def test_the_next_commune_does_not_read_it_and_no_citizen_clerk_answers_it(world: World) -> None:
    key = raised(world)
    for login in ("du", "la"):
        with pytest.raises(NotThere):
            HELP.difficulty(world.actors[login], key)
    with pytest.raises(NotThere):
        act(world, "answer", key, "nhai", text=ANSWER)
    with pytest.raises(Refused, match="người khác"):
        act(world, "answer", key, "tam", text=ANSWER)
    with pytest.raises(Refused, match="người khác"):
        act(world, "close", key, "tinh", outcome="solved")


def test_asked_back_the_clock_stands_and_goes_on(world: World) -> None:
    key = raised(world)
    act(world, "ask_back", key, "tinh", at=world.now + timedelta(days=2), text="Thôn nào, bao nhiêu hộ?")
    assert seen(key).derivation["due_on"] is None
    assert not HELP.late_cases(world.actors["tam"], "commune", world.now + timedelta(days=60))
    act(world, "supply", key, at=world.now + timedelta(days=4), text="Ba thôn phía tây, 210 hộ.")
    row = seen(key)
    assert row.due_at.astimezone(world.now.tzinfo).date() > date(2026, 12, 1)
    assert [one["act"] for one in row.thread] == ["raise", "ask_back", "supply"]


def test_asking_back_does_not_go_on_for_ever(world: World) -> None:
    key = raised(world)
    for _ in range(2):
        act(world, "ask_back", key, "tinh", text="Cho biết thêm nhà mạng nào?")
        act(world, "supply", key, text="Hai nhà mạng đều vậy.")
    with pytest.raises(Refused, match="Đã hỏi lại 2 lần"):
        act(world, "ask_back", key, "tinh", text="Cho biết thêm một lần nữa?")


def test_an_answer_that_helps_is_closed_by_the_commune(world: World) -> None:
    key = answered(world)
    act(world, "close", key, outcome="solved", text="Đường truyền chạy từ hôm qua.")
    row = seen(key)
    assert (row.state, row.outcome, row.answer) == ("closed", "solved", ANSWER)
    with pytest.raises(Refused):
        act(world, "close", key, outcome="solved")
    with pytest.raises(Refused, match="đã gỡ được hay chưa"):
        act(world, "close", raised(world, title="Một việc khác nữa"), outcome="moon")


def test_within_the_time_nobody_is_passed_over(world: World) -> None:
    with pytest.raises(Refused, match="Còn trong hạn"):
        act(world, "escalate", raised(world), reason=WHY)


def test_late_it_goes_to_the_head_of_the_province_who_signs_for_the_answer(world: World) -> None:
    key, late = raised(world), world.now + timedelta(days=30)
    assert [one.id for one in HELP.late_cases(world.actors["tam"], "commune", late)] == [key]
    assert HELP.waiting_cases(overseer(world), late) == {"open": 1, "late": 1}
    act(world, "escalate", key, at=late, reason="Quá hạn mà chưa thấy trả lời.")
    row = seen(key)
    assert (row.level, row.owner_title) == (2, "người đứng đầu tỉnh Thanh Hóa")
    assert row.limit_days == 5
    with pytest.raises(Refused, match="người quyết định"):
        act(world, "answer", key, "tinh", at=late, text=ANSWER)
    act(world, "answer", key, "tinh", at=late, text=ANSWER, decider="Nguyễn Văn Tỉnh, Chủ tịch UBND tỉnh")
    assert "Chủ tịch UBND tỉnh" in seen(key).thread[-1]["by"]
    with pytest.raises(Refused, match="đã lên người đứng đầu"):
        act(world, "escalate", key, reason=WHY)


def test_an_answer_that_does_not_help_goes_on(world: World) -> None:
    key = answered(world)
    act(world, "reopen", key, at=world.now + timedelta(days=7), reason=WHY)
    row = seen(key)
    assert (row.state, row.level, row.asked_at) == ("raised", 1, world.now + timedelta(days=7))
    act(world, "answer", key, "tinh", text="Tỉnh đã đặt hàng, tuần sau kéo dây đến nơi.")
    act(world, "escalate", key, reason=WHY)
    assert seen(key).level == 2
    act(world, "close", key, outcome="unsolved")
    act(world, "reopen", key, reason=WHY)
    assert (seen(key).state, seen(key).outcome, seen(key).level) == ("raised", "", 2)


def test_two_at_once_the_second_is_told(world: World) -> None:
    key = raised(world)
    before = seen(key).version
    act(world, "answer", key, "tinh", text=ANSWER)
    with pytest.raises(Stale) as no:
        HELP.ask_back(actor=overseer(world), now=world.now, difficulty_id=key, version=before, text="Thôn nào vậy ạ?")
    assert "Lê Thị Tỉnh" in no.value.who


def test_given_to_another_post_of_the_level_above(world: World) -> None:
    key = raised(world)
    post = Position.objects.get(staff__login="tinh")
    act(world, "assign", key, "tinh", owner=post.id)
    assert seen(key).thread[-1]["act"] == "assign"
    with pytest.raises(NotThere):
        act(world, "assign", key, "tinh", owner=Position.objects.get(staff__login="tam").id)


def test_the_level_above_sets_its_own_time(world: World) -> None:
    with pytest.raises(Refused, match="từ 1 đến 60"):
        HELP.set_limit(actor=overseer(world), now=world.now, first_days=0, second_days=2)
    with pytest.raises(NotThere):
        HELP.set_limit(actor=world.actors["tam"], now=world.now, first_days=3, second_days=2)
    HELP.set_limit(actor=overseer(world), now=world.now, first_days=3, second_days=2)
    row = seen(raised(world))
    assert (row.limit_days, row.own_limit) == (3, True)
    assert row.due_at.astimezone(world.now.tzinfo).date() == date(2026, 11, 19)


def test_open_ones_go_with_a_merged_commune(world: World) -> None:
    key, closed = raised(world), answered(world, title="Việc đã gỡ xong rồi")
    act(world, "close", closed, outcome="solved")
    carried(world)
    assert seen(key).unit_id == unit_of(NEW)
    assert seen(closed).unit_id == world.home
    act(world, "answer", key, "tinh", text=ANSWER)
    assert audit.verify().ok


def test_text_stays_as_it_was_typed(world: World) -> None:
    assert seen(raised(world, text=f"{TEXT}\n\nCảm ơn.")).text.endswith("\n\nCảm ơn.")


def test_a_report_says_what_was_raised_and_how_it_ended(world: World) -> None:
    act(world, "close", answered(world), outcome="solved")
    raised(world, title="Thiếu máy in ở quầy số 2", at=world.now - timedelta(days=40))
    period = drafting.Period(date(2026, 1, 1), date(2026, 12, 31))
    section = difficulty_queries.told(world.actors["tam"], period, world.now)
    assert section is not None
    assert section.text == "Xã nêu 2 khó khăn lên cấp trên; 1 việc đã gỡ được; 1 việc quá hạn trả lời."
    assert difficulty_queries.told(world.actors["du"], period, world.now) is None
