"""The number that stands at the counter: call, call again, not there, another counter, done. What is typed stays.

The buttons belong to the form of the counter (``office.desk``), so that pressing one of them loses nothing.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.office.desk_form import key_of, once_of
from thanthien.office.guard import StaffRequest
from thanthien.onestop.service import tickets
from thanthien.org import service as org
from thanthien.rules.tickets import is_for

SAID: Final = {
    "goi": "Đã mời số {label}.", "goi-lai": "Đã gọi lại số {label}.", "vang": "Đã ghi chưa thấy số {label}.",
    "chuyen": "Đã chuyển số {label}. Bà con giữ nguyên thứ tự.", "xong": "Số {label} đã xong.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What the strip above the counter shows: the ticket there, how many wait for this counter, where else to go."""

    ticket: tickets.Ticket | None
    waiting: int
    counters: tuple[str, ...]
    said: str = ""
    wrong: str = ""


def counters_of(request: StaffRequest) -> list[str]:
    """Return the counters of the commune at which somebody sits today, and those with services of their own."""
    return _counters(request, tickets.serving(request.actor.scope))


def _counters(request: StaffRequest, serving: Collection[str]) -> list[str]:
    day = clock.local(request.now).date()
    sitting = org.colleagues(request.actor, day).exclude(counter="").values_list("counter", flat=True)
    return sorted({*sitting, *serving})


def standing(request: StaffRequest, said: str = "", wrong: str = "") -> Standing:
    """Return the strip as it is now."""
    unit_id, day = request.actor.scope, clock.local(request.now).date()
    here = tickets.counter_of(request.actor)
    serving = tickets.serving(unit_id)
    others = tuple(name for name in _counters(request, serving) if name != here)
    mine = sum(is_for(one, here, serving.get(here, ())) for one in tickets.queue(unit_id, day))
    return Standing(tickets.open_at(unit_id, here, day), mine, others, said, wrong)


def press(request: StaffRequest) -> Standing:
    """Do what the pressed button says; a refusal is told in the strip."""
    act = request.POST.get("viec", "")
    try:
        given = ACTS[act](request, key_of(request.POST.get("ve", "")))
    except Refused as no:
        return standing(request, wrong=no.message)
    return standing(request, said=SAID[act].format(label=given.label))


def _call(request: StaffRequest, named: UUID | None) -> tickets.Given:
    return sent_once(once_of(request), tickets.call_next, actor=request.actor, now=request.now, done=named)


def _recall(request: StaffRequest, named: UUID | None) -> tickets.Given:
    return sent_once(once_of(request), tickets.recall, actor=request.actor, now=request.now, ticket_id=_named(named))


def _miss(request: StaffRequest, named: UUID | None) -> tickets.Given:
    return sent_once(once_of(request), tickets.miss, actor=request.actor, now=request.now, ticket_id=_named(named))


def _serve(request: StaffRequest, named: UUID | None) -> tickets.Given:
    return sent_once(once_of(request), tickets.serve, actor=request.actor, now=request.now, ticket_id=_named(named))


def _transfer(request: StaffRequest, named: UUID | None) -> tickets.Given:
    return sent_once(
        once_of(request), tickets.transfer, actor=request.actor, now=request.now, ticket_id=_named(named),
        counter=request.POST.get("quay", ""), counters=counters_of(request),
    )  # fmt: skip


def _named(named: UUID | None) -> UUID:
    if named is None:
        raise Refused("Chưa có số nào ở quầy này.")
    return named


ACTS: Final[dict[str, Callable[[StaffRequest, UUID | None], tickets.Given]]] = {
    "goi": _call, "goi-lai": _recall, "vang": _miss, "chuyen": _transfer, "xong": _serve,
}  # fmt: skip


def finish(request: StaffRequest) -> None:
    """The dossier was taken (F9), so its ticket is done; taking it never fails because of a ticket."""
    named = key_of(request.POST.get("ve", ""))
    if named is None:
        return
    try:
        tickets.serve(actor=request.actor, now=request.now, ticket_id=named)
    except (Refused, NotThere):
        return
