"""One of each record of money, made by the real commands."""

from datetime import date, timedelta
from typing import Any

from tests import people
from tests.world import World
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.models import Staff, Unit

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
    silent = world.received(CASE)
    fees.start(
        actor=world.citizen, now=world.now - timedelta(hours=2), token=onestop.token_of(silent.id), provider="http"
    )
    return {
        "fee_unclear": fees.unclear(clerk, world.now).get(),
        "fee_due": due, "fee_paid": paid, "fee_receipt": fees.receipts(clerk).get(id=taken.id),
        "fee_refund": fees.refunds(clerk).get(id=refund.id), "fee_call": call, "fee_till": fees.open_sheet(clerk),
        "catalogue_file": _file(world),
    }  # fmt: skip


def _file(world: World) -> Any:
    """A catalogue file that an officer of the province has read."""
    province = Unit.objects.get(id=world.home).parent_id
    assert province is not None
    org.appoint(
        actor=SYSTEM, now=world.now, unit_id=province, login="nap-danh-muc", name="Lê Văn Nạp",
        password=people.PASSWORD, role="overseer", title="Chuyên viên", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    actor = org.actor_for(Staff.objects.get(login="nap-danh-muc"), world.now.date())
    kept = onestop.catalogue_files.read_file(
        actor=actor, now=world.now, name="danh-muc.csv", raw=b"code,time_limit\n1.004884,04 ng\xc3\xa0y\n",
        source="QĐ 3249/QĐ-UBND ngày 10/11/2026",
    )  # fmt: skip
    return onestop.catalogue_files.imports(actor).get(id=kept.id)
