"""Acts in the waiting room: take a number, call, call again, finish, send to another counter.

Every act takes a number of the room's series first. That moves the boards, and on PostgreSQL it lets the acts of one
room wait for each other (SQLite has one writer): ten counters that press in the same second see ten different queues.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop.access import tickets as access
from thanthien.onestop.models import Kiosk, Ticket
from thanthien.rules import tickets as rules
from thanthien.rules.errors import RuleError

DESK: Final = "Một cửa"  # where an officer sits whose post names no counter


@dataclass(frozen=True, slots=True)
class Given:
    """A ticket and what it says: key, number as called, state, counter."""

    id: str
    label: str
    state: str
    counter: str = ""


def counter_of(actor: Actor) -> str:
    """Return the counter at which an officer sits."""
    return actor.counter or DESK


@command("ticket.take")
def take(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, service: str, lane: str, kiosk_id: UUID | None = None
) -> Given:
    """Give the next number of a lane. A citizen takes it at an admitted machine, a clerk gives it at the desk.

    Raises :class:`Refused` for a service or lane that is not there, :class:`NotThere` for who may not.
    """
    may_give(actor, unit_id, kiosk_id)
    if service not in rules.SERVICES:
        raise Refused("Chọn việc cần làm.", "service")
    by = "desk" if kiosk_id is None else "kiosk"
    return issue(run, Ticket(unit_id=unit_id, lane=lane, service=service, taken_at=now), by)


def issue(run: Run, row: Ticket, by: str, act: str = "") -> Given:
    """Number a ticket in its lane's series of the day and put it into the queue."""
    if row.lane not in rules.LANES:
        raise Refused("Chọn số thường hay số ưu tiên.", "lane")
    run.number(row.unit_id, access.HALL)
    row.day = clock.local(row.taken_at).date()
    row.number = run.number(row.unit_id, f"ticket:{row.day}:{row.lane}")
    run.add(row)
    run.audit(row.unit_id, ("ticket", row.id), {"number": row.label, "service": row.service, "by": by}, act=act)
    return _given(row)


def may_give(actor: Actor, unit_id: UUID, kiosk_id: UUID | None) -> None:
    """Let the clerks of the commune and its admitted machines give numbers; raises :class:`NotThere`."""
    if actor.kind == "staff":
        if actor.unit_id != unit_id or not actor.may("ticket.call"):
            raise NotThere
    elif (
        kiosk_id is None
        or not Kiosk.objects.filter(
            unit_id=unit_id, id=kiosk_id, admitted_at__isnull=False, ended_at__isnull=True
        ).exists()
    ):
        raise NotThere


@command("ticket.call")
def call_next(run: Run, *, actor: Actor, now: datetime, done: UUID | None = None) -> Given:
    """Call the next ticket to the actor's counter. ``done`` names the one that stands there and is finished.

    Raises :class:`Refused`: ``open`` when another ticket still stands at the counter, ``nobody`` when nobody waits
    (then ``done`` is not finished either).
    """
    unit_id, counter, day = _room(run, actor, now)
    _clear(run, actor, now, counter, done)
    serving = access.serving(unit_id).get(counter, frozenset())
    queue = access.queue(unit_id, day)
    found = rules.next_up(queue, access.lanes_called(unit_id, day, counter), counter, serving)
    if found is None:
        elsewhere = f" {len(queue)} số đang đợi quầy khác." if queue else ""
        raise Refused(f"Chưa có ai đợi ở quầy này.{elsewhere}", "", "nobody")
    return _move(run, access.of_day(unit_id, day).get(id=found.id), "call", now, counter=counter)


@command("ticket.call_one")
def call_one(run: Run, *, actor: Actor, now: datetime, ticket_id: UUID, done: UUID | None = None) -> Given:
    """Call one certain ticket: somebody came back, or was sent to a counter where nobody sits today."""
    _, counter, day = _room(run, actor, now)
    row = access.ticket(actor, ticket_id, day)
    if row.state == rules.CALLED:
        at = clock.local(row.called_at or now)
        raise Refused(f"Số {row.label} đã được {row.counter} gọi lúc {at.hour}:{at:%M}.", "", "called")
    _clear(run, actor, now, counter, done)
    if row.state == rules.NO_SHOW:
        row.state = rules.WAITING
    return _move(run, row, "call", now, counter=counter)


