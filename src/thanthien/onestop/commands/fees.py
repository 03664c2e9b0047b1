"""Money at the counter: work out, change, void, take in cash, void a receipt, keep the till."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop import access, catalogue
from thanthien.onestop.access import fees as door
from thanthien.onestop.commands import _fees, _marks
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import CashSheet, Charge, Dossier
from thanthien.rules.fees import MOST_VND, money

CHANGED = "Khoản thu này vừa đổi. Xem lại số tiền rồi làm tiếp."
CLOSED = ("rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Taken:
    """Money taken in: the receipt, its number, the amount in đồng."""

    id: str
    number: str
    amount: int


def _dossier(actor: Actor, dossier_id: UUID, right: str) -> Dossier:
    if not actor.acts(right):
        raise NotThere
    dossier = access.visible(actor).select_related("procedure").filter(id=dossier_id, erased_at__isnull=True).first()
    if dossier is None:
        raise NotThere
    return dossier


def _standing(row: Charge, version: int) -> None:
    if row.version != version:
        raise Refused(CHANGED, "", "stale")


@command("fee.assess")
def assess(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, copies: int = 1, pages: int = 1, waiver: str = ""
) -> Kept:
    """Work out what a dossier owes from its own version of the catalogue; again as often as nothing is paid.

    Raises :class:`Refused` before acceptance, after payment, for a waiver that the procedure does not have, and where
    it would lower an amount that a colleague has set.
    """
    dossier = _dossier(actor, dossier_id, "fee.collect")
    if dossier.accepted_at is None or dossier.state in CLOSED:
        raise Refused("Hồ sơ chưa được tiếp nhận nên chưa tính lệ phí.", "", "not-accepted")
    row = door.charge_of(dossier)
    if row is not None:
        row = door.take_charge(actor, row.id, "fee.collect")
    if row is not None and row.state == Charge.State.PAID:
        raise Refused("Khoản này đã thu. Hủy phiếu thu trước rồi mới tính lại.", "", "paid")
    owed = _fees.work_out(dossier, catalogue.entry_of(dossier.procedure), copies, pages, waiver)
    if row is not None and row.reason and (owed.amount or 0) < (row.amount or 0):
        _second_person(actor, "copies")  # a colleague set this amount with a reason: counting anew is no way round it
    row = _fees.write(run, dossier, row, owed, copies=copies, pages=pages, waiver=waiver)
    about = {"amount": owed.amount, "copies": copies, "pages": pages, "waiver": waiver, "dossier": dossier.code}
    run.audit(dossier.unit_id, ("charge", row.id), about)
    return Kept(str(row.id))


@command("fee.change")
def change(run: Run, *, actor: Actor, now: datetime, charge_id: UUID, version: int, amount: int, reason: str) -> Kept:
    """Set another amount with a reason (late registration, a resolution of the province …); not once it is paid."""
    row = door.take_charge(actor, charge_id, "fee.change")
    _standing(row, version)
    _unpaid(row)
    if not 0 <= amount <= MOST_VND:
        raise Refused("Số tiền chưa đúng.", "amount")
    if amount < (row.amount or 0):
        _second_person(actor, "amount")
    why, before = _fees.reasoned(reason), row.amount
    step = {"words": f"Đổi thành {money(amount)}", "amount": amount, "article": why}
    _fees.save(row, amount=amount, state=_fees.state_of(amount), reason=why, assumed=False, steps=[*row.steps, step])
    run.audit(row.unit_id, ("charge", row.id), {"from": before, "to": amount}, {"reason": why})
    return Kept(str(row.id))


def _unpaid(row: Charge) -> None:
    if row.state == Charge.State.PAID:
        raise Refused("Khoản này đã thu. Muốn trả lại tiền thì lập đề nghị hoàn.", "", "paid")
    if row.state == Charge.State.VOID:
        raise Refused("Khoản này đã bỏ.", "", "void")


def _second_person(actor: Actor, field: str) -> None:
    """Whoever holds the till asks a colleague to lower what goes into it, also where one person is both."""
    if actor.may("fee.collect"):
        raise Refused("Người thu tiền không tự giảm, không tự bỏ khoản thu. Nhờ một đồng nghiệp khác.", field,
                      "second-person")  # fmt: skip


@command("fee.void")
def void(run: Run, *, actor: Actor, now: datetime, charge_id: UUID, version: int, reason: str) -> Kept:
    """Take a charge away with a reason; it stays to be read, and another may be worked out."""
    row = door.take_charge(actor, charge_id, "fee.change")
    _standing(row, version)
    _unpaid(row)
    if row.amount:
        _second_person(actor, "reason")
    why = _fees.reasoned(reason)
    _fees.save(row, state=Charge.State.VOID, reason=why)
    run.audit(row.unit_id, ("charge", row.id), {"amount": row.amount}, {"reason": why})
    return Kept(str(row.id))


@command("fee.collect")
def collect(run: Run, *, actor: Actor, now: datetime, charge_id: UUID, version: int) -> Taken:
    """Take the cash: a receipt with the next number, into the officer's own till (opened at 0 if it was not yet)."""
    row = door.take_charge(actor, charge_id, "fee.collect")
    _standing(row, version)
    if row.state != Charge.State.DUE or not row.amount:
        raise Refused("Khoản này không còn chờ nộp.", "", "not-due")
    till = _till(run, actor)
    receipt = _fees.receive(run, row, row.dossier, "cash", till, UUID(actor.id))
    about = {"number": receipt.number, "amount": receipt.amount, "way": "cash", "sheet": str(till.id)}
    run.audit(row.unit_id, ("fee_receipt", receipt.id), about)
    return Taken(str(receipt.id), receipt.number, receipt.amount)


