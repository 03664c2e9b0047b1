"""The only door to money: charges, receipts, payments, refunds, cash sheets. Always of one unit."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum

from thanthien.core import db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.models import CashSheet, Charge, Dossier, Payment, PaymentCall, Receipt, Refund

SILENT = timedelta(hours=1)  # whoever pays is back within minutes, and so is the provider's word
ODD = (PaymentCall.Verdict.AMOUNT, PaymentCall.Verdict.LATE, PaymentCall.Verdict.UNKNOWN)


def charge_of(dossier: Dossier) -> Charge | None:
    """Return what a dossier owes now; None where nothing was worked out."""
    return Charge.objects.filter(unit_id=dossier.unit_id, dossier=dossier).exclude(state=Charge.State.VOID).first()


def charges(actor: Actor) -> QuerySet[Charge]:
    """Return the charges of the actor's unit."""
    if not actor.may("fee.read"):
        return Charge.objects.none()
    return Charge.objects.filter(unit_id=actor.scope).select_related("dossier")


def take_charge(actor: Actor, charge_id: UUID, right: str) -> Charge:
    """Return one charge of the actor's unit locked for an act; raises :class:`NotThere`."""
    rows = Charge.objects.filter(unit_id=actor.scope, id=charge_id) if actor.acts(right) else Charge.objects.none()
    found = db.lock(rows).first()
    if found is None:
        raise NotThere
    return found


def receipts(actor: Actor) -> QuerySet[Receipt]:
    """Return the receipts of the actor's unit."""
    if not actor.may("fee.read"):
        return Receipt.objects.none()
    return Receipt.objects.filter(unit_id=actor.scope).select_related("dossier", "clerk", "charge")


def take_receipt(actor: Actor, receipt_id: UUID) -> Receipt:
    """Return one receipt locked; raises :class:`NotThere`."""
    found = db.lock(Receipt.objects.filter(unit_id=actor.scope, id=receipt_id)).first()
    if found is None or not actor.acts("fee.collect"):
        raise NotThere
    return found


def refunds(actor: Actor) -> QuerySet[Refund]:
    """Return what is to be given back in the actor's unit."""
    if not actor.may("fee.read"):
        return Refund.objects.none()
    joined = ("dossier", "charge", "proposed_by", "decided_by", "call")
    return Refund.objects.filter(unit_id=actor.scope).select_related(*joined)


def take_refund(actor: Actor, refund_id: UUID, right: str) -> Refund:
    """Return one refund locked; raises :class:`NotThere`."""
    found = db.lock(Refund.objects.filter(unit_id=actor.scope, id=refund_id)).first()
    if found is None or not actor.acts(right):
        raise NotThere
    return found


def given_back(charge: Charge, call: PaymentCall | None = None) -> int:
    """Return what was promised or paid back of a receipt, or of one odd payment."""
    rows = Refund.objects.filter(unit_id=charge.unit_id, charge=charge, call=call)
    return int(rows.exclude(state=Refund.State.DECLINED).aggregate(sum=Sum("amount"))["sum"] or 0)


def odd_calls(actor: Actor) -> QuerySet[PaymentCall]:
    """Return money that a provider told of and that nobody has looked at yet."""
    if not actor.may("fee.read"):
        return PaymentCall.objects.none()
    rows = PaymentCall.objects.filter(unit_id=actor.scope, verdict__in=ODD, settled_at__isnull=True)
    return rows.select_related("payment__dossier", "payment__charge")


def take_call(actor: Actor, call_id: UUID) -> PaymentCall:
    """Return one odd payment locked; raises :class:`NotThere`."""
    rows = PaymentCall.objects.filter(unit_id=actor.scope, id=call_id, verdict__in=ODD)
    found = db.lock(rows).first()
    if found is None or not actor.acts("fee.refund"):
        raise NotThere
    return found


def payments(dossier: Dossier) -> QuerySet[Payment]:
    """Return the tries to pay a dossier's charge online, newest first."""
    return Payment.objects.filter(unit_id=dossier.unit_id, dossier=dossier).order_by("-started_at", "-id")


def unclear(actor: Actor, now: datetime) -> QuerySet[Payment]:
    """Return payments of the actor's unit begun long ago of which the provider told nothing.

    Also where the charge was paid in cash meanwhile: that person may have paid twice.
    """
    if not actor.may("fee.read"):
        return Payment.objects.none()
    rows = Payment.objects.filter(unit_id=actor.scope, state="started", started_at__lt=now - SILENT)
    return rows.select_related("dossier", "charge").order_by("started_at", "id")


def take_payment(actor: Actor, payment_id: UUID, now: datetime) -> Payment:
    """Return one of these locked; raises :class:`NotThere`."""
    found = db.lock(unclear(actor, now).select_related(None).filter(id=payment_id)).first()
    if found is None or not actor.acts("fee.refund"):
        raise NotThere
    return found


def sheets(actor: Actor) -> QuerySet[CashSheet]:
    """Return the cash sheets of the actor's unit."""
    if not actor.may("fee.read"):
        return CashSheet.objects.none()
    return CashSheet.objects.filter(unit_id=actor.scope).select_related("staff")


def open_sheet(actor: Actor, lock: bool = False) -> CashSheet | None:
    """Return the actor's own till, None where it is closed."""
    rows = CashSheet.objects.filter(unit_id=actor.scope, staff_id=UUID(actor.id), closed_at__isnull=True)
    return (db.lock(rows) if lock else rows).first()


def totals(sheet: CashSheet) -> tuple[int, int]:
    """Return (received, given back) of a till in đồng; void receipts do not count."""
    got = Receipt.objects.filter(unit_id=sheet.unit_id, sheet=sheet, void_at__isnull=True).aggregate(sum=Sum("amount"))
    back = Refund.objects.filter(unit_id=sheet.unit_id, sheet=sheet).aggregate(sum=Sum("amount"))
    return int(got["sum"] or 0), int(back["sum"] or 0)


def paid_between(unit_id: UUID, since: datetime, until: datetime) -> QuerySet[Charge]:
    """Return the charges of a unit paid from one moment to before another."""
    rows = Charge.objects.filter(unit_id=unit_id, state=Charge.State.PAID)
    return rows.filter(paid_at__gte=since, paid_at__lt=until)


def assessed_between(unit_id: UUID, since: datetime, until: datetime) -> QuerySet[Charge]:
    """Return the charges of a unit worked out in a span that ask for money."""
    rows = Charge.objects.filter(unit_id=unit_id, assessed_at__gte=since, assessed_at__lt=until, amount__gt=0)
    return rows.exclude(state=Charge.State.VOID)


def given_between(unit_id: UUID, since: datetime, until: datetime) -> int:
    """Return what a unit gave back in a span, in đồng."""
    rows = Refund.objects.filter(unit_id=unit_id, paid_at__gte=since, paid_at__lt=until)
    return int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)


def of_reference(reference: str) -> Payment | None:
    """Return the payment that a provider's reference names: it leads to the unit, as a secret link does."""
    try:
        key = UUID(reference)
    except ValueError:
        return None
    with wall.lifted():
        found = Payment.objects.select_related("charge", "dossier").filter(id=key).first()
    wall.admit(found.unit_id if found else None)
    return found


def call_of(transaction: str) -> PaymentCall | None:
    """Return what is known of a provider's number, whichever commune it came to: numbers count once in this house."""
    with wall.lifted():
        return PaymentCall.objects.filter(transaction=transaction).first()