def _clear(run: Run, actor: Actor, now: datetime, counter: str, done: UUID | None) -> None:
    """Finish what stands at the counter, if the clerk said that it is finished."""
    standing = access.open_at(actor.scope, counter, clock.local(now).date())
    if standing is None:
        return
    if standing.id != done:
        raise Refused(f"Số {standing.label} còn ở {counter}. Xong hay chưa thấy người thì bấm trước đã.", "", "open")
    _move(run, standing, "serve", now, act="ticket.serve")


@command("ticket.recall")
def recall(run: Run, *, actor: Actor, now: datetime, ticket_id: UUID) -> Given:
    """Call the ticket that stands at the actor's counter once more."""
    return _move(run, _standing(run, actor, now, ticket_id), "recall", now)


@command("ticket.serve")
def serve(run: Run, *, actor: Actor, now: datetime, ticket_id: UUID) -> Given:
    """Finish the ticket at the actor's counter."""
    return _move(run, _standing(run, actor, now, ticket_id), "serve", now)


@command("ticket.miss")
def miss(run: Run, *, actor: Actor, now: datetime, ticket_id: UUID) -> Given:
    """Note that nobody came. Who comes later is brought back to the place they had."""
    return _move(run, _standing(run, actor, now, ticket_id), "miss", now)


@command("ticket.transfer")
def transfer(run: Run, *, actor: Actor, now: datetime, ticket_id: UUID, counter: str, counters: list[str]) -> Given:
    """Send the ticket to another of the commune's ``counters``; it keeps its place there."""
    row = _standing(run, actor, now, ticket_id)
    if counter not in counters or counter == row.counter:
        raise Refused("Chọn quầy khác để chuyển đến.", "counter")
    row.target = counter
    return _move(run, row, "transfer", now)


@command("ticket.bring_back")
def bring_back(run: Run, *, actor: Actor, now: datetime, ticket_id: UUID) -> Given:
    """Let somebody who was not there wait again, at the place they had."""
    _, _, day = _room(run, actor, now)
    return _move(run, access.ticket(actor, ticket_id, day), "bring_back", now)


@command("ticket.cancel")
def cancel(run: Run, *, actor: Actor, now: datetime, ticket_id: UUID) -> Given:
    """Take a ticket out of the queue because its person waits no more."""
    _, _, day = _room(run, actor, now)
    return _move(run, access.ticket(actor, ticket_id, day), "cancel", now)


@command("ticket.give_up")
def give_up(run: Run, *, actor: Actor, now: datetime, token: str) -> Given:
    """The holder of the ticket's link waits no more."""
    run.number(access.by_token(token, now).unit_id, access.HALL)
    return _move(run, access.by_token(token, now), "cancel", now)


def _room(run: Run, actor: Actor, now: datetime) -> tuple[UUID, str, date]:
    """Take the room's turn; return unit, counter and day. Raises :class:`NotThere` for who may not."""
    if actor.unit_id is None or not actor.acts("ticket.call"):
        raise NotThere
    run.number(actor.unit_id, access.HALL)
    return actor.unit_id, counter_of(actor), clock.local(now).date()


def _standing(run: Run, actor: Actor, now: datetime, ticket_id: UUID) -> Ticket:
    """Return the ticket, if it stands at the actor's counter; says kindly where it is otherwise."""
    _, counter, day = _room(run, actor, now)
    row = access.ticket(actor, ticket_id, day)
    if row.state == rules.CALLED and row.counter != counter:
        raise Refused(f"Số {row.label} đang ở {row.counter}.", "", "elsewhere")
    return row


def _move(run: Run, row: Ticket, move: str, now: datetime, counter: str = "", act: str = "") -> Given:
    try:
        row.state = rules.after(row.state, move)
    except RuleError as no:
        raise Refused(str(no), "", "moved") from no
    if move in ("call", "recall"):
        row.counter, row.target, row.called_at, row.calls = counter or row.counter, "", now, row.calls + 1
        row.first_called_at = row.first_called_at or now
    row.ended_at = now if row.state in (rules.SERVED, rules.CANCELLED) else None
    row.save(update_fields=["state", "counter", "target", "called_at", "calls", "first_called_at", "ended_at"])
    data = {"number": row.label, "counter": row.target or row.counter}
    run.audit(row.unit_id, ("ticket", row.id), data, act=act)
    return _given(row)


def _given(row: Ticket) -> Given:
    return Given(str(row.id), row.label, row.state, row.counter)