def _till(run: Run, actor: Actor) -> CashSheet:
    till = door.open_sheet(actor, lock=True)
    if till is None:
        return _opened(run, actor, 0)
    _today(till, run.now)
    return till


def _today(till: CashSheet, now: datetime) -> None:
    if clock.local(till.opened_at).date() != clock.local(now).date():
        raise Refused("Sổ quỹ hôm trước chưa chốt. Đếm tiền, chốt sổ rồi thu tiếp.", "", "sheet-open")


def _opened(run: Run, actor: Actor, opening: int) -> CashSheet:
    till = CashSheet(
        unit_id=actor.scope, staff_id=UUID(actor.id), counter=actor.counter[:30], opened_at=run.now, opening=opening
    )
    till.save(force_insert=True)
    run.audit(actor.scope, ("cash_sheet", till.id), {"opening": opening}, act="cash.open")
    return till


@command("fee.void_receipt")
def void_receipt(run: Run, *, actor: Actor, now: datetime, receipt_id: UUID, reason: str) -> Kept:
    """Void one's own cash receipt while its till is open: the number keeps its place, the charge is due again."""
    receipt = door.take_receipt(actor, receipt_id)
    if receipt.void_at is not None:
        raise Refused("Phiếu thu này đã hủy rồi.", "", "void")
    till = receipt.sheet
    if till is None or till.closed_at is not None or str(till.staff_id) != actor.id:
        raise Refused("Sổ quỹ của phiếu này đã chốt hoặc của người khác. Trả lại tiền thì lập đề nghị hoàn.", "",
                      "sheet-closed")  # fmt: skip
    row = door.take_charge(actor, receipt.charge_id, "fee.collect")
    if door.given_back(row):
        raise Refused("Khoản này đang có đề nghị hoàn tiền.", "", "refund")
    why = _fees.reasoned(reason)
    receipt.void_at, receipt.void_reason = now, why
    receipt.save(update_fields=["void_at", "void_reason"])
    _marks.void(receipt.id, now)
    _fees.save(row, state=_fees.state_of(row.amount), paid_at=None, paid_by="", receipt_number="")
    run.audit(receipt.unit_id, ("fee_receipt", receipt.id), {"number": receipt.number}, {"reason": why})
    return Kept(str(receipt.id))


@command("cash.open")
def open_sheet(run: Run, *, actor: Actor, now: datetime, opening: int) -> Kept:
    """Open one's own till with the money that lies in it."""
    if not actor.acts("fee.collect"):
        raise NotThere
    if door.open_sheet(actor) is not None:
        raise Refused("Sổ quỹ của mình đang mở rồi.", "opening", "already-open")
    if not 0 <= opening <= MOST_VND:
        raise Refused("Số tiền chưa đúng.", "opening")
    return Kept(str(_opened(run, actor, opening).id))


@command("cash.close")
def close_sheet(run: Run, *, actor: Actor, now: datetime, counted: int, note: str = "") -> Kept:
    """Close one's own till with the money counted; a difference needs a word about it. Totals are written down."""
    if not actor.acts("fee.collect"):
        raise NotThere
    till = door.open_sheet(actor, lock=True)
    if till is None:
        raise Refused("Không có sổ quỹ nào của mình đang mở.", "counted", "not-open")
    if not 0 <= counted <= MOST_VND:
        raise Refused("Số tiền chưa đúng.", "counted")
    till.received, till.refunded = door.totals(till)
    difference = counted - (till.opening + till.received - till.refunded)
    words = clean(note)[:300]
    if difference and len(words) < _fees.REASON:
        kind = "thừa" if difference > 0 else "thiếu"
        raise Refused(f"Đếm {kind} {money(abs(difference))} so với sổ. Đếm lại, hoặc ghi vì sao.", "note", "difference")
    till.closed_at, till.counted, till.note = now, counted, words
    till.save(update_fields=["received", "refunded", "closed_at", "counted", "note"])
    about = {"received": till.received, "refunded": till.refunded, "counted": counted, "difference": difference}
    run.audit(till.unit_id, ("cash_sheet", till.id), about, {"note": words})
    return Kept(str(till.id))
