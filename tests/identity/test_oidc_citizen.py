"""People may let VNeID, played here, state their name: it fills in a box, and that is all it does."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.identity.test_oidc_staff import come_back
from tests.identity.test_oidc_staff import go as go_through
from tests.provider import Provider
from tests.world import NOW, REBIRTH, World
from thanthien.conf.oidc import ProviderUnclear, providers
from thanthien.core import clock, crypto
from thanthien.core.models import AuditRow
from thanthien.identity import citizens
from thanthien.org.models import Staff

PAGE, START, LEAVE = "/dinh-danh/", "/dinh-danh/mo/", "/dinh-danh/quen/"
FILING = f"/thu-tuc/{REBIRTH}/nop/"


def go(client: Client, provider: Provider, sub: str, start: str = START) -> Any:
    return go_through(client, provider, sub, start)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_name_is_filled_in_and_who_says_so_stands_there(world: World, provider: Provider, client: Client) -> None:
    before = text(client.get(FILING))
    assert "Lấy tên từ VNeID (mô phỏng)" in before
    assert "Bùi Thị Mơ" not in before
    answer = go(client, provider, "dan-001", f"{START}?tiep={FILING}")
    assert answer.headers["Location"] == FILING
    page = text(client.get(FILING))
    assert "VNeID (mô phỏng) nói anh/chị là" in page
    assert 'value="Bùi Thị Mơ"' in page
    assert "VNeID ở đây là mô phỏng" in text(client.get(PAGE))


def test_it_makes_no_account_and_no_row_of_the_journal(world: World, provider: Provider, client: Client) -> None:
    people, rows = Staff.objects.count(), AuditRow.objects.count()
    go(client, provider, "dan-001")
    assert (Staff.objects.count(), AuditRow.objects.count()) == (people, rows)
    assert client.get("/can-bo/").status_code == 302


def test_only_the_browser_keeps_the_name_sealed_and_for_an_hour(
    world: World, provider: Provider, client: Client
) -> None:
    go(client, provider, "dan-001")
    cookie = client.cookies[citizens.COOKIE]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (3600, True, "Lax")
    kept = f"{dict(client.session)}{cookie.value}"
    assert "M\\u01a1" not in kept
    assert "Mơ" not in kept
    assert "dan-001" not in kept
    with clock.rehearse(NOW + timedelta(minutes=61)):
        assert 'value="Bùi Thị Mơ"' not in text(client.get(FILING))


def test_the_next_one_at_this_computer_begins_with_nothing(world: World, provider: Provider, client: Client) -> None:
    go(client, provider, "dan-001")
    assert client.get(LEAVE).status_code == 405
    assert client.post(LEAVE, {"tiep": FILING}).headers["Location"] == FILING
    assert 'value="Bùi Thị Mơ"' not in text(client.get(FILING))
    assert Client(headers={"Sec-Fetch-Site": "cross-site"}).post(LEAVE).status_code == 403


ELSEWHERE = pytest.param(crypto.encrypt_text('{"name": "Mơ"}', citizens.PLACE), id="sealed-without-its-hour")


@pytest.mark.parametrize("kept", ["AAAA", "x" * 9000, "==.\xff", ELSEWHERE])
def test_a_damaged_or_invented_statement_is_no_statement(
    world: World, provider: Provider, client: Client, kept: str
) -> None:
    client.cookies[citizens.COOKIE] = kept
    answer = client.get(FILING)
    assert answer.status_code == 200
    assert "nói anh/chị là" not in text(answer)


@pytest.mark.parametrize("mischief", ["other_key", "nonce", "aud", "iss", "expired", "none", "no_id_token"])
def test_a_bad_answer_fills_in_nothing(world: World, provider: Provider, client: Client, mischief: str) -> None:
    asked = client.get(START).headers["Location"]
    provider.play(mischief)
    answer = come_back(client, provider.choose(asked, "dan-001"))
    assert answer.status_code in {403, 503}
    assert "Nộp không cần định danh" in text(answer)
    provider.play("")
    assert 'value="Bùi Thị Mơ"' not in text(client.get(FILING))


def test_leaving_going_away_and_coming_twice_are_kind(world: World, provider: Provider, client: Client) -> None:
    back = provider.choose(client.get(START).headers["Location"])
    assert "đã thôi ở VNeID" in text(come_back(client, back))
    assert come_back(client, back).status_code == 400
    provider.play("down")
    away = client.get(START)
    assert away.status_code == 503
    assert "tự gõ tên, vẫn nộp được" in text(away)


def test_an_officers_code_does_not_open_the_peoples_door(world: World, provider: Provider, client: Client) -> None:
    back = provider.choose(client.get("/can-bo/dang-nhap/nha-nuoc/").headers["Location"], "nv-001")
    assert client.get(f"{PAGE}ve/?{back.partition('?')[2]}").status_code == 400


@pytest.mark.parametrize("onward", ["https://ac.vidu/", "//ac.vidu", "/can-bo/", f"{FILING}?x=1", "/thu-tuc/١/nop/"])
def test_it_leads_back_only_to_filing(world: World, provider: Provider, client: Client, onward: str) -> None:
    assert go(client, provider, "dan-001", f"{START}?tiep={onward}").headers["Location"] == PAGE


def test_a_name_of_any_shape_stays_a_name(world: World, provider: Provider, client: Client) -> None:
    go(client, provider, "xau")
    page = text(client.get(FILING))
    assert "<b>Mơ</b>" not in page
    assert "&lt;b&gt;Mơ" in page


def test_without_a_provider_nothing_is_offered_and_no_cookie_is_set(world: World, client: Client) -> None:
    answer = client.get(FILING)
    assert "Lấy tên từ" not in text(answer)
    assert not answer.cookies
    assert {client.get(address).status_code for address in (PAGE, START, f"{PAGE}ve/")} == {404}


def test_a_real_provider_is_not_called_played() -> None:
    given = {
        "THANTHIEN_VNEID_ISSUER": "https://a.example",
        "THANTHIEN_VNEID_CLIENT": "x",
        "THANTHIEN_VNEID_SECRET": "y",
    }
    assert providers(given)["citizen"].simulated
    assert not providers(given | {"THANTHIEN_VNEID_REAL": "1"})["citizen"].simulated
    assert providers({}) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"THANTHIEN_SSO_ISSUER": "http://sso.example", "THANTHIEN_SSO_CLIENT": "x", "THANTHIEN_SSO_SECRET": "y"},
        {"THANTHIEN_SSO_ISSUER": "sso.example", "THANTHIEN_SSO_CLIENT": "x", "THANTHIEN_SSO_SECRET": "y"},
        {"THANTHIEN_SSO_ISSUER": "https://sso.example", "THANTHIEN_SSO_CLIENT": "x"},
        {"THANTHIEN_SSO_ISSUER": "https://sso.example", "THANTHIEN_SSO_SECRET": "y"},
    ],
)
def test_a_provider_half_set_or_over_an_open_line_stops_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(ProviderUnclear):
        providers(wrong)
