"""The catalogue for citizens."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.reading import PAGE_BYTES, PAGE_QUERIES, at, text_of
from tests.world import BIRTH, DENUNCIATION, MARITAL, NO_LIMIT, POLICE, REBIRTH, World, rehearsed
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.public import place

pytestmark = pytest.mark.usefixtures("world")
PROVINCE_ONLY = "1.115323"
NOT_FILEABLE = ("2.002396", "2.002409", "2.001801", "2.001909")


def offered(world: World) -> onestop.Offered:
    return onestop.offered(world.home, world.now.date())


def test_every_procedure_has_its_page(client: Client, world: World) -> None:
    for code, offer in offered(world).every.items():
        page = text_of(client, f"/thu-tuc/{code}/", 200 if offer.enabled else 404)
        assert "None" not in re.sub(r"<script.*", "", page), code
        assert offer.entry.title.replace("\u00a0", " ") in page.replace("&#x27;", "'"), code


def test_both_orders_name_everything_offered(client: Client, world: World) -> None:
    by_event, by_field = text_of(client, "/thu-tuc/"), text_of(client, "/thu-tuc/?theo=linh-vuc")
    for offer in offered(world).open:
        assert f"/thu-tuc/{offer.entry.code}/" in by_event
        assert f"/thu-tuc/{offer.entry.code}/" in by_field
    assert PROVINCE_ONLY not in by_event
    assert "Nhà có em bé" in by_event
    assert "Hộ tịch" in by_field


def test_pages_are_light_and_ask_little(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    addresses = (
        "/thu-tuc/", "/thu-tuc/?nhom=em-be", "/thu-tuc/?q=khai sinh", "/thu-tuc/?q=zzzz qqqq", f"/thu-tuc/{BIRTH}/",
    )  # fmt: skip
    for address in addresses:
        client.get(address)  # the shelf is built once a process
        place.forget()
        with django_assert_max_num_queries(PAGE_QUERIES):
            answer = client.get(address)
        assert len(answer.content) < PAGE_BYTES


def test_the_page_answers_the_usual_questions(client: Client) -> None:
    page = text_of(client, f"/thu-tuc/{BIRTH}/")
    for words in (
        "Bao lâu",
        "Lệ phí",
        "Ở đâu",
        "Mang theo những gì",
        "In danh sách",
        "Ai giải quyết",
        "Căn cứ pháp luật",
    ):
        assert words in page
    assert page.index("Mang theo những gì") < page.index("Căn cứ pháp luật")
    assert "<details open" not in page.partition("Căn cứ pháp luật")[0].rpartition("<details")[2]
    assert "Tải mẫu" not in page


def test_todays_date_is_worked_out(client: Client) -> None:
    with rehearsed(at(23, 9)):
        birth, again = text_of(client, f"/thu-tuc/{BIRTH}/"), text_of(client, f"/thu-tuc/{REBIRTH}/")
    assert "Nộp trước 15 giờ hôm nay, thứ Hai 23/11, thì hôm nay có kết quả." in birth
    assert "Nộp sau 15 giờ: nhận thứ Tư 25/11." in birth
    assert "Nộp bây giờ thì hẹn trả thứ Ba 1/12." in again
    assert "24/11 nghỉ lễ" in again
    with rehearsed(at(23, 16)):
        assert "Nộp bây giờ thì hẹn trả thứ Tư 25/11." in text_of(client, f"/thu-tuc/{BIRTH}/")
    with rehearsed(at(21, 9)):
        assert "Nộp lúc 7:30 thứ Hai 23/11 thì hẹn trả thứ Ba 1/12." in text_of(client, f"/thu-tuc/{REBIRTH}/")


def test_no_limit_known_no_date_invented(client: Client) -> None:
    page = text_of(client, f"/thu-tuc/{NO_LIMIT}/")
    assert "Xã chưa có thời hạn được công bố" in page
    assert "thì hẹn trả" not in page
    assert "Chưa xác nhận mức thu" in page
    assert "chờ xác nhận" in page


def test_a_fee_nobody_confirmed_never_reads_as_free(client: Client, world: World) -> None:
    for code, offer in offered(world).every.items():
        if offer.entry.fee.status == "assumed_free" and offer.enabled:
            page = text_of(client, f"/thu-tuc/{code}/")
            assert "Chưa xác nhận mức thu" in page
            assert "miễn phí" not in page.lower()


def test_the_polices_procedures_say_so(client: Client) -> None:
    assert "Công an xã giải quyết. Một cửa nhận giúp rồi chuyển sang." in text_of(client, f"/thu-tuc/{POLICE}/")


def test_what_the_law_keeps_out_of_the_counter_has_no_way_to_file(client: Client) -> None:
    for code in NOT_FILEABLE:
        page = text_of(client, f"/thu-tuc/{code}/")
        assert f"{code}/nop/" not in page
        assert "Nộp qua mạng" not in page
        assert "Nộp hồ sơ" not in page
    denunciation = text_of(client, f"/thu-tuc/{DENUNCIATION}/")
    assert "Bà con đến gặp trực tiếp tại trụ sở" in denunciation
    assert "gửi đơn qua bưu điện" in denunciation
    assert "trưởng thôn" not in denunciation
    assert 'name="once"' not in client.get(f"/thu-tuc/{DENUNCIATION}/nop/").content.decode()


def test_filing_online_is_the_communes_choice(client: Client, world: World) -> None:
    page = text_of(client, f"/thu-tuc/{MARITAL}/")
    assert f'href="/thu-tuc/{MARITAL}/nop/"' in page
    assert "không phải Cổng Dịch vụ công quốc gia" in page
    org.set_office(actor=SYSTEM, now=world.now, unit_id=world.home, values={"online_filing": False})
    place.forget()
    closed = text_of(client, f"/thu-tuc/{MARITAL}/")
    assert f"{MARITAL}/nop/" not in closed
    assert "Chuẩn bị hồ sơ" in closed
    assert "Cổng Dịch vụ công quốc gia" in closed


def test_a_provinces_own_code_is_off_elsewhere_and_says_so(client: Client, world: World) -> None:
    assert "thủ tục riêng của Đắk Lắk" in text_of(client, f"/thu-tuc/{PROVINCE_ONLY}/", 404)
    onestop.set_procedure(actor=world.actors["quan"], now=world.now, code=PROVINCE_ONLY, enabled=True)
    assert "Mang theo những gì" in text_of(client, f"/thu-tuc/{PROVINCE_ONLY}/")


def test_replaced_ones_lead_on(client: Client) -> None:
    page = text_of(client, "/thu-tuc/2.000986/")
    assert "có thể đã được thay bằng 3.000722" in page
    assert 'href="/thu-tuc/3.000722/"' in page
    assert "hết ngày 31/12/2026" in text_of(client, "/thu-tuc/1.011606/")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("giay doc than", MARITAL),
        ("dk ks", BIRTH),
        ("mở quán", "1.001612"),
        ("nhập khẩu", POLICE),
        ("báo tử", "1.000656"),
    ],
)
def test_search_understands_people_with_and_without_script(client: Client, typed: str, code: str) -> None:
    whole = client.get("/thu-tuc/", {"q": typed}).content.decode()
    part = client.get("/thu-tuc/", {"q": typed}, headers={"HX-Request": "true"}).content.decode()
    assert f"/thu-tuc/{code}/" in whole
    assert f"/thu-tuc/{code}/" in part
    assert "<html" in whole
    assert "<html" not in part


def test_a_search_that_found_nothing_helps_on_and_is_counted(client: Client, world: World) -> None:
    page = text_of(client, "/thu-tuc/?q=giấy hẹn xxyyzz")
    assert "Xã chưa tìm thấy thủ tục nào có chữ “giấy hẹn xxyyzz”. Thử:" in page or "/thu-tuc/" in page
    text_of(client, "/thu-tuc/?q=Zzzz Qqqq")
    text_of(client, "/thu-tuc/?q=zzzz  qqqq")
    client.get("/thu-tuc/?q=zzzz qqqq", headers={"HX-Request": "true"})
    found = {row.text: row.count for row in onestop.misses(world.actors["quan"])}
    assert found["zzzz qqqq"] == 2


def test_random_typing_does_not_fill_the_list(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thanthien.onestop.commands.catalogue.MOST_MISSES", 3)
    for number in range(6):
        client.get(f"/thu-tuc/?q=zzq{'x' * number}qzz")
    assert onestop.misses(world.actors["quan"]).count() == 3


def test_what_is_typed_is_never_markup(client: Client) -> None:
    page = text_of(client, "/thu-tuc/?q=<b>zzz</b> <script>")
    assert "<b>zzz" not in page
    assert "<script>" not in page
    assert client.get("/thu-tuc/", {"q": "a" * 20_000}).status_code == 200
    assert client.get("/thu-tuc/", {"q": "\x00\u200b"}).status_code == 200


def test_a_matter_of_others_is_told(client: Client) -> None:
    assert "do Công an làm" in text_of(client, "/thu-tuc/?q=hộ chiếu")


def test_unknown_procedures_are_not_there(client: Client) -> None:
    assert client.get("/thu-tuc/9.999999/").status_code == 404
    assert client.get("/thu-tuc/%00/").status_code == 404
