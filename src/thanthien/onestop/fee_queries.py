"""What is told of money: to the person who follows a dossier, to the officer, to the figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, Sum

from thanthien.onestop import catalogue, paying
from thanthien.onestop.access import fees as door
from thanthien.onestop.catalogue_shape import Procedure
from thanthien.onestop.commands import _fees
from thanthien.onestop.models import Charge, Dossier, PaymentCall
from thanthien.rules import fees

WAYS: Final = {"cash": "tiền mặt tại quầy", "online": "qua mạng"}


@dataclass(frozen=True, slots=True)
class Owing:
    """What a dossier owes, as it is told: ``state`` is a :class:`Charge.State`, ``amount`` whole đồng or None."""

    state: str
    words: str
    amount: int | None
    steps: tuple[dict[str, Any], ...]
    assumed: bool
    receipt_number: str
    paid_at: datetime | None
    way: str
    payable: bool
    pending: bool

    @property
    def to_count(self) -> bool:
        """Tell whether the rate is known and only copies and pages are still to be counted."""
        return self.amount is None and bool(self.steps) and self.steps[-1]["words"] == _fees.COUNTED_LATER


@dataclass(frozen=True, slots=True)
class Money:
    """A span's money: dossiers that were asked for some, of them paid online; sums in đồng by way, given back."""

    asked: int
    paid: int
    paid_online: int
    cash: int
    online: int
    refunded: int

    @property
    def total(self) -> int:
        """What came in, in đồng."""
        return self.cash + self.online


def owing(dossier: Dossier, entry: Procedure | None = None) -> Owing | None:
    """Return what a dossier owes; None where no money is asked and none was worked out (1 query, 2 while due).

    ``entry``: its catalogue entry, to say "Chưa xác nhận mức thu" where nothing is known.
    """
    row = door.charge_of(dossier)
    if row is None:
        return _unknown() if entry is not None and dossier.accepted_at and not _known(entry, dossier) else None
    due = row.state == Charge.State.DUE
    pending = due and door.payments(dossier).filter(state="started").exists()
    return Owing(
        row.state, Charge.State(row.state).label, row.amount, tuple(row.steps), row.assumed, row.receipt_number,
        row.paid_at, WAYS.get(row.paid_by, ""), due and paying.provider() is not None, pending,
    )  # fmt: skip


def _known(entry: Procedure, dossier: Dossier) -> bool:
    return _fees.tariff_of(entry, _fees.day_of(dossier)).known


def _unknown() -> Owing:
    return Owing(Charge.State.UNKNOWN, fees.UNKNOWN.lower(), None, (), False, "", None, "", False, False)


def waivers(dossier: Dossier) -> tuple[fees.Waiver, ...]:
    """Return who pays nothing for a dossier's procedure on its day."""
    return _fees.waivers_of(catalogue.entry_of(dossier.procedure), _fees.day_of(dossier))


def asked_at_desk(entry: Procedure, on: date) -> tuple[str, tuple[fees.Waiver, ...]]:
    """Return what decides the fee of a procedure taken in on a day: "case", "copy" or "page", and who pays nothing.

    Where nobody pays, nothing is asked.
    """
    found = _fees.tariff_of(entry, on)
    if found.known and not found.amount:
        return fees.CASE, ()
    return found.per if found.known else fees.CASE, _fees.waivers_of(entry, on)


def tariff(dossier: Dossier) -> fees.Tariff:
    """Return the tariff that a dossier keeps."""
    return _fees.tariff_of(catalogue.entry_of(dossier.procedure), _fees.day_of(dossier))


def money_between(unit_id: UUID, since: datetime, until: datetime) -> Money:
    """Count a unit's money from one moment to before another.

    ``asked`` are dossiers whose charge was worked out in the span, the rest what was paid and given back in it.
    """
    online = Q(paid_by="online")
    paid = door.paid_between(unit_id, since, until).aggregate(
        count=Count("id"), online_count=Count("id", filter=online), online=Sum("amount", filter=online),
        cash=Sum("amount", filter=~online),
    )  # fmt: skip
    back = door.given_between(unit_id, since, until)
    asked = door.assessed_between(unit_id, since, until).count()
    return Money(asked, paid["count"], paid["online_count"], int(paid["cash"] or 0), int(paid["online"] or 0),
                 back)  # fmt: skip


def odd_words(call: PaymentCall) -> str:
    """Say what is odd about money that a provider told of."""
    return PaymentCall.Verdict(call.verdict).label
