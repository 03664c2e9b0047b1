"""The record of destruction: a frozen list, a second person, one act that cannot be undone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.papers import service as papers
from thanthien.privacy import access
from thanthien.privacy.models import Destruction, DestructionLine
from thanthien.rules import destruction, numbering
from thanthien.rules.destruction import MACHINE, MOST, Facts
from thanthien.rules.dossier import RESULTS
from thanthien.rules.machine import Illegal
from thanthien.rules.retention import classes

REASON_LIMIT = 300
GROUNDS = ("Luật Lưu trữ 33/2024/QH15", "Bảng thời hạn lưu của xã (chờ xác nhận)")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record after an act: key, number, state, how many dossiers."""

    id: str
    number: str
    state: str
    count: int


@command("destruction.propose")
def propose(run: Run, *, actor: Actor, now: datetime, dossier_ids: Collection[UUID]) -> Recorded:
    """Draw up a record over dossiers whose retention is over; the list is frozen from here on.

    Raises :class:`Refused` for none, for more than 500, and when one of them is not due or stands in another record.
    """
    if not actor.may("destruction.propose"):
        raise NotThere
    wanted = set(dossier_ids)
    if not 1 <= len(wanted) <= MOST:
        raise Refused(f"Chọn từ 1 đến {MOST} hồ sơ cho một biên bản.", "dossiers")
    today = clock.local(now).date()
    found = _still_due(actor, today, wanted, set(access.listed(actor.scope).values_list("dossier_id", flat=True)))
    if len(found) != len(wanted):
        raise Refused("Có hồ sơ chưa hết hạn lưu, đã xóa, hoặc đã nằm trong biên bản khác. Mở lại danh sách.")
    number = numbering.paper_number("destruction", run.number(actor.scope, numbering.series("destruction", today)))
    record = Destruction(unit_id=actor.scope, number=number, proposed_by_id=UUID(actor.id), proposed_at=now)
    lines = [_line(record, dossier, today) for dossier in found]
    record.data = _paper(record, lines, actor.label, now, "Chờ Chủ tịch duyệt")
    run.add(record, *lines)
    run.audit(actor.scope, ("destruction", record.id), {"number": number, "count": len(lines)})
    return Recorded(str(record.id), number, record.state, len(lines))


@command("destruction.approve")
def approve(run: Run, *, actor: Actor, now: datetime, record_id: UUID, version: int) -> Recorded:
    """The second person approves; every dossier of the list is looked at once more."""
    record = access.take_record(actor, record_id, version)
    record.decided_by_id, record.decided_at = UUID(actor.id), now
    return _move(run, record, "approve", {})


@command("destruction.refuse")
def refuse(run: Run, *, actor: Actor, now: datetime, record_id: UUID, version: int, reason: str) -> Recorded:
    """The second person does not approve, and says why; the dossiers are free for another record."""
    record = access.take_record(actor, record_id, version)
    words = clean(reason)
    if len(words) > REASON_LIMIT:
        raise Refused(f"Lý do dài {len(words)} chữ cái, nhận đến {REASON_LIMIT}. Rút gọn lại.", "reason")
    record.decided_by_id, record.decided_at, record.reason = UUID(actor.id), now, words
    return _move(run, record, "refuse", {"reason": words})


@command("destruction.carry_out")
def carry_out(run: Run, *, actor: Actor, now: datetime, record_id: UUID, version: int) -> Recorded:
    """Destroy what is personal in every dossier of an approved record, at once. Nothing brings it back."""
    record = access.take_record(actor, record_id, version)
    record.carried_by_id, record.carried_at = UUID(actor.id), now
    done = _move(run, record, "carry_out", {})
    ids = [line.dossier_id for line in access.lines(record)]
    also = list(access.requests_about(record.unit_id, ids))
    onestop.erase(run, record.unit_id, ids, f"biên bản {record.number}", [row.id for row in also])
    access.requests_about(record.unit_id, ids).update(name="", phone="", email="", text="", answer="", last_by="")
    return done


def _move(run: Run, record: Destruction, name: str, given: dict[str, Any]) -> Recorded:
    lines = list(access.lines(record))
    today = clock.local(run.now).date()
    ids = {line.dossier_id for line in lines}
    held = len(ids) - len(_still_due(run.actor, today, ids, set()))
    facts = Facts(proposed_by_actor=str(record.proposed_by_id) == run.actor.id, held_back=held)
    try:
        move = MACHINE.step(record.state, name, run.actor.machine_roles("destruction"), facts, given)
    except Illegal as no:
        raise Refused(no.sentence, no.field) from no
    record.state, record.version = move.target(record.state), record.version + 1
    said = f"{destruction.MACHINE.states[record.state].label} ngày {today:%d/%m/%Y}"
    approver = run.actor.label if name == "approve" else record.data["approver"]["name"]
    record.data = record.data | {
        "state": said[0].upper() + said[1:],
        "approver": record.data["approver"] | {"name": approver},
    }
    record.save()
    run.audit(record.unit_id, ("destruction", record.id), {"number": record.number, "count": len(lines)})
    return Recorded(str(record.id), record.number, record.state, len(lines))


def _still_due(actor: Actor, today: date, ids: set[UUID], elsewhere: set[UUID]) -> list[Dossier]:
    """Return which of these may be destroyed today: outlived, in no other record, and nobody asks about them."""
    asked = access.asked_about(actor.scope, ids)
    rows = onestop.ended.outlived(actor, today).filter(id__in=ids - elsewhere - asked)
    return list(rows.select_related("procedure"))


def _line(record: Destruction, dossier: Dossier, today: date) -> DestructionLine:
    kept, end = onestop.ended.kept_as(dossier, today), onestop.ended.ended_on(dossier)
    until = kept.until(end)
    assert until is not None
    return DestructionLine(
        unit_id=record.unit_id, destruction=record, dossier=dossier, code=dossier.code, title=dossier.title,
        result=dossier.result, ended_on=end, kept_as=kept.code, kept_until=until,
    )  # fmt: skip


def _paper(
    record: Destruction, lines: list[DestructionLine], proposer: str, now: datetime, state: str
) -> dict[str, object]:
    """Return the record as its paper says it; nothing in it is personal but the officers' names."""
    office = org.office_of(record.unit_id)
    unit, today = office.unit, clock.local(now).date()
    labels = {one.code: one.label for one in classes(today)}
    head = papers.Letterhead(
        superior="Ủy ban nhân dân", body=f"{unit.kind_word} {unit.name}", place=office.place_name or unit.name,
        unit=f"UBND {unit.kind_word} {unit.name}", address=office.address, phone=office.phone,
    )  # fmt: skip
    ordered = sorted(lines, key=lambda one: (one.ended_on, one.code))
    rows = tuple(
        papers.DestroyedLine(
            one.code, one.title, RESULTS.get(one.result, one.result), one.ended_on, labels[one.kept_as], one.kept_until
        )
        for one in ordered
    )
    return papers.to_json(
        papers.Destruction(
            head=head,
            number=record.number,
            issued_on=today,
            lines=rows,
            grounds=GROUNDS,
            state=state,
            proposer=papers.Signer(("NGƯỜI LẬP BIÊN BẢN",), proposer),
            approver=papers.Signer(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ""),
        )
    )
