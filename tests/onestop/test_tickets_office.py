"""The waiting room at the desk: buttons without script, what is refused, giving and printing again, settings."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.onestop.queued import called, clerk, given, machine, row
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.core.models import AuditRow
from thanthien.onestop.models import Dossier
from thanthien.onestop.service import tickets
from thanthien.public import kiosk

pytestmark = pytest.mark.django_db
COUNTER, HALL = "/can-bo/mot-cua/tiep-nhan/", "/can-bo/mot-cua/phong-cho/"
SETTINGS = "/can-bo/cai-dat/"


@pytest.fixture
def desk(world: World) -> Client:
    return enter("nhai")


def press(client: Client, act: str, **typed: Any) -> str:
    return client.post(COUNTER, {"viec": act, **typed}).content.decode()


def test_the_desk_calls_recalls_and_finishes(world: World, desk: Client) -> None:
    first, second = given(world), given(world, "B", minute=1)
    assert "2 người đợi quầy này" in desk.get(COUNTER).content.decode()
    assert "Đã mời số B001" in press(desk, "goi")
    assert "lần 2" in press(desk, "goi-lai", ve=second.id)
    assert "Đã mời số A001" in press(desk, "goi", ve=second.id)
    assert "Số A001 đã xong" in press(desk, "xong", ve=first.id)
    assert [row(one.id).state for one in (first, second)] == ["served", "served"]


def test_a_second_window_at_the_counter_is_told_what_stands_there(world: World, desk: Client) -> None:
    given(world), given(world)
    press(desk, "goi")
    assert "A001 còn ở Quầy 2" in press(desk, "goi")


def test_a_press_sent_twice_calls_one_number(world: World, desk: Client) -> None:
    given(world), given(world)
    assert "Đã mời số A001" in press(desk, "goi", once="khoa")
    assert "Đã mời số A001" in press(desk, "goi", once="khoa")
    assert tickets.Ticket.objects.filter(state="called").count() == 1


def test_calling_keeps_what_was_typed_and_chooses_no_procedure(world: World, desk: Client) -> None:
    given(world, service="dat-nha")
    page = press(desk, "goi", name="Bùi Thị Mơ", phone="0900 000 123")
    assert 'value="Bùi Thị Mơ"' in page
    assert "Đất đai, xây nhà" in page
    assert "Chọn thủ tục thì ngày hẹn" in page


@pytest.mark.parametrize("act", ["goi-lai", "vang", "xong", "chuyen"])
@pytest.mark.parametrize("named", ["", "x", "00000000-0000-7000-8000-000000000001"])
def test_without_a_number_at_the_counter_nothing_happens(world: World, desk: Client, act: str, named: str) -> None:
    answer = desk.post(COUNTER, {"viec": act, "ve": named})
    assert answer.status_code in (200, 404)
    assert not AuditRow.objects.filter(act__startswith="ticket.").exists()


def test_a_number_is_sent_to_another_counter(world: World, desk: Client) -> None:
    quan = world.actors["quan"]
    tickets.set_counter(actor=quan, now=world.now, counter="Quầy 5", services=["dat-nha"])
    first = given(world, service="khac")
    assert "<option>Quầy 5</option>" in press(desk, "goi")
    assert "Chọn quầy khác" in press(desk, "chuyen", ve=first.id, quay="Quầy 9")
    assert "giữ nguyên thứ tự" in press(desk, "chuyen", ve=first.id, quay="Quầy 5")
    assert row(first.id).target == "Quầy 5"


def test_taking_the_dossier_finishes_the_number(world: World, desk: Client) -> None:
    first = given(world)
    press(desk, "goi")
    typed = {"words": "kl", "name": "Bùi Thị Mơ", "items": ["1", "2"], "once": "f9", "viec": "nhan", "ve": first.id}
    assert desk.post(COUNTER, typed).status_code == 302
    assert row(first.id).state == "served"
    assert desk.post(COUNTER, typed).status_code == 302  # a second press takes nothing twice
    assert Dossier.objects.count() == 1


def test_a_number_that_is_gone_never_holds_up_a_dossier(world: World, desk: Client) -> None:
    first = given(world)
    tickets.cancel(actor=clerk(world), now=world.now, ticket_id=first.id)
    typed = {"words": "kl", "name": "Bùi Thị Mơ", "items": ["1", "2"], "once": "f9", "viec": "nhan", "ve": first.id}
    assert desk.post(COUNTER, typed).status_code == 302
    assert Dossier.objects.count() == 1


def test_the_clerk_gives_a_number_and_prints_it_again(world: World, desk: Client) -> None:
    with rehearsed(world.now):
        assert desk.post(f"{HALL}cho-so/", {"once": "k"}).status_code == 422
        answer = desk.post(f"{HALL}cho-so/", {"once": "k", "service": "cho-o", "lane": "B"})
        slip = desk.get(answer["Location"]).content.decode()
        assert "B001" in slip
        assert 'class="qr"' in slip
        again = desk.post(f"{HALL}cho-so/", {"once": "k", "service": "cho-o", "lane": "B"})
        assert again["Location"] == answer["Location"]
        assert "In lại" in desk.get(HALL).content.decode()


def test_the_list_calls_a_certain_number_brings_back_and_takes_out(world: World, desk: Client) -> None:
    first, second = given(world), given(world, minute=1)
    with rehearsed(world.now + timedelta(minutes=5)):
        assert "Đã mời số A002" in desk.post(f"{HALL}{second.id}/", {"viec": "goi"}).content.decode()
        wrong = desk.post(f"{HALL}{second.id}/", {"viec": "goi"})
        assert (wrong.status_code, "đã được Quầy 2 gọi lúc 8:35" in wrong.content.decode()) == (422, True)
        press(desk, "vang", ve=second.id)
        assert "A002 đợi lại" in desk.post(f"{HALL}{second.id}/", {"viec": "doi-lai"}).content.decode()
        assert "Đã bỏ số A001" in desk.post(f"{HALL}{first.id}/", {"viec": "bo"}).content.decode()
        assert desk.post(f"{HALL}{first.id}/", {"viec": "bo"}).status_code == 422
    assert [row(one.id).state for one in (first, second)] == ["cancelled", "waiting"]


def test_an_empty_room_says_where_numbers_come_from(world: World, desk: Client) -> None:
    assert "Chưa có ai đợi. Bà con lấy số ở máy trong sảnh" in desk.get(HALL).content.decode()


def test_a_machine_out_of_paper_is_noted_at_the_desk(world: World, desk: Client) -> None:
    key = machine(world)
    assert "Đã ghi máy hết giấy" in desk.post(f"{HALL}may/{key}/", {"viec": "het-giay"}).content.decode()
    assert desk.post(f"{HALL}may/{key}/", {"viec": "het-giay"}).status_code == 422
    assert "Đã ghi máy có giấy" in desk.post(f"{HALL}may/{key}/", {"viec": "co-giay"}).content.decode()


def test_what_a_counter_serves_is_the_communes_to_say(world: World) -> None:
    office = enter("quan")
    assert "mọi việc" in office.get(f"{SETTINGS}quay/").content.decode()
    typed = {"once": "k", "services": ["dat-nha", "lam-an"]}
    assert office.post(f"{SETTINGS}quay/ghi/?quay=Quầy 2", typed).status_code == 302
    page = office.get(f"{SETTINGS}quay/").content.decode()
    assert "Đất đai, xây nhà; Làm ăn, mở quán" in page
    assert "Chưa quầy nào nhận:" in page
    given(world, service="chung-thuc"), given(world, service="dat-nha", minute=1)
    assert called(world).label == "A002"
    assert office.get(f"{SETTINGS}quay/ghi/?quay=Quầy 77").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("", 422), ("x" * 31, 422), ("Quầy 3", 302)])
def test_a_new_counter_has_a_name(world: World, name: str, status: int) -> None:
    answer = enter("tam").post(f"{SETTINGS}quay/ghi/", {"once": "k", "counter": name})
    assert answer.status_code == status


def test_a_machine_is_let_in_by_its_link_and_taken_out(world: World) -> None:
    office, hall = enter("quan"), Client()
    with rehearsed(world.now):
        assert "Chưa có máy nào" in office.get(f"{SETTINGS}may-lay-so/").content.decode()
        answer = office.post(f"{SETTINGS}may-lay-so/them/", {"once": "k", "name": "Sảnh chính", "prints": "on"})
        assert answer.status_code == 302
        made = tickets.kiosks(world.actors["quan"]).get()
        link = f"/lay-so/may/{tickets.link_of(made)}/"
        assert link in office.get(f"{SETTINGS}may-lay-so/").content.decode()
        hall.post(link)
        assert link not in office.get(f"{SETTINGS}may-lay-so/").content.decode()
        assert kiosk.COOKIE in hall.cookies
        assert office.post(f"{SETTINGS}may-lay-so/{made.id}/thoi/", {"once": "t"}).status_code == 302
        assert hall.get("/lay-so/").status_code == 403
