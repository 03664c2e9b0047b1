"""One of each record of money, made by the real commands."""

from datetime import timedelta
from typing import Any

from tests.world import World
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop

fees = onestop.fees
CASE = "2.000884"  # 10,000 đồng a case


def money(world: World) -> dict[str, Any]:
    """A charge that is due, a receipt in an open till, a refund that waits, money that fits nothing."""
    due, paid = world.received(CASE), world.received(CASE)
    charge = fees.charge_of(paid)
    assert charge is not None
    taken = fees.collect(actor=world.actors["nhai"], now=world.now, charge_id=charge.id, version=charge.version)
    refund = fees.propose_refund(
        actor=world.actors["tam"], now=world.now, charge_id=charge.id, amount=1000, reason="Bà con nộp nhầm thủ tục"
    )
    begun = fees.start(actor=world.citizen, now=world.now, token=onestop.token_of(due.id), provider="simulated")
    notice = fees.Notice(begun.reference, f"LECH-{due.code}", 1, True)
    fees.notify(actor=SYSTEM, now=world.now + timedelta(minutes=1), notice=notice, unit_id=world.home)
    call = fees.odd_calls(world.actors["nhai"]).get(transaction=notice.transaction)
    clerk = world.actors["nhai"]
    return {
        "fee_due": due, "fee_paid": paid, "fee_receipt": fees.receipts(clerk).get(id=taken.id),
        "fee_refund": fees.refunds(clerk).get(id=refund.id), "fee_call": call, "fee_till": fees.open_sheet(clerk),
    }  # fmt: skip
