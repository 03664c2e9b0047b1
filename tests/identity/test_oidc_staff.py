"""Officers sign in through a real provider process: the full code flow with PKCE, and everything bad it may say."""

import logging
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD
from tests.provider import Provider
from tests.web.office import sign_in
from tests.world import NOW, World
from thanthien.core import limits
from thanthien.core.errors import NotThere, Refused
from thanthien.core.limits import LIMITS, Limit
from thanthien.core.models import AuditRow
from thanthien.identity import access
from thanthien.identity.commands import links
from thanthien.identity.models import ProviderLink
from thanthien.org.models import Staff

START, BACK = "/can-bo/dang-nhap/nha-nuoc/", "/can-bo/dang-nhap/nha-nuoc/ve/"
OWN, LINK = "/can-bo/dinh-danh/", "/can-bo/dinh-danh/mo/"
LOGIN = "/can-bo/dang-nhap/"


def go(client: Client, provider: Provider, sub: str, start: str = START) -> Any:
    """Start here, choose there, come back here."""
    asked = client.get(start)
    assert asked.status_code == 302, asked.content.decode()
    return come_back(client, provider.choose(asked.headers["Location"], sub))


def come_back(client: Client, address: str) -> Any:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def linked(provider: Provider, login: str = "nhai", sub: str = "nv-001") -> Client:
    client = sign_in(login)
    assert go(client, provider, sub, LINK).headers["Location"] == OWN
    assert client.post(OWN, {"link": "1"}).status_code == 302
    return client


def test_linking_and_signing_in_is_the_full_flow(world: World, provider: Provider) -> None:
    first = linked(provider)
    page = first.get(OWN).content.decode()
    assert 'Đang gắn với <b translate="no">Hà Thị Nhài</b>' in page
    assert "SSO tỉnh ở đây là mô phỏng" in page
    other = Client()
    asked = urlsplit(other.get(START).headers["Location"])
    told = parse_qs(asked.query)
    assert told["code_challenge_method"] == ["S256"]
    assert told["redirect_uri"] == ["http://127.0.0.1:8000" + BACK]
    assert {"state", "nonce", "code_challenge"} <= told.keys()
    answer = go(other, provider, "nv-001", f"{START}?tiep=/can-bo/mot-cua/so/")
    assert answer.headers["Location"] == "/can-bo/mot-cua/so/"
    assert other.get(reverse("office:today")).status_code == 200


def test_every_step_leaves_its_row_without_the_providers_key(world: World, provider: Provider) -> None:
    linked(provider)
    go(Client(), provider, "nv-001")
    first = sign_in("nhai")
    first.post(OWN, {"unlink": "1"})
    rows = AuditRow.objects.filter(act__startswith="provider.").order_by("seq")
    assert [row.act for row in rows] == ["provider.link", "provider.sign_in", "provider.unlink"]
    assert not any("nv-001" in f"{row.body}{row.detail}" for row in rows)
    assert ProviderLink.objects.count() == 0
    assert go(Client(), provider, "nv-001").status_code == 403


def test_an_identity_that_nobody_linked_gets_a_kind_page_and_no_session(world: World, provider: Provider) -> None:
    client = Client()
    answer = go(client, provider, "nv-002")
    assert answer.status_code == 403
    assert "chưa gắn với cán bộ nào" in answer.content.decode()
    assert client.get(reverse("office:today")).status_code == 302


def test_neither_name_nor_mail_finds_anybody(world: World, provider: Provider) -> None:
    Staff.objects.filter(login="nhai").update(name="Hà Thị Nhài", login="nhai@camvan.example")
    assert go(Client(), provider, "nv-001").status_code == 403


def test_who_has_a_second_factor_still_shows_it(world: World, provider: Provider, monkeypatch: Any) -> None:
    linked(provider)
    factors = access.Factors(None, (access.Passkey(1, "khóa", NOW, None),), 8)
    monkeypatch.setattr(access, "factors_of", lambda staff_id: factors)
    client = Client()
    assert go(client, provider, "nv-001").headers["Location"] == reverse("office:second_step")
    assert client.get(reverse("office:today")).status_code == 302


