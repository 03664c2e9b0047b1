"""Paying online against a real provider process: signatures, repetitions, wrong amounts, money that comes late."""

import json
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.fees.provider import SECRET, Provider, notice, running, signed
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.models import PaymentCall, Receipt

fees = onestop.fees
CASE = "2.000884"  # 10,000 đồng


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running() as found:
        settings.THANTHIEN_PAY = ""
        settings.THANTHIEN_PAY_URL, settings.THANTHIEN_PAY_SECRET = found.url, SECRET
        yield found


def opened(client: Client, world: World, provider: Provider) -> tuple[Any, str]:
    """A dossier whose payment its owner has begun: the dossier and the reference that the provider got."""
    dossier = world.received(CASE)
    page = client.post(f"/hs/{onestop.token_of(dossier.id)}/le-phi/")
    assert page.status_code == 200
    assert provider.url in page.content.decode()
    return dossier, provider.orders[-1]["reference"]


def told(client: Client, body: bytes, signature: str) -> int:
    headers = {"X-Thanthien-Signature": signature}
    return client.post("/thanh-toan/bao/", body, content_type="application/json", headers=headers).status_code


def state(dossier: Any) -> str:
    found = fees.charge_of(dossier)
    assert found is not None
    return str(found.state)


def test_the_order_names_nobody_and_pressing_twice_is_one_payment(
    client: Client, world: World, provider: Provider
) -> None:
    dossier, first = opened(client, world, provider)
    client.post(f"/hs/{onestop.token_of(dossier.id)}/le-phi/")
    assert [one["reference"] for one in provider.orders] == [first, first]
    assert provider.orders[0]["amount"] == 10_000
    assert "Mơ" not in json.dumps(provider.orders, ensure_ascii=False)


def test_the_exact_amount_counts_once_and_a_repeated_call_back_changes_nothing(
    client: Client, world: World, provider: Provider
) -> None:
    dossier, reference = opened(client, world, provider)
    for _ in range(3):
        assert told(client, *notice(reference, 10_000)) == 200
    assert state(dossier) == "paid"
    assert [one.amount for one in Receipt.objects.all()] == [10_000]
    page = client.get(f"/hs/{onestop.token_of(dossier.id)}/")
    assert "Đã nộp 10.000" in page.content.decode()


def test_a_payment_of_which_nobody_told_anything_is_settled_by_the_statement(
    client: Client, world: World, provider: Provider
) -> None:
    dossier, reference = opened(client, world, provider)
    nhai, later = world.actors["nhai"], world.now + timedelta(hours=2)
    assert not fees.unclear(nhai, world.now).exists()
    row = fees.unclear(nhai, later).get()
    given: dict[str, Any] = {"now": later, "payment_id": row.id, "note": "Sao kê ngày 16/11, trang 2"}
    with pytest.raises(NotThere):
        fees.resolve(actor=world.actors["truc"], came=True, transaction="SK-1", **given)
    with pytest.raises(Refused) as no:
        fees.resolve(actor=nhai, came=True, transaction="", **given)
    assert no.value.field == "transaction"
    fees.resolve(actor=nhai, came=True, transaction="SK-0001", **given)
    assert state(dossier) == "paid"
    assert not fees.unclear(nhai, later).exists()
    assert told(client, *notice(reference, 10_000, transaction="SK-0001")) == 200  # told late, it counts once
    assert [one.amount for one in Receipt.objects.all()] == [10_000]
    other, _ = opened(client, world, provider)
    fees.resolve(actor=nhai, came=False, transaction="", **given | {"payment_id": fees.unclear(nhai, later).get().id})
    assert state(other) == "due"
    assert audit.verify().ok


def test_a_number_copied_from_the_next_line_of_the_statement_makes_nobodys_money_vanish(
    client: Client, world: World, provider: Provider
) -> None:
    first, second = opened(client, world, provider)[0], opened(client, world, provider)
    nhai, later = world.actors["nhai"], world.now + timedelta(hours=2)
    row = fees.unclear(nhai, later).get(dossier=first)
    fees.resolve(actor=nhai, now=later, payment_id=row.id, came=True, transaction="SK-9", note="Sao kê, trang 2")
    for _ in range(2):
        assert told(client, *notice(second[1], 10_000, transaction="SK-9")) == 200
    assert (state(first), state(second[0])) == ("paid", "paid")
    assert fees.odd_calls(nhai).get().payment_id == row.id  # what was typed waits for somebody to look again
    assert Receipt.objects.count() == 2


@pytest.mark.parametrize("amount", [1, 9_999, 10_001, 0])
def test_another_amount_is_kept_for_an_officer_and_not_taken_as_paid(
    client: Client, world: World, provider: Provider, amount: int
) -> None:
    dossier, reference = opened(client, world, provider)
    assert told(client, *notice(reference, amount)) == 200
    assert state(dossier) == "due"
    odd = fees.odd_calls(world.actors["nhai"]).get()
    assert (odd.amount, odd.verdict) == (amount, "amount")


@pytest.mark.parametrize("signature", ["", "00", "é", signed(b"{}"), "a" * 64])
def test_a_wrong_signature_is_refused_and_logged(
    client: Client, world: World, provider: Provider, signature: str, caplog: pytest.LogCaptureFixture
) -> None:
    dossier, reference = opened(client, world, provider)
    body, _ = notice(reference, 10_000)
    assert told(client, body, signature.encode("utf-8", "replace").decode("latin-1")) == 403
    assert "wrong signature" in caplog.text
    assert state(dossier) == "due"
    assert not PaymentCall.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", notice("x", "10000")[0], notice("x", -1)[0],
                                  notice("x", True)[0], notice("x", 1, transaction="")[0]])  # fmt: skip
