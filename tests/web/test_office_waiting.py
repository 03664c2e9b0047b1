"""What was sent in: accept, guide, refuse to take in, withdraw, hand to another body; and somebody was faster."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.office import sign_in
from tests.world import MARITAL, NO_LIMIT, REMARRY, World
from thanthien.core import clock
from thanthien.onestop import service as onestop


@pytest.fixture
def clerk(world: World) -> Client:
    return sign_in("nhai")


def accept(client: Client, row: Any, **typed: Any) -> Any:
    return client.post(reverse("office:waiting", args=[row.id]), {"version": row.version, "once": "k", **typed})


def act(client: Client, row: Any, slug: str, **typed: Any) -> Any:
    where = reverse("office:act", args=[row.id, slug])
    return client.post(where, {"version": row.version, "once": f"k-{slug}", "buoc": "gui", **typed})


def test_accepting_shows_the_date_first_and_prints_the_receipt(world: World, clerk: Client) -> None:
    row = world.online(MARITAL)
    page = clerk.get(reverse("office:waiting", args=[row.id])).content.decode().replace("\u00a0", " ")
    assert "Thứ Năm 19/11/2026" in page
    assert "Quách Văn Trúc" in page
    answer = accept(clerk, row)
    assert answer.status_code == 302
    done = clerk.get(answer.headers["Location"]).content.decode()
    assert "data-print-now" in done
    assert world.get(row.id).state == "in_process"


def test_two_presses_accept_once(world: World, clerk: Client) -> None:
    row = world.online(MARITAL)
    assert accept(clerk, row).headers["Location"] == accept(clerk, row).headers["Location"]
    assert [event.move for event in onestop.events(row)].count("accept") == 1


def test_a_colleague_was_faster(world: World, clerk: Client) -> None:
    row = world.online(MARITAL)
    accept(sign_in("kiem"), row)
    answer = accept(clerk, row)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Đinh Văn Kiêm vừa" in page
    assert "Xem bản mới rồi làm tiếp" in page


def test_the_kind_of_case_changes_the_date(world: World, clerk: Client) -> None:
    row = world.online(REMARRY)
    page = clerk.post(reverse("office:waiting", args=[row.id]), {"viec": "xem", "case_kind": "with_verification"})
    assert page.status_code == 200
    usual = clerk.get(reverse("office:waiting", args=[row.id])).content.decode()
    assert page.content.decode().count("Hẹn trả") == usual.count("Hẹn trả")
    assert world.get(row.id).state == "submitted"


def test_pages_that_are_no_number_are_told_and_nothing_is_accepted(world: World, clerk: Client) -> None:
    row = world.online("2.000815")
    answer = accept(clerk, row, copies="2", pages="ba")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "chữ số" in page
    assert 'value="2"' in page
    assert world.get(row.id).state == "submitted"


def test_guiding_shows_the_letter_before_it_goes(world: World, clerk: Client) -> None:
    row = world.online()
    typed = {"items": ["2"], "reason": "Cô mang giúp học bạ có ghi nơi sinh.", "article": "NĐ 123/2015, Điều 26"}
    shown = act(clerk, row, "huong-dan", **typed, buoc="xem").content.decode()
    assert "Cô mang giúp học bạ có ghi nơi sinh." in shown
    assert "Thời hạn giải quyết được tính khi hồ sơ được tiếp nhận" in shown
    assert world.get(row.id).state == "submitted"
    assert act(clerk, row, "huong-dan", **typed).status_code == 302
    row = world.get(row.id)
    assert row.state == "guided"
    assert row.code in clerk.get(reverse("office:queue") + "?xem=cho-bo-sung").content.decode()
    assert act(clerk, row, "da-bo-sung", items=["2"]).status_code == 302
    assert world.get(row.id).state == "submitted"


def test_a_second_guidance_is_refused_to_a_clerk(world: World, clerk: Client) -> None:
    row = world.online()
    typed = {"items": ["2"], "reason": "Cô mang giúp học bạ có ghi nơi sinh.", "article": "NĐ 123/2015, Điều 26"}
    act(clerk, row, "huong-dan", **typed)
    act(clerk, world.get(row.id), "da-bo-sung", items=["2"])
    row = world.get(row.id)
    answer = act(clerk, row, "huong-dan", **typed, once="again")
    assert answer.status_code == 422
    assert world.get(row.id).state == "submitted"


def test_refusing_to_take_in_owes_reason_ground_and_guidance(world: World, clerk: Client) -> None:
    row = world.online()
    bare = act(clerk, row, "khong-nhan", reason="", article="", guidance="")
    assert bare.status_code == 422
    typed = {
        "reason": "Việc này thuộc nơi đăng ký cũ.",
        "article": "NĐ 123/2015, Điều 25",
        "guidance": "Đến xã Vân Du.",
    }
    assert act(clerk, row, "khong-nhan", **typed).status_code == 302
    row = world.get(row.id)
    assert (row.state, [one.kind for one in onestop.papers(row)]) == ("rejected", ["refusal"])


def test_withdrawing_and_handing_to_another_body(world: World, clerk: Client) -> None:
    first, second = world.online(), world.online(MARITAL)
    assert act(clerk, first, "rut", reason="Bà con tìm được giấy cũ.").status_code == 302
    assert (
        act(clerk, second, "chuyen", body="Công an xã Cẩm Vân", reason="Công an xã có thẩm quyền.").status_code == 302
    )
    assert [world.get(one.id).state for one in (first, second)] == ["withdrawn", "transferred"]
    book = clerk.get(reverse("office:register") + "?xem=da-chuyen").content.decode()
    assert second.code in book
    assert act(clerk, world.get(second.id), "xac-nhan-chuyen", who="Thiếu tá Hà Văn Bưởi").status_code == 302
    assert world.get(second.id).state == "closed"


def test_a_limit_is_entered_by_one_and_confirmed_by_another(world: World, clerk: Client) -> None:
    row = world.online(NO_LIMIT)
    typed = {"value": "7", "unit": "working_days", "article": "NQ 12/2026, Điều 3"}
    assert act(clerk, row, "thoi-han", **typed).status_code == 302
    row = world.get(row.id)
    assert accept(clerk, row, confirm_limit="1").status_code == 422
    assert accept(sign_in("kiem"), row, confirm_limit="1").status_code == 302
    assert clock.local(world.get(row.id).due_at).date().isoformat() == "2026-11-26"


@pytest.mark.parametrize("login", ["truc", "thu", "tam", "quan", "la"])
@pytest.mark.parametrize("slug", ["huong-dan", "khong-nhan", "rut", "thoi-han", "da-bo-sung"])
def test_the_acts_of_the_counter_are_not_there_for_others(world: World, login: str, slug: str) -> None:
    row = world.online()
    answer = act(sign_in(login), row, slug, reason="Không được phép làm.", guidance="x", article="NĐ 1/2020", value="3")
    allowed = login == "tam" and slug == "huong-dan"  # the chair may guide, too
    assert answer.status_code == (422 if allowed else 404)
    assert world.get(row.id).state == "submitted"