def test_an_officer_who_left_is_nobody(world: World, provider: Provider) -> None:
    linked(provider)
    Staff.objects.filter(login="nhai").update(is_active=False)
    assert go(Client(), provider, "nv-001").status_code == 403


def test_one_identity_is_one_officer(world: World, provider: Provider) -> None:
    linked(provider)
    other = sign_in("truc")
    go(other, provider, "nv-001", LINK)
    answer = other.post(OWN, {"link": "1"})
    assert answer.status_code == 422
    assert "đã gắn với người khác" in answer.content.decode()
    assert ProviderLink.objects.get().staff.login == "nhai"


def test_a_link_may_be_changed_by_its_owner(world: World, provider: Provider) -> None:
    first = linked(provider)
    go(first, provider, "nv-002", LINK)
    assert first.post(OWN, {"link": "1"}).status_code == 302
    assert ProviderLink.objects.get().shown == "Phạm Văn Tâm"
    assert go(Client(), provider, "nv-001").status_code == 403


def test_nothing_is_linked_without_a_press_or_into_another_session(world: World, provider: Provider) -> None:
    first, other = sign_in("nhai"), sign_in("truc")
    assert other.post(OWN, {"link": "1"}).status_code == 302
    back = provider.choose(first.get(LINK).headers["Location"], "nv-001")
    assert come_back(other, back).status_code == 400, "planted into the session of somebody else"
    assert come_back(first, back).status_code == 302
    first.post(OWN, {"leave": "1"})
    first.post(OWN, {"link": "1"})
    assert ProviderLink.objects.count() == 0


def test_an_administrator_takes_a_lost_link_away_and_ends_the_sessions(world: World, provider: Provider) -> None:
    here = linked(provider)
    nhai = Staff.objects.get(login="nhai").id
    for login in ("truc", "la"):
        with pytest.raises(NotThere):
            links.unlink(actor=world.actors[login], now=NOW, staff_id=nhai)
    links.unlink(actor=world.actors["quan"], now=NOW, staff_id=nhai)
    assert here.get(reverse("office:today")).status_code == 302
    with pytest.raises(NotThere):
        links.unlink(actor=world.actors["quan"], now=NOW, staff_id=nhai)
    with pytest.raises(Refused):
        links.link(actor=world.actors["truc"], now=NOW, subject=_taken(world), shown="x")


def test_the_administrators_page_takes_it_away(world: World, provider: Provider) -> None:
    linked(provider)
    nhai = Staff.objects.get(login="nhai").id
    path = reverse("office:provider_unlink", args=[nhai])
    admin = sign_in("quan")
    assert path in admin.get(reverse("office:factor_reset", args=[nhai])).content.decode()
    assert "không đăng nhập bằng định danh ấy được nữa" in admin.get(path).content.decode()
    assert {admin.post(path).status_code, admin.post(path).status_code} == {302}, "pressed twice"
    assert ProviderLink.objects.count() == 0
    assert admin.get(path).status_code == 404


def _taken(world: World) -> str:
    subject = links.subject_of("https://sso.example", "1")
    links.link(actor=world.actors["nhai"], now=NOW, subject=subject, shown="Nhài")
    return subject


@pytest.mark.parametrize(
    "mischief",
    ["other_key", "nonce", "aud", "iss", "expired", "none", "garbage", "no_id_token", "sub"],
)
def test_a_token_that_is_not_good_lets_nobody_in(
    world: World, provider: Provider, mischief: str, caplog: pytest.LogCaptureFixture
) -> None:
    linked(provider)
    client = Client()
    asked = client.get(START).headers["Location"]
    provider.play(mischief)
    with caplog.at_level(logging.WARNING, "thanthien"):
        answer = come_back(client, provider.choose(asked, "nv-001"))
    assert answer.status_code in {403, 503}, mischief
    assert client.get(reverse("office:today")).status_code == 302
    assert "sign-in through the provider" in caplog.text or "provider for staff" in caplog.text
    assert "nv-001" not in caplog.text


