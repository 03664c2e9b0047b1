"""The first page, and which commune an address speaks for."""

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests import people
from tests.web.reading import PAGE_BYTES, PAGE_QUERIES, at, text_of
from tests.world import World, rehearsed
from thanthien.core import clock
from thanthien.core.actors import SYSTEM
from thanthien.org import service as org
from thanthien.public import place

pytestmark = pytest.mark.usefixtures("world")


def test_one_question_and_the_usual_matters(client: Client) -> None:
    page = text_of(client, "/")
    assert "Hôm nay bà con cần làm việc gì?" in page
    assert "Ủy ban nhân dân xã Cẩm Vân" in page
    assert "Tỉnh Thanh Hóa" in page
    assert page.count("/thu-tuc/?nhom=") == 8
    assert "Đang mở" in page
    assert "đến 11:30" in page


def test_it_shows_nothing_that_no_record_gives(client: Client) -> None:
    page = text_of(client, "/")
    for absent in ("Góp ý", "Tiếp công dân", "Đang đợi", "97,1%", "Lấy số"):
        assert absent not in page


def test_the_door_is_cheap(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for address in ("/", "/xa/15190/", "/xa/15190/thu-tuc/"):
        place.forget()
        with django_assert_max_num_queries(PAGE_QUERIES):
            assert len(client.get(address).content) < PAGE_BYTES


def test_tomorrows_closure_stands_at_the_top(client: Client) -> None:
    with rehearsed(at(23, 9)):
        page = text_of(client, "/")
    assert "Ngày mai, thứ Ba 24/11, xã nghỉ" in page
    assert "Ngày Văn hóa Việt Nam. Một cửa mở lại 7:30 thứ Tư 25/11." in page
    assert "Nộp hồ sơ qua mạng vẫn được" in page


def test_a_closed_counter_says_when_it_opens(client: Client) -> None:
    with rehearsed(at(20, 18)):
        assert "Mở lại 7:30 thứ Hai 23/11" in text_of(client, "/")


def test_beyond_the_calendar_the_page_still_stands(client: Client) -> None:
    with rehearsed(datetime(2028, 3, 1, 9, tzinfo=clock.VN)):
        assert "Đang mở" not in text_of(client, "/")


def test_another_commune_of_the_house_has_its_own_site(client: Client) -> None:
    page = text_of(client, "/xa/15190/")
    assert "Cẩm Vân" not in page
    assert 'href="/xa/15190/thu-tuc/' in page


def test_a_commune_that_does_not_work_here_has_no_site(client: Client) -> None:
    assert client.get("/xa/00004/").status_code == 404
    assert client.get("/xa/99999/").status_code == 404
    assert client.get("/xa/38/").status_code == 404  # a province


def test_an_old_code_leads_to_what_became_of_it(client: Client) -> None:
    old = next(
        tie.code
        for fact in [org.unit_by_code(people.VAN_DU, clock.today())]
        if fact is not None
        for tie in fact.predecessors
        if tie.code != people.VAN_DU and not tie.divided
    )
    answer = client.get(f"/xa/{old}/thu-tuc/?q=a")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/xa/15190/thu-tuc/?q=a"


def test_a_divided_commune_offers_a_choice_with_all_its_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    here = org.unit_by_code(people.CAM_VAN, clock.today())
    elsewhere = org.unit_by_code("00004", clock.today())
    assert here is not None
    assert elsewhere is not None
    monkeypatch.setattr(org, "successors_of", lambda code, on: [here, elsewhere])
    page = text_of(client, "/xa/15187/", 300)
    assert '<a href="/">Xã Cẩm Vân, Tỉnh Thanh Hóa</a>' in page
    assert "không dùng trang này" in page


def test_without_a_home_unit_the_house_finds_communes(client: Client, settings: Settings) -> None:
    settings.THANTHIEN_HOME_UNIT = ""
    place.forget()
    assert "Bà con ở xã nào?" in text_of(client, "/")
    assert "Xã Cẩm Vân" in text_of(client, "/?q=cam van")
    assert "Chưa có xã, phường nào tên như vậy" in text_of(client, "/?q=zzzz")
    assert "thủ tục" in text_of(client, "/thu-tuc/")


def test_a_change_of_the_office_shows_within_seconds(client: Client, world: World) -> None:
    assert place.KEPT_SECONDS <= 10
    assert "0237 000 0115" in text_of(client, "/")
    org.set_office(actor=SYSTEM, now=world.now, unit_id=world.home, values={"phone": "0237 999 999"})
    place.forget()  # the few seconds are over
    assert "0237 000 0115" not in text_of(client, "/")


def test_strangers_codes_do_not_fill_the_memory(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "MOST_KEPT", 5)
    for code in range(90000, 90020):
        place.resolve(str(code))
    assert len(place._kept) <= 5
