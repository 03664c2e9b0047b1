"""The counter through its door: each act, two presses, what is missing, what is typed wrong."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import VAN_DU
from tests.web.office import sign_in
from tests.world import BIRTH, DENUNCIATION, MARITAL, NO_LIMIT, POLICE, REBIRTH, World
from thanthien.core import clock
from thanthien.core.actors import SYSTEM
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop

COUNTER = "/can-bo/mot-cua/tiep-nhan/"
TYPED = {"words": "kl", "name": "Bùi Thị Mơ", "phone": "+84 900 000 123", "items": ["1", "2"], "once": "khoa-1"}


@pytest.fixture
def clerk(world: World) -> Client:
    return sign_in("nhai")


def press(client: Client, act: str = "nhan", **typed: Any) -> Any:
    return client.post(COUNTER, {**TYPED, "viec": act, **typed})


def everything() -> list[Any]:
    return list(onestop.visible(SYSTEM).order_by("filed_at", "id"))


def test_f9_takes_it_gives_the_date_and_empties_the_page(world: World, clerk: Client) -> None:
    answer = press(clerk)
    (row,) = everything()
    assert answer.status_code == 302
    assert (row.state, row.procedure_code, row.phone, row.channel) == ("in_process", REBIRTH, "0900000123", "counter")
    page = clerk.get(answer.headers["Location"]).content.decode()
    assert row.code in page
    assert "Hẹn trả thứ Hai" in page.replace("\u00a0", " ")
    assert 'name="name" value' not in page
    paper = next(one for one in onestop.papers(row) if one.kind == "receipt")
    assert reverse("office:paper_page", args=[row.id, paper.id, 1]) in page
    svg = clerk.get(reverse("office:paper_page", args=[row.id, paper.id, 1]))
    assert svg.headers["Content-Type"] == "image/svg+xml"


def test_two_presses_are_one_dossier_and_another_form_is_another(world: World, clerk: Client) -> None:
    first, second = press(clerk), press(clerk)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(everything()) == 1
    press(clerk, once="khoa-2")
    assert len(everything()) == 2


def test_the_same_key_with_another_body_gives_nothing(world: World, clerk: Client) -> None:
    press(clerk)
    assert press(clerk, name="Người Khác").status_code == 409
    assert len(everything()) == 1


def test_the_date_stands_there_before_anything_is_promised(world: World, clerk: Client) -> None:
    page = press(clerk, "xem").content.decode()
    assert "Thứ Hai 23/11/2026" in page.replace("\u00a0", " ")
    assert "Quách Văn Trúc" in page
    assert "chờ xác nhận mức thu" in page
    assert 'value="Bùi Thị Mơ"' in page
    assert everything() == []


def test_copies_and_pages_are_asked_where_the_tariff_needs_them(world: World, clerk: Client) -> None:
    asked = press(clerk, "xem", words="", code="2.000815", copies="3", pages="4").content.decode()
    assert 'name="copies" value="3"' in asked
    assert 'name="pages" value="4"' in asked
    assert 'name="copies"' not in press(clerk, "xem").content.decode()
    assert press(clerk, words="", code="2.000815", copies="0", pages="4").status_code == 422
    assert press(clerk, words="", code="2.000815", copies="3", pages="4").status_code == 302
    charge = onestop.fees.charge_of(everything()[0])
    assert charge is not None
    assert (charge.state, charge.amount) == ("due", 18_000)
    waiver = press(clerk, words="", code="1.004873", waiver="poor", once="khoa-3", missing_ok="1")
    assert waiver.status_code == 302
    freed = onestop.fees.charge_of(everything()[-1])
    assert freed is not None
    assert (freed.state, freed.waiver) == ("free", "poor")


def test_the_slip_of_acceptance_need_not_be_printed_twice(world: World, clerk: Client) -> None:
    press(clerk)
    assert notify.waiting_slips(world.actors["nhai"]) == []


def test_an_unticked_paper_is_asked_about_once(world: World, clerk: Client) -> None:
    answer = press(clerk, items=["1"])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa đánh dấu: Bản sao giấy tờ" in page
    assert 'name="missing_ok"' in page
    assert everything() == []
    press(clerk, items=["1"], missing_ok="1")
    assert [one.state for one in onestop.items(everything()[0])] == ["brought", "missing"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Điền họ và tên người nộp."),
        ({"name": "H"}, "Tên mới có một chữ cái"),
        ({"phone": "0900"}, "Số này có 4 chữ số"),
        ({"id_number": "12345"}, "Số định danh có 12 chữ số"),
        ({"tell_by": "email", "email": ""}, "điền địa chỉ thư"),
        ({"words": ""}, "Chọn thủ tục trước"),
        ({"words": "zzzz qqqq"}, "Chọn thủ tục trước"),
        ({"address": "a" * 5000}, "Đoạn này dài 5.000 chữ cái"),
        ({"code": DENUNCIATION, "words": ""}, "không nộp"),
        ({"version": "01a202dd-928c-74b5-bdf4-4456fcef4e70"}, "vừa được sửa"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    world: World, clerk: Client, typed: dict[str, str], says: str
) -> None:
    answer = press(
        clerk, address=typed.get("address", "thôn Vân Trai"), **{k: v for k, v in typed.items() if k != "address"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Những gì đã điền vẫn còn nguyên" in page
    assert typed.get("address", "thôn Vân Trai") in page
    assert everything() == []


def test_hostile_letters_stay_letters(world: World, clerk: Client) -> None:
    address = "<script>alert(1)</script>\u200b 😀"
    press(clerk, name="Bu\u0300i Thi\u0323 Mơ", address=address)
    (row,) = everything()
    assert row.applicant == "Bùi Thị Mơ"
    page = clerk.get(reverse("office:dossier", args=[row.id])).content.decode()
    assert "<script>alert" not in page


def test_received_here_and_handled_there(world: World, clerk: Client) -> None:
    there = world.units[VAN_DU]
    answer = press(clerk, unit=str(there))
    (row,) = everything()
    assert (row.unit_id, row.received_unit_id) == (there, world.home)
    assert row.code in clerk.get(answer.headers["Location"]).content.decode()
    book = clerk.get(reverse("office:register") + "?xem=nhan-ho").content.decode()
    assert row.code in book
    assert row.code not in clerk.get(reverse("office:register")).content.decode()


def test_a_commune_of_another_province_is_not_offered(world: World, clerk: Client) -> None:
    press(clerk, unit=str(world.units["03283"]))
    assert [one.unit_id for one in everything()] in ([], [world.home])


def test_without_a_published_limit_a_second_person_confirms(world: World, clerk: Client) -> None:
    typed: dict[str, Any] = {"words": "", "code": NO_LIMIT, "items": ["1", "2", "3"]}
    assert "Chưa có thời hạn được công bố" in press(clerk, "xem", **typed).content.decode()
    assert press(clerk, **typed).status_code == 422
    press(clerk, **typed, value="7", limit_unit="working_days", article="NQ 12/2026/NQ-HĐND, Điều 3", once="b")
    (row,) = everything()
    assert (row.state, row.due_at) == ("submitted", None)
    own = clerk.get(reverse("office:waiting", args=[row.id])).content.decode()
    assert "Anh/chị đã nhập, nên người khác xác nhận" in own
    other = sign_in("kiem")
    page = other.get(reverse("office:waiting", args=[row.id])).content.decode()
    assert "NQ 12/2026/NQ-HĐND, Điều 3" in page
    sent = {"version": row.version, "once": "c", "confirm_limit": "1"}
    assert other.post(reverse("office:waiting", args=[row.id]), sent).status_code == 302
    row = world.get(row.id)
    assert clock.local(row.due_at).date().isoformat() == "2026-11-26"


def test_result_at_once_is_one_act_with_a_rating_slip(world: World, clerk: Client) -> None:
    answer = press(clerk, "tra-ngay", words="", code=BIRTH, items=["1", "2"], result_note="Giấy khai sinh số 12")
    (row,) = everything()
    assert row.state == "handed_over"
    assert [one.kind for one in onestop.papers(row)] == []
    page = clerk.get(answer.headers["Location"]).content.decode()
    assert "Đã làm xong và trả ngay" in page
    slip = next(one for one in notify.told(world.actors["nhai"], row.id) if one.template == "handed_over")
    assert reverse("office:slip", args=[slip.id]) in page


def test_guiding_at_the_counter_is_one_act(world: World, clerk: Client) -> None:
    page = press(clerk, "huong-dan", items=["1"]).content.decode()
    assert 'name="asked" value="2" checked' in page
    assert everything() == []
    bad = press(clerk, "in-huong-dan", items=["1"], asked=["2"], reason="x", ground="NĐ 123/2015")
    assert bad.status_code == 422
    assert everything() == []
    press(
        clerk, "in-huong-dan", items=["1"], asked=["2"], reason="Cô mang giúp học bạ.", ground="NĐ 123/2015", once="g"
    )
    (row,) = everything()
    assert (row.state, [one.kind for one in onestop.papers(row)]) == ("guided", ["supplement"])


def test_known_people_are_told_by_number_alone_and_only_of_this_unit(world: World, clerk: Client) -> None:
    world.received(MARITAL, applicant=world.applicant(id_number="038 000 000 123"))
    where = reverse("office:known_person")
    assert clerk.post(where, {"id_number": "038000000123"}).json()["name"] == "Bùi Thị Mơ"
    assert clerk.post(where, {"id_number": "", "phone": "0900.000.123"}).json() == {}  # it may be a neighbour's
    assert clerk.post(where, {"id_number": "038000000124"}).json() == {}
    assert sign_in("la").post(where, {"id_number": "038000000123"}).json() == {}
    assert clerk.get(where).status_code == 405


def test_what_goes_to_the_police_prints_receipt_and_slip_of_handing_over(world: World, clerk: Client) -> None:
    page = clerk.get(press(clerk, words="", code=POLICE).headers["Location"]).content.decode()
    (row,) = everything()
    assert row.state == "transferred"
    assert page.count("<img src=") >= 2
    assert "In lại phiếu bàn giao" in page
