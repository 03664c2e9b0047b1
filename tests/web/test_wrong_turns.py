"""Pages for what went wrong: kind, in Vietnamese, without a database, and without secrets."""

from typing import Any

import pytest
from django.test import Client

from thanthien.web import sites
from thanthien.web.sites import Moved, Site

pytestmark = pytest.mark.urls("tests.web.urls")
VAN = Site(code="15163", name="Cẩm Vân", province="Tỉnh Thanh Hóa", phone="02370000115", prefix="/xa/15163")
OTHER = Site(code="15166", name="Cẩm Tân", province="Tỉnh Thanh Hóa", prefix="/xa/15166")


def resolve(code: str) -> Site | Moved | None:
    moved = {"15187": Moved("xã Cẩm Tâm", (VAN,)), "15190": Moved("xã Cẩm Sơn", (VAN, OTHER))}
    return {"": VAN, "15163": VAN}.get(code) or moved.get(code)


@pytest.fixture(autouse=True)
def _communes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "_resolver", [resolve])


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("what", "status", "says"),
    [
        ("het-cho", 503, "Chưa có gì bị mất."),
        ("khoa", 503, "5 phút nữa bấm lại."),
        ("ban", 503, "Máy của xã đang bận"),
        ("cua-nguoi-khac", 404, "Không có trang này"),
        ("bi-chuyen", 409, "Chị Nhài vừa chuyển hồ sơ này sang bước ký lúc 9:14."),
        ("tu-choi", 422, "Chỉ yêu cầu bổ sung một lần."),
        ("hong", 500, "Trang này đang hỏng"),
    ],
)
def test_each_fault_has_its_sentence(visitor: Client, what: str, status: int, says: str) -> None:
    answer = visitor.get(f"/sai/{what}/")
    html = answer.content.decode()
    assert answer.status_code == status
    assert says in html
    assert "0237\u00a0000\u00a00115" in html
    assert "secret" not in html
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.headers.get("Retry-After") == "300") == (status == 503)


def test_not_there_and_not_yours_are_the_same_page(visitor: Client) -> None:
    assert visitor.get("/sai/cua-nguoi-khac/").content == visitor.get("/khong-co/").content


def test_page_of_fault_stands_when_even_the_commune_cannot_be_read(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(code: str) -> Site:
        from django.db import OperationalError

        raise OperationalError("database is locked")

    monkeypatch.setattr(sites, "_resolver", [locked])
    answer = visitor.get("/sai/khoa/")
    assert answer.status_code == 503
    assert "Chưa có gì bị mất." in answer.content.decode()


def test_form_without_its_key_is_told_kindly() -> None:
    visitor = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = visitor.post("/o-dau/")
    assert answer.status_code == 403
    assert "Trang mở lâu quá nên xã khóa lại cho an toàn." in answer.content.decode()


def test_every_answer_is_locked_against_foreign_code(visitor: Client) -> None:
    for address in ("/thanh-phan/", "/khong-co/", "/sai/hong/"):
        policy = visitor.get(address).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_address_of_a_commune_is_read_and_hidden_from_the_routes(visitor: Client) -> None:
    assert visitor.get("/o-dau/").content.decode() == "xã Cẩm Vân||/o-dau/"
    assert visitor.get("/xa/15163/o-dau/").content.decode() == "xã Cẩm Vân|/xa/15163|/o-dau/"
    assert visitor.get("/xa/15163").headers["Location"] == "/xa/15163/"
    assert visitor.get("/xa/99999/").status_code == 404


def test_old_code_leads_on_or_offers_a_choice(visitor: Client) -> None:
    one: Any = visitor.get("/xa/15187/thu-tuc/?q=ks")
    assert (one.status_code, one.headers["Location"]) == (302, "/xa/15163/thu-tuc/?q=ks")
    several = visitor.get("/xa/15190/")
    assert several.status_code == 300
    assert 'href="/xa/15166/"' in several.content.decode()
