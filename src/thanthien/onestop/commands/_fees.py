"""What the acts on money share: the tariff of a dossier, writing what was worked out, receipts with their numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Max

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.core.text import clean
from thanthien.onestop import catalogue, seals
from thanthien.onestop.catalogue_shape import Procedure
from thanthien.onestop.commands import _marks
from thanthien.onestop.models import CashSheet, Charge, Dossier, PaymentCall, Receipt, Refund
from thanthien.rules import fees

REASON: Final = 10
COUNTED_LATER: Final = "Tính khi biết số bản, số trang"
ONLINE: Final = ("online", "portal", "national")


def tariff_of(entry: Procedure, on: date) -> fees.Tariff:
    """Return the tariff of a catalogue entry on a day."""
    fee = entry.fee
    return fees.tariff_of(
        entry.code, fee.status, fee.amount_vnd, on, verified=fee.verified, online=fee.online_vnd,
        source=fee.source,
    )  # fmt: skip


def waivers_of(entry: Procedure, on: date) -> tuple[fees.Waiver, ...]:
    """Return who pays nothing for it."""
    return fees.waivers_of(entry.code, entry.field, entry.fee.status, on)


def day_of(dossier: Dossier) -> date:
    """Return the day whose tariff a dossier keeps: when it was handed in (assumed: no text says otherwise)."""
    return clock.local(dossier.filed_at).date()


def work_out(dossier: Dossier, entry: Procedure, copies: int, pages: int, waiver: str) -> fees.Owed:
    """Work out what a dossier owes; raises :class:`Refused` at the field."""
    on = day_of(dossier)
    chosen = next((one for one in waivers_of(entry, on) if one.code == waiver), None)
    if waiver and chosen is None:
        raise Refused("Diện miễn này không có cho thủ tục ngày ấy. Chọn lại.", "waiver", "no-such-waiver")
    matter = fees.Matter(copies, pages, online=dossier.channel in ONLINE)
    try:
        return fees.owed(tariff_of(entry, on), matter, chosen)
    except fees.BadFee as error:
        raise Refused(error.sentence, "copies") from error


def state_of(amount: int | None) -> str:
    """Return the state of an unpaid charge by its amount."""
    if amount is None:
        return Charge.State.UNKNOWN
    return Charge.State.DUE if amount else Charge.State.FREE


def kept_steps(owed: fees.Owed) -> list[dict[str, Any]]:
    """Return the explanation as it is kept."""
    return [{"words": one.words, "amount": one.amount, "article": one.article} for one in owed.steps]


@dataclass(frozen=True, slots=True)
class Counted:
    """What the clerk says of the money while taking a dossier in: copies, pages of one (0: not counted yet), waiver."""

    copies: int = 1
    pages: int = 0
    waiver: str = ""


ONE: Final = Counted()


def begin(run: Run, dossier: Dossier, offer: catalogue.Offer, counted: Counted) -> Charge | None:
    """At acceptance: write down a charge where money is asked; nothing for what is free or not known.

    What is asked by the page has no amount before somebody has counted them: one page's price would be a wrong
    promise. Raises :class:`Refused` for a waiver that the procedure does not have.
    """
    tariff = tariff_of(offer.entry, day_of(dossier))
    if offer.entry.handler != "commune" or not (counted.waiver or (tariff.known and tariff.amount)):
        return None
    owed = work_out(dossier, offer.entry, counted.copies, counted.pages or 1, counted.waiver)
    if tariff.per == fees.PAGE and not counted.pages and not counted.waiver:
        owed = fees.Owed(None, (*owed.steps[:1], fees.Step(COUNTED_LATER, None, tariff.article)), tariff.assumed)
    elif not owed.amount and not counted.waiver:
        return None
    row = _new(run, dossier, owed, copies=counted.copies, pages=counted.pages or 1, waiver=counted.waiver)
    run.add(row)
    return row


def _new(run: Run, dossier: Dossier, owed: fees.Owed, **more: Any) -> Charge:
    return Charge(
        unit_id=dossier.unit_id, dossier=dossier, state=state_of(owed.amount), amount=owed.amount,
        steps=kept_steps(owed), assumed=owed.assumed, assessed_at=run.now, **more,
    )  # fmt: skip


def write(run: Run, dossier: Dossier, row: Charge | None, owed: fees.Owed, **more: Any) -> Charge:
    """Write a new charge, or what was worked out anew into the one that stands."""
    if row is None:
        earlier = Charge.objects.filter(unit_id=dossier.unit_id, dossier=dossier).aggregate(most=Max("version"))["most"]
        row = _new(run, dossier, owed, version=(earlier or 0) + 1, **more)  # pages are kept by this number
        row.save(force_insert=True)
        return row
    changed: dict[str, Any] = {
        "state": state_of(owed.amount), "amount": owed.amount, "steps": kept_steps(owed), "assumed": owed.assumed,
        "reason": "", **more,
    }  # fmt: skip
    save(row, **changed)
    return row


def save(row: Charge, **changed: Any) -> None:
    """Write named fields of a charge with its next version."""
    row.version += 1
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=[*changed, "version"])


def reasoned(text: str, field: str = "reason") -> str:
    """Return a reason, refused where it says nothing or too much."""
    reason = clean(text)
    if len(reason) < REASON:
        raise Refused("Ghi lý do để người khác hiểu, ít nhất vài chữ.", field)
    if len(reason) > 300:
        raise Refused(f"Lý do dài {len(reason)} chữ cái, nhận đến 300. Rút gọn giúp.", field, "too-long")
    return reason


def receive(run: Run, row: Charge, dossier: Dossier, way: str, sheet: CashSheet | None, clerk: UUID | None) -> Receipt:
    """Give a receipt its number and mark the charge paid."""
    year = clock.local(run.now).year
    number = f"PT{year}-{run.number(row.unit_id, f'fee-receipt-{year}'):06d}"
    receipt = Receipt(
        unit_id=row.unit_id, dossier=dossier, charge=row, number=number, amount=row.amount or 0, way=way, at=run.now,
        payer=dossier.applicant, sheet=sheet, clerk_id=clerk,
    )  # fmt: skip
    receipt.save(force_insert=True)
    words = seals.words_of(receipt)
    _marks.mark(run, row.unit_id, dossier.id, receipt.id, _marks.RECEIPT, number, run.actor.position, words)
    save(row, state=Charge.State.PAID, paid_at=run.now, paid_by=way, receipt_number=number)
    return receipt


def erase_money(unit_id: UUID, dossier_ids: Collection[UUID]) -> None:
    """Forget what is personal in the money of erased dossiers: names and free words. Numbers and sums stay."""
    of = {"unit_id": unit_id, "dossier_id__in": dossier_ids}
    Charge.objects.filter(**of).update(reason="", waiver="", steps=[], version=F("version") + 1)
    Receipt.objects.filter(**of).update(payer="", void_reason="")
    Refund.objects.filter(**of).update(reason="", answer="")
    PaymentCall.objects.filter(unit_id=unit_id, payment__dossier_id__in=dossier_ids).update(note="")
