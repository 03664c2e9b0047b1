"""Money at the counter by its acts: work out, take in, void, change, the till, money given back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.reorganisation.plans import NEW, carried, unit_of
from tests.world import World
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.onestop import service as onestop
from thanthien.onestop.commands._fees import erase_money
from thanthien.onestop.models import Receipt

fees = onestop.fees
COPIES = "2.000815"  # certified copies: by the page
SIGNATURE = "2.000884"  # 10,000 đồng a case
FREE = "2.000908"
REASON = "Theo nghị quyết của Hội đồng nhân dân tỉnh"


def charge(world: World, code: str = SIGNATURE) -> Any:
    """A charge as acceptance wrote it."""
    return fees.charge_of(world.received(code))


def again(row: Any) -> Any:
    row.refresh_from_db()
    return row


def taken(world: World, row: Any, at: datetime | None = None, who: str = "nhai") -> fees.Taken:
    return fees.collect(actor=world.actors[who], now=at or world.now, charge_id=row.id, version=row.version)


def acts(world: World) -> list[str]:
    return list(AuditRow.objects.filter(unit_id=world.home).order_by("seq").values_list("act", flat=True))


def test_acceptance_writes_down_what_is_asked_and_nothing_where_nothing_is(world: World) -> None:
    row = charge(world)
    assert (row.state, row.amount, row.version) == ("due", 10_000, 1)
    assert fees.charge_of(world.received(FREE)) is None
    assert fees.charge_of(world.received()) is None  # the province's resolution is not known
    unknown = world.received()
    told = fees.owing(unknown, onestop.entry_of(unknown.procedure))
    assert told is not None
    assert (told.state, told.amount, told.payable) == ("unknown", None, False)


def test_the_clerk_says_how_many_copies_and_pages(world: World) -> None:
    dossier = world.received(COPIES)
    fees.assess(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, copies=3, pages=4)
    row = fees.charge_of(dossier)
    assert row is not None
    assert (row.amount, row.version, len(row.steps)) == (18_000, 2, 3)
    assert "fee.assess" in acts(world)


def test_a_class_of_persons_pays_nothing_and_an_unknown_class_is_refused(world: World) -> None:
    dossier = world.received("1.004873")
    with pytest.raises(Refused, match="Diện miễn") as no:
        fees.assess(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, waiver="relative")
    assert no.value.field == "waiver"
    fees.assess(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, waiver="poor")
    row = fees.charge_of(dossier)
    assert row is not None
    assert (row.state, row.amount) == ("free", 0)


def test_nothing_is_worked_out_before_acceptance(world: World) -> None:
    dossier = world.online(SIGNATURE)
    with pytest.raises(Refused, match="chưa được tiếp nhận"):
        fees.assess(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id)


def test_cash_gives_a_receipt_whose_number_is_never_given_again(world: World) -> None:
    one, two = charge(world), charge(world)
    first = taken(world, one)
    assert (first.amount, again(one).state, one.receipt_number) == (10_000, "paid", first.number)
    fees.void_receipt(actor=world.actors["nhai"], now=world.now, receipt_id=UUID(first.id), reason="Ghi nhầm người nộp")
    assert again(one).state == "due"
    mark = onestop.marks.mark_of(UUID(first.id))
    assert mark is not None
    assert (mark.kind, mark.number, mark.standing) == ("fee_receipt", first.number, "voided")
    second, third = taken(world, two), taken(world, one)
    assert len({first.number, second.number, third.number}) == 3
    assert Receipt.objects.get(number=first.number).void_reason == "Ghi nhầm người nộp"
    assert {"fee.collect", "fee.void_receipt", "cash.open"} <= set(acts(world))


def test_the_same_money_is_not_taken_twice(world: World) -> None:
    row = charge(world)
    seen = row.version
    taken(world, row)
    with pytest.raises(Refused, match="vừa đổi"):
        fees.collect(actor=world.actors["nhai"], now=world.now, charge_id=row.id, version=seen)
    with pytest.raises(Refused, match="không còn chờ nộp"):
        taken(world, again(row))


@pytest.mark.parametrize("who", ["truc", "thu", "tam", "quan", "la"])
def test_only_a_clerk_of_the_commune_takes_money(world: World, who: str) -> None:
    with pytest.raises(NotThere):
        taken(world, charge(world), who=who)


def test_an_amount_is_changed_with_a_reason_by_who_does_not_take_money(world: World) -> None:
    row = charge(world)
    given = {"now": world.now, "charge_id": row.id, "version": row.version, "amount": 8000}
    with pytest.raises(NotThere):
        fees.change(actor=world.actors["nhai"], reason=REASON, **given)
    with pytest.raises(Refused) as no:
        fees.change(actor=world.actors["truc"], reason="vì", **given)
    assert no.value.field == "reason"
    fees.change(actor=world.actors["truc"], reason=REASON, **given)
    assert (again(row).amount, row.reason, row.steps[-1]["article"]) == (8000, REASON, REASON)


def test_what_the_clerk_counts_at_acceptance_is_the_fee_at_once(world: World) -> None:
    row = fees.charge_of(world.received(COPIES, counted=fees.Counted(3, 4)))
    assert row is not None
    assert (row.state, row.amount, row.copies, row.pages) == ("due", 18_000, 3, 4)
    row = fees.charge_of(world.received("1.004873", counted=fees.Counted(waiver="poor")))
    assert row is not None
    assert (row.state, row.amount, row.waiver) == ("free", 0, "poor")
    with pytest.raises(Refused, match="Diện miễn"):
        world.received("1.004873", counted=fees.Counted(waiver="relative"))


def test_what_is_given_at_once_is_charged_too(world: World) -> None:
    filing = world.filing(COPIES, counted=fees.Counted(2, 1))
    filed = onestop.give_at_once(
        actor=world.actors["nhai"], now=world.now, filing=filing, result_note="2 bản sao", receipt=True
    )
    row = fees.charge_of(world.get(filed.id))
    assert row is not None
    assert (row.state, row.amount) == ("due", 4_000)
    assert fees.collect(
        actor=world.actors["nhai"], now=world.now, charge_id=row.id, version=row.version
    ).amount == 4_000  # fmt: skip


def test_whoever_holds_the_till_and_handles_does_not_lower_a_fee_alone(world: World) -> None:
    row, nhai = charge(world), world.actors["nhai"]
    both = replace(nhai, roles=nhai.roles | world.actors["truc"].roles)
    given: dict[str, Any] = {"now": world.now, "charge_id": row.id, "version": row.version, "reason": REASON}
    with pytest.raises(Refused, match="Nhờ một đồng nghiệp khác"):
        fees.change(actor=both, amount=8000, **given)
    with pytest.raises(Refused, match="Nhờ một đồng nghiệp khác"):
        fees.void(actor=both, **given)
    fees.change(actor=both, amount=12_000, **given)  # more is nobody's gain in the dark: the person sees the reason
    assert again(row).amount == 12_000
    with pytest.raises(Refused, match="Nhờ một đồng nghiệp khác"):  # counting it anew is no way round a colleague
        fees.assess(actor=nhai, now=world.now, dossier_id=row.dossier_id)


def test_money_goes_from_memory_with_its_dossier_and_follows_it_into_the_new_commune(world: World) -> None:
    paid, open_one = world.received(SIGNATURE), world.received(SIGNATURE)
    row, due = fees.charge_of(paid), fees.charge_of(open_one)
    assert row is not None
    assert due is not None
    fees.assess(actor=world.actors["nhai"], now=world.now, dossier_id=paid.id)
    receipt = taken(world, again(row))
    erase_money(world.home, [paid.id])
    left = Receipt.objects.get(number=receipt.number)
    assert (left.payer, left.amount, again(row).waiver, row.steps) == ("", 10_000, "", [])
    carried(world)
    new = unit_of(NEW)
    assert (again(due).unit_id, due.state) == (new, "due")
    assert Receipt.objects.get(number=receipt.number).unit_id == world.home  # the books of who took the money stay
    followed = fees.charge_of(world.get(open_one.id))
    assert followed is not None
    assert followed.id == due.id


def test_a_void_charge_makes_room_for_another(world: World) -> None:
    dossier = world.received(SIGNATURE)
    row = fees.charge_of(dossier)
    assert row is not None
    fees.void(actor=world.actors["tam"], now=world.now, charge_id=row.id, version=row.version, reason=REASON)
    assert fees.charge_of(dossier) is None
    fees.assess(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id)
    new = fees.charge_of(dossier)
    assert new is not None
    assert new.version > row.version  # a kept page of the first one must not come back


def test_the_till_is_counted_and_a_difference_is_explained(world: World) -> None:
    clerk = world.actors["nhai"]
    fees.open_till(actor=clerk, now=world.now, opening=50_000)
    with pytest.raises(Refused, match="đang mở rồi"):
        fees.open_till(actor=clerk, now=world.now, opening=0)
    first = taken(world, charge(world))
    taken(world, charge(world))
    fees.void_receipt(actor=clerk, now=world.now, receipt_id=UUID(first.id), reason="Ghi nhầm người nộp")
    with pytest.raises(Refused, match="thiếu") as no:
        fees.close_sheet(actor=clerk, now=world.now, counted=59_000)
    assert no.value.field == "note"
    fees.close_sheet(actor=clerk, now=world.now, counted=59_000, note="Trả nhầm tiền lẻ, tự bù ngày mai")
    till = fees.sheets(clerk).get()
    assert (till.opening, till.received, till.counted) == (50_000, 10_000, 59_000)
    other = Receipt.objects.get(void_at__isnull=True)
    with pytest.raises(Refused, match="đã chốt"):
        fees.void_receipt(actor=clerk, now=world.now, receipt_id=other.id, reason="Ghi nhầm người nộp")


def test_yesterdays_till_is_closed_before_money_comes_in(world: World) -> None:
    taken(world, charge(world))
    with pytest.raises(Refused, match="chưa chốt"):
        taken(world, charge(world), at=world.now + timedelta(days=1))


def test_money_goes_back_by_two_people_and_out_of_the_till(world: World) -> None:
    row = charge(world)
    taken(world, row)
    given = {"now": world.now, "charge_id": row.id, "reason": "Bà con nộp nhầm thủ tục khác"}
    with pytest.raises(Refused, match="từ 1 đồng"):
        fees.propose_refund(actor=world.actors["nhai"], amount=10_001, **given)
    refund = UUID(fees.propose_refund(actor=world.actors["tam"], amount=4000, **given).id)
    with pytest.raises(Refused, match="không tự duyệt"):
        fees.decide_refund(actor=world.actors["tam"], now=world.now, refund_id=refund, approve=True)
    with pytest.raises(Refused, match="chưa được duyệt"):
        fees.pay_refund(actor=world.actors["nhai"], now=world.now, refund_id=refund)
    fees.decide_refund(actor=world.actors["truc"], now=world.now, refund_id=refund, approve=True)
    fees.pay_refund(actor=world.actors["nhai"], now=world.now, refund_id=refund)
    assert fees.totals(fees.sheets(world.actors["nhai"]).get()) == (10_000, 4000)
    with pytest.raises(Refused, match="từ 1 đồng đến 6"):
        fees.propose_refund(actor=world.actors["nhai"], amount=6001, **given)
    assert {"refund.propose", "refund.decide", "refund.pay"} <= set(acts(world))


def test_a_declined_refund_owes_its_reason(world: World) -> None:
    row = charge(world)
    taken(world, row)
    refund = UUID(fees.propose_refund(
        actor=world.actors["nhai"], now=world.now, charge_id=row.id, amount=1, reason="Bà con đổi ý không làm"
    ).id)  # fmt: skip
    with pytest.raises(Refused) as no:
        fees.decide_refund(actor=world.actors["tam"], now=world.now, refund_id=refund, approve=False)
    assert no.value.field == "answer"


def test_the_figures_agree_with_a_slow_count(world: World) -> None:
    for _ in range(3):
        taken(world, charge(world))
    charge(world)
    money = fees.money_between(world.home, world.now, world.now + timedelta(seconds=1))
    slow = sum(one.amount for one in Receipt.objects.all() if one.void_at is None)
    assert (money.asked, money.paid, money.cash, money.total) == (4, 3, slow, 30_000)
