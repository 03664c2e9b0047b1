"""Dossiers that came in on the National Public Service Portal or through the provincial system (law.md §0.3).

They keep their official code, the clock runs from the official receipt, and they live the same life as any other.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thanthien.core import clock, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop.access import intake as access
from thanthien.onestop.commands import _moves
from thanthien.onestop.commands.filing import Filing, Item, desk_of, enter
from thanthien.onestop.commands.reception import do_accept
from thanthien.onestop.intake_lines import NATIONAL, SOURCES, Arrival
from thanthien.onestop.models import Dossier, IntakeKey, OfficialCode

TAKEN = "Mã hồ sơ này đã nhận về trước đây."
HELD = "elsewhere"  # a paper that lies in the other system


@dataclass(frozen=True, slots=True)
class Taken:
    """A dossier taken over: our key and code, where it stands, the day that our clock gives ("": none is known)."""

    id: str
    code: str
    official_code: str
    state: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a system."""

    id: str


def actor_of(name: str) -> Actor:
    """Return who acts where no person does: a file or a system, under its name."""
    return Actor(kind="system", id="intake", label=name[:120])


@command("dossier.take_over")
def take_over(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, arrival: Arrival) -> Taken:
    """Take a dossier over whole: our code beside the official one, the clock from the official receipt, a handler.

    Where no limit is published it waits for a clerk who enters one; the clock runs from the official receipt then,
    too. Raises :class:`Refused` at the column (``already-taken`` for a code that came before), :class:`NotThere` for
    an actor without the right.
    """
    if actor.kind != "system" and not (actor.may("intake.load") and actor.unit_id == unit_id):
        raise NotThere
    wall.admit(unit_id)
    if access.taken(unit_id, arrival.source, [arrival.official_code]):
        raise Refused(TAKEN, "official_code", "already-taken")
    filing = Filing(unit_id, arrival.procedure, arrival.applicant, {}, channel=arrival.source)
    desk = desk_of(run, filing)
    offered = desk[1].every.get(arrival.procedure)
    if offered is None:
        raise Refused("Xã không có thủ tục mang mã này.", "procedure", "unknown-procedure")
    papers = [Item(number, HELD) for number, one in enumerate(offered.entry.papers, 1) if one.required]
    dossier, offer, office = enter(run, Filing(
        unit_id, arrival.procedure, arrival.applicant, {}, papers, arrival.source
    ), desk)  # fmt: skip
    dossier.filed_at = dossier.sort_due = arrival.received_at
    run.add(
        OfficialCode(
            unit_id=unit_id, dossier=dossier, source=arrival.source, code=arrival.official_code,
            received_at=arrival.received_at, promised_on=arrival.promised_on, taken_at=now,
        )
    )  # fmt: skip
    told = f"Nhận từ {SOURCES[arrival.source]}, mã {arrival.official_code}"
    about = {"source": arrival.source, "received_at": clock.iso(arrival.received_at)}
    _moves.record_filing(run, dossier, offer, told, about)
    if offer.entry.limit.unit is not None:
        case = "channel_online" if arrival.source == NATIONAL and offer.entry.limit.case("channel_online") else ""
        reached = bool(arrival.applicant.email or arrival.applicant.phone)
        do_accept(run, dossier, offer, office, case, system=True, tell=reached)
    return taken_of(dossier, arrival.official_code)


def taken_of(dossier: Dossier, official_code: str) -> Taken:
    """Return the answer for a dossier that was taken over."""
    due = clock.local(dossier.due_at).date().isoformat() if dossier.due_at else ""
    return Taken(str(dossier.id), dossier.code, official_code, dossier.state, due)


@command("intake.make_key")
def make_key(run: Run, *, actor: Actor, now: datetime, source: str, name: str) -> Key:
    """Let a system hand dossiers over to the commune. Raises :class:`Refused` at the field, :class:`NotThere`."""
    if actor.unit_id is None or not actor.acts("intake.key"):
        raise NotThere
    name = clean(name)
    if not 3 <= len(name) <= 120:
        raise Refused("Ghi hệ thống nào gửi đến, ví dụ: Hệ thống Một cửa tỉnh Thanh Hóa.", "name")
    if source not in SOURCES:
        raise Refused("Chọn hồ sơ đến từ đâu.", "source")
    row = IntakeKey(unit_id=actor.unit_id, source=source, name=name, made_at=now, made_by_id=UUID(actor.id))
    row.save(force_insert=True)
    run.audit(row.unit_id, ("intake_key", row.id), {"source": source, "name": name})
    return Key(str(row.id))


@command("intake.show_key")
def show_key(run: Run, *, actor: Actor, now: datetime, key_id: UUID) -> Key:
    """Note that somebody looked at the secret of a key: whoever knows it sends dossiers in the system's name.

    The secret itself is derived by the caller (:func:`~thanthien.onestop.access.intake.key_token`) and stands in no
    answer that is kept. Raises :class:`NotThere`; :class:`Refused` for an ended one.
    """
    row = _held(actor, key_id)
    run.audit(row.unit_id, ("intake_key", row.id), {"name": row.name})
    return Key(str(row.id))


@command("intake.end_key")
def end_key(run: Run, *, actor: Actor, now: datetime, key_id: UUID) -> Key:
    """Take a key back; what came in by it stays. Raises :class:`NotThere`; :class:`Refused` for an ended one."""
    row = _held(actor, key_id)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    run.audit(row.unit_id, ("intake_key", row.id), {"name": row.name})
    return Key(str(row.id))


def _held(actor: Actor, key_id: UUID) -> IntakeKey:
    if not actor.acts("intake.key"):
        raise NotThere
    row = access.keys(actor).filter(id=key_id).first()
    if row is None:
        raise NotThere
    if row.ended_at is not None:
        raise Refused("Khóa này đã thu.", "", "ended")
    return row
