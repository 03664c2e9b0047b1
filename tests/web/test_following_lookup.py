"""Code and telephone number: state, clock and place; the same answer for wrong and unknown; guessing is slowed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, World, rehearsed

pytestmark = pytest.mark.django_db
NO_MATCH = "Mã và số điện thoại này không khớp hồ sơ nào."


def ask(client: Client, code: str, phone: str) -> Any:
    return client.post("/tra-cuu/", {"code": code, "phone": phone})


def test_state_clock_and_place_only(world: World, client: Client) -> None:
    dossier = world.received()
    with CaptureQueriesContext(connection) as seen:
        answer = ask(client, f" {dossier.code.lower()} ", "+84 900 000 123")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Xã đang làm." in html
    assert "còn 5 ngày" in html
    assert "Bộ phận Một cửa xã Cẩm Vân" in html
    for secret in ("Bùi", "Mơ", "Đăng ký lại khai sinh", "/hs/", "Trúc"):
        assert secret not in html
    assert len(seen) <= 5
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_wrong_and_unknown_are_the_same_answer(world: World, client: Client) -> None:
    dossier = world.received()
    wrong = ask(client, dossier.code, "0911 111 111").content.decode()
    unknown = ask(client, dossier.code.replace("0001", "9999"), "0911 111 111").content.decode()
    assert NO_MATCH in wrong
    assert wrong.replace(dossier.code, "X") == unknown.replace(dossier.code.replace("0001", "9999"), "X")


@pytest.mark.parametrize(
    ("code", "phone"), [("", ""), ("x" * 5000, "0900000123"), ("TT", "12"), ("'; --", "0900000123")]
)
def test_nonsense_is_told_kindly(world: World, client: Client, code: str, phone: str) -> None:
    answer = ask(client, code, phone)
    assert answer.status_code == 422
    assert "chỗ cần anh/chị xem lại" in answer.content.decode()


def test_guessing_the_number_of_a_code_is_slowed_and_forgiven(world: World, client: Client) -> None:
    dossier = world.received()
    for number in range(6):
        assert ask(client, dossier.code, f"091111111{number}").status_code == 422
    held = ask(client, dossier.code, "0900000123")
    assert held.status_code == 429
    assert held.headers["Retry-After"] == "900"
    assert "Đã thử nhiều lần chưa đúng. Chờ 15 phút" in held.content.decode()
    with rehearsed(NOW + timedelta(minutes=16)):
        assert ask(client, dossier.code, "0900000123").status_code == 200


def test_a_hamlet_behind_one_router_waits_a_minute_at_most(world: World, client: Client) -> None:
    dossier = world.received()
    for number in range(30):
        ask(client, f"TT-15163-261116-{number + 5000}", f"09111111{number:02d}")
    assert ask(client, dossier.code, "0900000123").status_code == 429
    with rehearsed(NOW + timedelta(seconds=61)):
        assert ask(client, dossier.code, "0900000123").status_code == 200


def test_those_who_know_are_never_counted(world: World, client: Client) -> None:
    dossier = world.received()
    assert {ask(client, dossier.code, "0900000123").status_code for _ in range(40)} == {200}


def test_the_empty_page(world: World, client: Client) -> None:
    page = client.get("/tra-cuu/?ma=TT-15163-261116-0001")
    assert page.status_code == 200
    assert 'value="TT-15163-261116-0001"' in page.content.decode()
    assert len(page.content) < 30_000