def test_a_signed_body_that_cannot_be_read_is_refused(
    client: Client, world: World, provider: Provider, body: bytes
) -> None:
    assert told(client, body, signed(body)) == 400


def test_money_that_nobody_can_place_waits_in_the_commune_that_was_called(
    client: Client, world: World, provider: Provider
) -> None:
    assert told(client, *notice(uuid4().hex, 10_000)) == 200
    assert told(client, *notice("khong-phai-ma", 5, transaction="GD-2")) == 200
    assert {one.verdict for one in fees.odd_calls(world.actors["nhai"])} == {"unknown"}


def test_a_call_back_after_the_cash_was_paid_is_due_back(client: Client, world: World, provider: Provider) -> None:
    dossier, reference = opened(client, world, provider)
    charge = fees.charge_of(dossier)
    assert charge is not None
    fees.collect(actor=world.actors["nhai"], now=world.now, charge_id=charge.id, version=charge.version)
    assert told(client, *notice(reference, 10_000)) == 200
    call = fees.odd_calls(world.actors["nhai"]).get()
    assert call.verdict == "late"
    fees.settle(
        actor=world.actors["nhai"], now=world.now, call_id=call.id, note="Đã nộp tiền mặt trước đó", refund=True
    )
    assert fees.refunds(world.actors["tam"]).get().amount == 10_000
    with pytest.raises(Refused, match="đã có người xem"):
        fees.settle(actor=world.actors["tam"], now=world.now, call_id=call.id, note="Xem lại lần nữa", refund=True)


def test_the_charge_changed_while_the_person_was_paying(client: Client, world: World, provider: Provider) -> None:
    dossier, reference = opened(client, world, provider)
    charge = fees.charge_of(dossier)
    assert charge is not None
    fees.change(
        actor=world.actors["truc"], now=world.now, charge_id=charge.id, version=charge.version, amount=8000,
        reason="Theo nghị quyết của Hội đồng nhân dân tỉnh",
    )  # fmt: skip
    told(client, *notice(reference, 10_000))
    assert state(dossier) == "due"
    assert fees.odd_calls(world.actors["nhai"]).get().verdict == "amount"


def test_who_did_not_pay_may_begin_again(client: Client, world: World, provider: Provider) -> None:
    dossier, reference = opened(client, world, provider)
    assert told(client, *notice(reference, 10_000, status="failed")) == 200
    client.post(f"/hs/{onestop.token_of(dossier.id)}/le-phi/")
    second = provider.orders[-1]["reference"]
    assert second != reference
    told(client, *notice(second, 10_000))
    assert state(dossier) == "paid"


@pytest.mark.parametrize(("status", "answer"), [(500, None), (200, {}), (200, {"pay_url": "https://la.example/tra"}),
                                                (302, None)])  # fmt: skip
def test_a_provider_that_answers_badly_leads_nowhere(
    client: Client, world: World, provider: Provider, status: int, answer: dict[str, str] | None
) -> None:
    provider.status, provider.answer = status, answer
    dossier = world.received(CASE)
    page = client.post(f"/hs/{onestop.token_of(dossier.id)}/le-phi/")
    assert page.status_code == 422
    assert "Chưa nối được bên thanh toán" in page.content.decode()
    assert "la.example" not in page.content.decode()


def test_a_provider_that_drips_byte_by_byte_would_have_kept_a_worker_from_everybody(
    client: Client, world: World, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thanthien.onestop.paying.PATIENCE", 0.3)
    provider.drips, dossier, since = True, world.received(CASE), monotonic()
    assert client.post(f"/hs/{onestop.token_of(dossier.id)}/le-phi/").status_code == 422
    assert monotonic() - since < 4


def test_the_simulated_page_says_so_and_pays(client: Client, world: World) -> None:
    dossier = world.received(CASE)
    follow = f"/hs/{onestop.token_of(dossier.id)}/le-phi/"
    address = client.post(follow).content.decode().partition('href="/thanh-toan-thu/')[2].partition('"')[0]
    page = client.get(f"/thanh-toan-thu/{address}")
    assert "Không có tiền thật" in page.content.decode()
    assert client.post(f"/thanh-toan-thu/{address}", {"tra": "tra"}).headers["Location"] == follow
    assert state(dossier) == "paid"
    assert client.get("/thanh-toan-thu/bia/").status_code == 404


def test_nothing_simulated_where_it_is_not_the_demo(client: Client, world: World, settings: Any) -> None:
    settings.DEMO = False
    dossier = world.received(CASE)
    assert fees.provider() is None
    assert "Nộp qua mạng" not in client.get(f"/hs/{onestop.token_of(dossier.id)}/le-phi/").content.decode()
    assert told(client, *notice("x", 1)) == 404


def test_only_the_house_takes_a_call_back_in(world: World) -> None:
    from thanthien.core.errors import NotThere

    with pytest.raises(NotThere):
        fees.notify(actor=world.citizen, now=world.now, notice=fees.Notice("a", "b", 1, True), unit_id=world.home)
    told_ = fees.notify(actor=SYSTEM, now=world.now, notice=fees.Notice("a", "b", 1, True), unit_id=world.home)
    assert told_.verdict == "unknown"
