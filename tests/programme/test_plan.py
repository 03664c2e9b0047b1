"""The plan of a year: made, filled, issued; its tasks done with evidence, opened again, dropped."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.programme.planned import planned, post_of, task, wanted
from tests.programme.start import above, chosen
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.org import service as org
from thanthien.org.models import Position
from thanthien.programme import service as programme
from thanthien.programme.models import Plan, PlanTask

NUMBERED = programme.Ruling("12/KH-UBND", date(2026, 11, 10), "Chủ tịch UBND xã")


def finish(world: World, key: Any, login: str = "truc", **changes: Any) -> None:
    values: dict[str, Any] = {"on": world.now.date(), "evidence": "Quầy số 3 mở sáng nay, có ảnh.", "spent": 18_000_000}
    programme.finish_task(actor=world.actors[login], now=world.now, task_id=key, **(values | changes))


def test_an_issued_plan_opens_its_gate(world: World) -> None:
    chosen(world, above(world))
    plan = planned(world)
    task(world, plan)
    programme.issue_plan(actor=world.actors["tam"], now=world.now, plan_id=plan, ruling=NUMBERED)
    part = programme.current(world.home)
    assert part is not None
    assert "plan" in {one.kind for one in programme.artefacts(part)}
    assert audit.verify().ok


def test_an_empty_plan_is_not_issued(world: World) -> None:
    plan = planned(world)
    with pytest.raises(Refused, match="chưa có việc nào"):
        programme.issue_plan(actor=world.actors["tam"], now=world.now, plan_id=plan, ruling=NUMBERED)


def test_a_task_is_done_by_its_owner_with_evidence(world: World) -> None:
    key = task(world, planned(world))
    finish(world, key)
    row = PlanTask.objects.get(id=key)
    assert (row.done_on, row.spent) == (world.now.date(), 18_000_000)
    view = programme.plan_view(world.actors["truc"], row.plan, world.now.date())
    assert (view.done, view.total, view.money.planned, view.money.spent) == (1, 1, 20_000_000, 18_000_000)


@pytest.mark.parametrize("login", ["mua", "nhai", "thu", "du", "la"])
def test_a_task_of_somebody_else_is_not_mine_to_finish(world: World, login: str) -> None:
    key = task(world, planned(world))
    with pytest.raises(NotThere):
        finish(world, key, login)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"evidence": "xong"}, "Ghi rõ việc đã xong"),
        ({"on": date(2026, 11, 1)}, "giữa ngày bắt đầu"),
        ({"on": date(2026, 11, 17)}, "giữa ngày bắt đầu"),
        ({"spent": -1}, "bằng đồng"),
    ],
)
def test_done_without_what_shows_it(world: World, changes: dict[str, Any], words: str) -> None:
    key = task(world, planned(world))
    with pytest.raises(Refused, match=words):
        finish(world, key, **changes)


def test_what_waits_for_another_task_is_not_done_before_it(world: World) -> None:
    plan = planned(world)
    first = task(world, plan)
    second = task(world, plan, title="Khai trương quầy số 3", after=(first,))
    with pytest.raises(Refused, match="chờ việc"):
        finish(world, second)
    finish(world, first)
    finish(world, second)


def test_tasks_never_wait_in_a_circle(world: World) -> None:
    plan = planned(world)
    first = task(world, plan)
    second = task(world, plan, title="Khai trương quầy số 3", after=(first,))
    with pytest.raises(Refused, match="chờ nhau"):
        programme.change_task(actor=world.actors["tam"], now=world.now, task_id=first, wanted=wanted(after=(second,)))


@pytest.mark.parametrize("year", [2025, 2028, 0])
def test_a_plan_in_the_past(world: World, year: int) -> None:
    with pytest.raises(Refused, match="năm nay hoặc năm sau"):
        programme.make_plan(actor=world.actors["tam"], now=world.now, year=year, title="Kế hoạch cũ")


def test_one_plan_a_year(world: World) -> None:
    planned(world)
    with pytest.raises(Refused, match="đã có kế hoạch"):
        planned(world)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"area": "moon"}, {"title": " "}, {"product": ""}, {"due_on": date(2027, 1, 5)}, {"money": -5},
        {"due_on": date(2026, 11, 3), "starts_on": date(2026, 11, 2)},
        {"starts_on": date(2026, 12, 20)},
    ],
)  # fmt: skip
def test_a_task_that_lacks_something(world: World, changes: dict[str, Any]) -> None:
    plan = planned(world)
    with pytest.raises(Refused):
        task(world, plan, **changes)
    assert not PlanTask.objects.exists()


def test_a_task_is_not_given_to_a_post_of_another_commune(world: World) -> None:
    plan = planned(world)
    with pytest.raises(NotThere):
        task(world, plan, owner=post_of("xa"))


def test_a_task_whose_owner_left_says_so(world: World) -> None:
    plan = planned(world)
    task(world, plan)
    post = Position.objects.get(id=post_of("truc"))
    org.end_position(actor=SYSTEM, now=world.now, position_id=post.id, valid_to=world.now.date())
    view = programme.plan_view(world.actors["tam"], Plan.objects.get(id=plan), world.now.date() + timedelta(days=1))
    assert [line.left for group in view.by_area for line in group.lines] == [True]
    page = enter("tam").get(reverse("office:plan", args=[plan])).content.decode()
    assert "Giao lại việc này" in page


def test_a_task_opened_again_closes_the_gate_that_it_opened(world: World) -> None:
    chosen(world, above(world))
    key = task(world, planned(world))
    finish(world, key)
    programme.reopen_task(actor=world.actors["tam"], now=world.now, task_id=key, reason="Chưa lắp máy in")
    part = programme.current(world.home)
    assert part is not None
    assert "task" not in {one.kind for one in programme.artefacts(part)}


def test_a_dropped_task_stays_and_does_not_count(world: World) -> None:
    plan = planned(world)
    key = task(world, plan)
    programme.drop_task(actor=world.actors["tam"], now=world.now, task_id=key, reason="Tỉnh cấp máy rồi")
    view = programme.plan_view(world.actors["tam"], Plan.objects.get(id=plan), world.now.date())
    assert (view.total, view.money.planned) == (0, 0)
    assert [line.state for group in view.by_area for line in group.lines] == ["dropped"]


def test_a_plan_costs_one_query_however_many_tasks(world: World) -> None:
    plan = planned(world)
    for number in range(5):
        task(world, plan, title=f"Việc thứ {number}")
    row = Plan.objects.get(id=plan)
    with CaptureQueriesContext(connection) as asked:
        programme.plan_view(world.actors["tam"], row, world.now.date())
    assert len(asked) == 1


def test_the_plan_by_area_by_month_and_ones_own(world: World) -> None:
    plan = planned(world)
    task(world, plan)
    address = reverse("office:plan", args=[plan])
    client = enter("truc")
    assert "Cải cách hành chính" in client.get(address).content.decode()
    assert "Tháng 12" in client.get(address, {"xem": "thang"}).content.decode()
    assert "Mở thêm một quầy" in client.get(address, {"xem": "toi"}).content.decode()
    assert "Không việc nào" in enter("mua").get(address, {"xem": "toi"}).content.decode()
    assert client.get(address, {"xem": "\x00"}).status_code == 200


def test_a_task_is_put_in_by_its_page(world: World) -> None:
    plan = planned(world)
    address = reverse("office:plan_add", args=[plan])
    typed = {
        "once": "0190b2c4", "area": "reform", "title": "Mở quầy số 3", "product": "Quầy mở",
        "owner": str(post_of("truc")), "starts_on": "2026-11-17", "due_on": "2026-12-18", "money": "20.000.000",
    }  # fmt: skip
    client = enter("tam")
    bad = client.post(address, typed | {"due_on": "2026-11-31"})
    assert bad.status_code == 422
    assert "Mở quầy số 3" in bad.content.decode()
    for _ in range(2):
        assert client.post(address, typed).status_code == 302
    assert [one.money for one in PlanTask.objects.all()] == [20_000_000]