@pytest.mark.parametrize("mischief", ["down", "description"])
def test_a_provider_that_is_away_is_said_kindly(world: World, provider: Provider, mischief: str) -> None:
    provider.play(mischief)
    answer = Client().get(START)
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "SSO tỉnh chưa trả lời" in text
    assert "Đăng nhập bằng tên và mật khẩu" in text


def test_a_provider_that_goes_away_half_way(world: World, provider: Provider) -> None:
    client = Client()
    back = provider.choose(client.get(START).headers["Location"], "nv-001")
    provider.play("token_down")
    assert come_back(client, back).status_code == 503


def test_state_is_of_this_browser_and_used_once(world: World, provider: Provider) -> None:
    linked(provider)
    client = Client()
    back = provider.choose(client.get(START).headers["Location"], "nv-001")
    assert come_back(Client(), back).status_code == 400
    assert come_back(client, back).status_code == 302
    assert come_back(client, back).status_code == 400, "replayed"
    for query in ("", "?code=x", "?state=x&code=y", "?error=access_denied", "?state=" + "x" * 5000):
        assert Client().get(f"{BACK}{query}").status_code == 400, query


def test_a_code_of_another_press_is_refused_by_its_proof_key(world: World, provider: Provider) -> None:
    linked(provider)
    client, thief = Client(), Client()
    stolen = parse_qs(urlsplit(provider.choose(client.get(START).headers["Location"], "nv-001")).query)["code"][0]
    state = parse_qs(urlsplit(thief.get(START).headers["Location"]).query)["state"][0]
    assert thief.get(f"{BACK}?state={state}&code={stolen}").status_code == 403


def test_who_leaves_the_providers_page_is_told_so(world: World, provider: Provider) -> None:
    client = Client()
    answer = come_back(client, provider.choose(client.get(START).headers["Location"]))
    assert answer.status_code == 400
    assert "đã thôi đăng nhập" in answer.content.decode()


@pytest.mark.parametrize("onward", ["https://ac.vidu/can-bo/", "//ac.vidu/can-bo/", "/can-bo/../../ac", "javascript:1"])
def test_it_leads_only_into_our_own_work_pages(world: World, provider: Provider, onward: str) -> None:
    linked(provider)
    answer = go(Client(), provider, "nv-001", f"{START}?tiep={onward}")
    assert answer.headers["Location"].startswith("/can-bo/")


def test_a_strange_site_cannot_send_anybody_off_and_starts_are_counted(
    world: World, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Client(headers={"Sec-Fetch-Site": "cross-site"}).get(START).headers["Location"] == LOGIN
    monkeypatch.setattr(limits, "LIMITS", {**LIMITS, "oidc.start": Limit(2, LIMITS["oidc.start"].span)})
    answers = [Client(REMOTE_ADDR="203.0.113.5").get(START).status_code for _ in range(3)]
    assert answers == [302, 302, 429]


def test_the_name_of_the_provider_is_shown_whole_and_harmless(world: World, provider: Provider) -> None:
    client = sign_in("nhai")
    go(client, provider, "xau", LINK)
    text = client.get(OWN).content.decode()
    assert "&lt;b&gt;Mơ" in text
    assert client.post(OWN, {"link": "1"}).status_code == 302


def test_without_a_provider_there_is_no_button_and_no_page(world: World) -> None:
    assert "nha-nuoc" not in Client().get(LOGIN).content.decode()
    for address in (START, BACK):
        assert Client().get(address).status_code == 404
    client = sign_in("nhai")
    assert {client.get(OWN).status_code, client.get(LINK).status_code} == {404}


def test_the_button_says_that_it_is_played(world: World, provider: Provider) -> None:
    page = Client().get(f"{LOGIN}?tiep=/can-bo/mot-cua/so/").content.decode()
    assert "Đăng nhập bằng SSO tỉnh (mô phỏng)" in page
    assert Client().post(LOGIN, {"login": "nhai", "password": PASSWORD}).status_code == 302
