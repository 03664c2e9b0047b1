"""``/tinh-han/``: the same answers as the command line and the API, for people."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.reading import PAGE_QUERIES, text_of
from tests.world import NO_LIMIT, REBIRTH
from thanthien.public import place

pytestmark = pytest.mark.usefixtures("world")
BOXES = {"start_d": "24", "start_m": "11", "start_y": "2026", "hour": "9:20"}
LINK = f"/tinh-han/?procedure={REBIRTH}&received=2026-11-20T09:20"


def sent(client: Client, **typed: str) -> str:
    answer = client.get("/tinh-han/", typed)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_boxes_become_a_link_that_says_what_is_asked(client: Client) -> None:
    link = sent(client, theo="thu-tuc", procedure=REBIRTH, **BOXES)
    assert parse_qs(urlsplit(link).query) == {"procedure": [REBIRTH], "received": ["2026-11-24T09:20"]}
    counted = sent(client, theo="so-ngay", count="5", unit="working_days", **BOXES)
    assert parse_qs(urlsplit(counted).query) == {"working_days": ["5"], "from": ["2026-11-24T09:20"]}
    ruled = sent(client, theo="quy-tac", rule="kn1-03", **BOXES)
    assert parse_qs(urlsplit(ruled).query)["rule"] == ["KN1-03"]


def test_the_link_answers_first_and_explains_after(client: Client) -> None:
    page = text_of(client, LINK)
    assert "Thứ Hai 30/11" in page
    assert "5 ngày làm việc: 23, 25, 26, 27, 30/11; 24/11 nghỉ lễ." in page
    assert "Bộ luật Dân sự 2015" in page
    assert 'class="weeks"' in page
    assert page.index("Thứ Hai 30/11") < page.index("Bộ luật Dân sự")


def test_the_form_keeps_what_the_link_asked(client: Client) -> None:
    page = client.get(f"{LINK}&event=supplement@2026-11-25T08:00").content.decode()
    assert f'<option value="{REBIRTH}" selected>' in page
    assert 'value="9:20"' in page
    assert "Đồng hồ đang dừng" in page
    assert 'class="weeks"' not in page  # no date is drawn while the clock stands


def test_a_supplement_moves_the_date(client: Client) -> None:
    boxes = {"asked_d": "24", "asked_m": "11", "asked_y": "2026", "full_d": "24", "full_m": "11", "full_y": "2026"}
    link = sent(client, theo="thu-tuc", procedure=REBIRTH, **BOXES, **boxes)
    assert parse_qs(urlsplit(link).query)["event"] == ["supplement@2026-11-24T09:21", "complete@2026-11-24T09:22"]
    assert "Căn cứ từng bước" in text_of(client, f"/tinh-han/{link}")


def test_calendar_days_days_and_rules(client: Client) -> None:
    assert "Thứ Ba 28/4" in text_of(client, "/tinh-han/?calendar_days=30&from=2026-03-28")
    assert client.get("/tinh-han/?rule=KN1-03&from=2026-03-28").status_code == 200
    assert "dự kiến" in text_of(client, "/tinh-han/?working_days=5&from=2027-04-14")


def test_mistakes_stand_at_their_field_and_keep_what_was_typed(client: Client) -> None:
    typed = {"theo": "so-ngay", "count": "năm", "unit": "working_days", "start_d": "31", "start_m": "2",
             "start_y": "2026", "hour": "25 giờ"}  # fmt: skip
    answer = client.get("/tinh-han/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tháng 2 chỉ có 28 ngày." in page
    assert "Ghi giờ như 8 giờ 30" in page
    assert "Còn 3 chỗ cần anh/chị xem lại" in page
    for value in ('value="31"', 'value="năm"', 'value="25 giờ"'):
        assert value in page


def test_the_order_of_what_happened_is_checked(client: Client) -> None:
    late = {"asked_d": "20", "asked_m": "11", "asked_y": "2026"}
    assert "trước ngày xã nhận hồ sơ" in text_of_form(client, late)
    assert "điền cả ngày xã yêu cầu" in text_of_form(client, {"full_d": "26", "full_m": "11", "full_y": "2026"})


def text_of_form(client: Client, extra: dict[str, str]) -> str:
    answer = client.get("/tinh-han/", {"theo": "thu-tuc", "procedure": REBIRTH, **BOXES, **extra})
    assert answer.status_code == 422
    return answer.content.decode()


def test_no_limit_known_is_said_not_guessed(client: Client) -> None:
    page = text_of(client, f"/tinh-han/?procedure={NO_LIMIT}&received=2026-11-20", 422)
    assert "Chưa biết thời hạn của việc này" in page
    assert 'href="#id_procedure"' in page


def test_strange_links_are_answered_kindly(client: Client) -> None:
    for query in (
        "working_days=abc&from=2026-02-12", "working_days=5&from=hôm nay", "rule=XX-1&from=2026-02-12",
        "procedure=9.9&received=2026-02-12", "working_days=5&calendar_days=5&from=2026-02-12",
        "working_days=5&from=1999-01-01", "working_days=999999&from=2026-01-01", "from=2026-01-01",
        "procedure=1.004884&received=2026-02-12&event=x", "procedure=1.004884&received=2026-02-12&unit=99999",
    ):  # fmt: skip
        page = text_of(client, f"/tinh-han/?{query}", 422)
        assert "Chưa tính được ngày" in page, query


def test_a_page_of_dates_asks_little(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client.get(LINK)
    place.forget()
    with django_assert_max_num_queries(PAGE_QUERIES):
        client.get(LINK)
