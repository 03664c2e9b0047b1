"""Paying online: a payment is begun, a provider tells what came, an officer looks at what is odd, money goes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop import access
from thanthien.onestop.access import fees as door
from thanthien.onestop.commands import _fees
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.commands.fees import _till
from thanthien.onestop.models import Charge, Payment, PaymentCall, Refund
from thanthien.onestop.paying import Notice
from thanthien.rules.fees import money

Verdict = PaymentCall.Verdict
BY_HAND: Final = ""  # the reference of money that a statement told of, not the provider


@dataclass(frozen=True, slots=True)
class Begun:
    """A payment begun: its reference at the provider, the amount in đồng, the dossier's code."""

    reference: str
    amount: int
    code: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a call-back: a verdict of :class:`PaymentCall`, "failed" or "repeated"."""

    verdict: str


@command("payment.start")
def start(run: Run, *, actor: Actor, now: datetime, token: str, provider: str) -> Begun:
    """Begin to pay what a dossier owes, by whoever holds its secret link; pressed twice it is one payment."""
    dossier = access.by_token(token)
    row = door.charge_of(dossier)
    row = db.lock(Charge.objects.filter(id=row.id)).first() if row is not None else None
    if row is None or row.state != Charge.State.DUE or not row.amount:
        raise Refused("Hồ sơ này không còn khoản nào chờ nộp.", "", "not-due")
    begun = door.payments(dossier).filter(state="started", amount=row.amount, provider=provider).first()
    if begun is None:
        begun = Payment(
            unit_id=row.unit_id, dossier=dossier, charge=row, amount=row.amount, provider=provider, started_at=now
        )
        begun.save(force_insert=True)
    run.audit(row.unit_id, ("payment", begun.id), {"amount": begun.amount, "provider": provider})
    return Begun(begun.id.hex, begun.amount, dossier.code)


@command("payment.notify")
def notify(run: Run, *, actor: Actor, now: datetime, notice: Notice, unit_id: UUID) -> Told:
    """Take in one signed call-back. The same transaction counts once, whatever comes with it the second time.

    Only the exact amount of a charge that is still due is taken as paid. Everything else is kept for an officer.
    ``unit_id`` is whose address was called: money that nobody can place waits there.
    """
    if actor.kind != "system":
        raise NotThere
    payment, known = door.of_reference(notice.reference), door.call_of(notice.transaction)
    if known is not None and not _mistyped(run, known, notice, payment):
        run.audit(unit_id, ("payment", None), {"transaction": notice.transaction, "verdict": "repeated"})
        return Told("repeated")
    if not notice.paid:
        return _failed(run, notice, payment, unit_id)
    verdict = _judged(run, notice, payment)
    call = PaymentCall(
        unit_id=payment.unit_id if payment else unit_id, payment=payment, transaction=notice.transaction,
        reference=notice.reference, amount=notice.amount, verdict=verdict, at=now,
        settled_at=now if verdict == Verdict.COUNTED else None,
    )  # fmt: skip
    call.save(force_insert=True)
    about = {"transaction": notice.transaction, "amount": notice.amount, "verdict": str(verdict)}
    run.audit(call.unit_id, ("payment", payment.id if payment else None), about)
    return Told(str(verdict))


def _mistyped(run: Run, known: PaymentCall, notice: Notice, payment: Payment | None) -> bool:
    """Give a number that an officer typed back to the provider, whose word is of other money; what was typed waits.

    Whoever copies a number from the next line of a statement would otherwise make that line's money vanish.
    """
    told = (payment.id if payment else None, notice.amount)
    if known.reference != BY_HAND or not notice.paid or (known.payment_id, known.amount) == told:
        return False
    known.transaction, known.verdict = f"tay-{known.id.hex}", Verdict.UNKNOWN
    known.settled_at, known.settled_by = None, None
    known.save(update_fields=["transaction", "verdict", "settled_at", "settled_by"])
    about = {"transaction": notice.transaction, "verdict": "mistyped"}
    run.audit(known.unit_id, ("payment", known.payment_id), about)
    return True


def _failed(run: Run, notice: Notice, payment: Payment | None, unit_id: UUID) -> Told:
    if payment is not None and payment.state == "started":
        payment.state, payment.ended_at = "failed", run.now
        payment.save(update_fields=["state", "ended_at"])
    about = {"transaction": notice.transaction, "verdict": "failed"}
    run.audit(payment.unit_id if payment else unit_id, ("payment", payment.id if payment else None), about)
    return Told("failed")


def _judged(run: Run, notice: Notice, payment: Payment | None) -> Verdict:
    """Decide under the lock of the charge: cash may be coming in at the same moment."""
    if payment is None:
        return Verdict.UNKNOWN
    row = db.lock(Charge.objects.filter(id=payment.charge_id)).get()
    counted = row.state == Charge.State.DUE and notice.amount == row.amount == payment.amount
    payment.state, payment.ended_at = ("paid" if counted else "odd"), run.now
    payment.save(update_fields=["state", "ended_at"])
    if counted:
        receipt = _fees.receive(run, row, payment.dossier, "online", None, None)
        about = {"number": receipt.number, "amount": receipt.amount, "way": "online"}
        run.audit(row.unit_id, ("fee_receipt", receipt.id), about, act="fee.collect")
        return Verdict.COUNTED
    return Verdict.AMOUNT if row.state == Charge.State.DUE else Verdict.LATE


@command("payment.settle")
def settle(run: Run, *, actor: Actor, now: datetime, call_id: UUID, note: str, refund: bool) -> Kept:
    """Look at odd money: write what was done, and where it is to go back, propose its refund in the same act."""
    call = door.take_call(actor, call_id)
    if call.settled_at is not None:
        raise Refused("Khoản tiền này đã có người xem rồi.", "", "settled")
    why = _fees.reasoned(note, "note")
    call.settled_at, call.settled_by_id, call.note = now, UUID(actor.id), why
    call.save(update_fields=["settled_at", "settled_by", "note"])
    if refund:
        if call.payment is None or not call.amount:
            raise Refused("Không biết tiền của ai thì chưa lập hoàn được. Hỏi bên thanh toán trước.", "refund")
        _propose(run, call.payment.charge, call, call.amount, "online", why)
    run.audit(call.unit_id, ("payment", call.payment_id), {"call": str(call.id), "refund": refund}, {"note": why})
    return Kept(str(call.id))


@command("payment.resolve")
def resolve(
    run: Run, *, actor: Actor, now: datetime, payment_id: UUID, came: bool, transaction: str, note: str
) -> Kept:  # fmt: skip
    """Settle a payment of which the provider told nothing, by its statement: the money came, or it did not.

    ``transaction`` is the provider's own number: should it tell of it later, it counts once; should it tell of other
    money by that number, its word stands and what was typed here waits for an officer. Only the amount that was
    asked for can be said to have come; another one waits for the provider's word.
    """
    payment = door.take_payment(actor, payment_id, now)
    why = _fees.reasoned(note, "note")
    number = clean(transaction)
    if came and not (4 <= len(number) <= 64 and number.isascii()):
        raise Refused("Ghi mã giao dịch trên sao kê của bên thanh toán.", "transaction")
    if came and door.call_of(number) is not None:
        raise Refused("Giao dịch này đã được báo rồi.", "transaction", "known")
    if not came:
        payment.state, payment.ended_at = "failed", now
        payment.save(update_fields=["state", "ended_at"])
    else:
        notice = Notice(payment.id.hex, number, payment.amount, True)
        verdict = _judged(run, notice, payment)
        PaymentCall(
            unit_id=payment.unit_id, payment=payment, transaction=number, reference=BY_HAND,
            amount=payment.amount, verdict=verdict, at=now, note=why,
            settled_at=now if verdict == Verdict.COUNTED else None,
            settled_by_id=UUID(actor.id) if verdict == Verdict.COUNTED else None,
        ).save(force_insert=True)  # fmt: skip
    run.audit(payment.unit_id, ("payment", payment.id), {"came": came, "amount": payment.amount}, {"note": why})
    return Kept(str(payment.id))


def _propose(run: Run, row: Charge, call: PaymentCall | None, amount: int, way: str, why: str) -> Refund:
    found = Refund(
        unit_id=row.unit_id, dossier_id=row.dossier_id, charge=row, call=call, amount=amount, way=way, reason=why,
        proposed_at=run.now, proposed_by_id=UUID(run.actor.id),
    )  # fmt: skip
    found.save(force_insert=True)
    about = {"amount": amount, "way": way, "dossier": row.dossier.code}
    run.audit(row.unit_id, ("refund", found.id), about, {"reason": why}, act="refund.propose")
    return found


@command("refund.propose")
def propose_refund(run: Run, *, actor: Actor, now: datetime, charge_id: UUID, amount: int, reason: str) -> Kept:
    """Propose to give back of what was paid, at most all of it; no rule is known, so a second person decides."""
    row = door.take_charge(actor, charge_id, "fee.refund")
    if row.state != Charge.State.PAID:
        raise Refused("Khoản này chưa thu nên không có gì để hoàn.", "", "not-paid")
    left = (row.amount or 0) - door.given_back(row)
    if not 0 < amount <= left:
        raise Refused(f"Hoàn được từ 1 đồng đến {money(left)}." if left else "Khoản này đã hoàn hết.", "amount")
    found = _propose(run, row, None, amount, row.paid_by, _fees.reasoned(reason))
    return Kept(str(found.id))


@command("refund.decide")
def decide_refund(run: Run, *, actor: Actor, now: datetime, refund_id: UUID, approve: bool, answer: str = "") -> Kept:
    """A second person approves a refund or declines it; declining owes a reason."""
    row = door.take_refund(actor, refund_id, "fee.decide")
    if row.state != Refund.State.PROPOSED:
        raise Refused("Đề nghị này đã có người quyết định rồi.", "", "decided")
    if str(row.proposed_by_id) == actor.id:
        raise Refused("Người đề nghị không tự duyệt được. Nhờ một đồng nghiệp khác.", "", "second-person")
    why = "" if approve and not answer.strip() else _fees.reasoned(answer, "answer")
    row.state = Refund.State.APPROVED if approve else Refund.State.DECLINED
    row.decided_at, row.decided_by_id, row.answer = now, UUID(actor.id), why
    row.save(update_fields=["state", "decided_at", "decided_by", "answer"])
    run.audit(row.unit_id, ("refund", row.id), {"approved": approve, "amount": row.amount}, {"answer": why})
    return Kept(str(row.id))


@command("refund.pay")
def pay_refund(run: Run, *, actor: Actor, now: datetime, refund_id: UUID) -> Kept:
    """Give the money back: cash out of the officer's own till, or noted as sent back through the provider."""
    row = door.take_refund(actor, refund_id, "fee.collect")
    if row.state != Refund.State.APPROVED:
        raise Refused("Khoản hoàn này chưa được duyệt hoặc đã trả.", "", "not-approved")
    if row.way == "cash":
        row.sheet = _till(run, actor)
    row.state, row.paid_at = Refund.State.PAID, now
    row.save(update_fields=["state", "paid_at", "sheet"])
    run.audit(row.unit_id, ("refund", row.id), {"amount": row.amount, "way": row.way})
    return Kept(str(row.id))
