"""Signed, issued, handed over, closed: four facts, four people, never one flag."""

from datetime import datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop import access, timing
from thanthien.onestop.commands import _courtesy, _messages, _moves, _outgoing
from thanthien.onestop.commands._results import Moved
from thanthien.org import service as org
from thanthien.rules.apology import exemptions


@command("dossier.sign")
def sign(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int) -> Moved:
    """The competent signer signs the result. The clock runs on until the result is issued."""
    dossier = access.take(actor, dossier_id, version)
    _moves.make(run, dossier, "sign")
    _outgoing.sign(run, dossier)
    return _moves.moved(dossier)


@command("dossier.return_for_rework")
def return_for_rework(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, reason: str) -> Moved:
    """Send a result back to its handler, with the reason."""
    dossier = access.take(actor, dossier_id, version)
    reason = clean_multiline(reason)
    if len(reason) < 4:
        raise Refused("Ghi lý do trả lại, để người xử lý sửa đúng chỗ.", "reason")
    _moves.make(run, dossier, "return_for_rework", given={"reason": reason}, note=reason)
    return _moves.moved(dossier)


@command("dossier.issue")
def issue(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int) -> Moved:
    """The records clerk gives number and date; the applicant is told that the result is there."""
    dossier = access.take(actor, dossier_id, version)
    number = _outgoing.issue(run, dossier)
    _moves.make(
        run,
        dossier,
        "issue",
        given={"number": number},
        public="Kết quả đã có ở Một cửa",
        result_number=number,
        data={"number": number},
        clock="stopped",
        decided_at=run.now,
    )
    _messages.tell(run, dossier, org.office_of(dossier.unit_id), "ready")
    return _moves.moved(dossier)


@command("dossier.hand_over")
def hand_over(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, taken_by: str = "") -> Moved:
    """Give the result to the person. Never held up by a missing apology (settled question 4)."""
    dossier = access.take(actor, dossier_id, version)
    offer, office = _moves.offer_of(dossier), org.office_of(dossier.unit_id)
    _moves.make(
        run,
        dossier,
        "hand_over",
        given={"receiver": taken_by or dossier.applicant},
        detail={"taken_by": clean(taken_by)[:120]},
        handed_over_at=run.now,
    )
    if dossier.result == "granted":
        link = _messages.rate_link(dossier, offer.entry.field, "result", run.now)
        _messages.tell(run, dossier, office, "handed_over", rate_link=link)
        _courtesy.draft(run, dossier)
    else:
        _messages.tell(run, dossier, office, "reply_handed_over", handed=True)
    return _moves.moved(dossier)


@command("dossier.close")
def close(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int) -> Moved:
    """Close the file. Refused for a late dossier without apology or recorded ground of exemption."""
    dossier = access.take(actor, dossier_id, version)
    _moves.make(run, dossier, "close", closed_at=run.now, sort_due=None)
    return _moves.moved(dossier)


@command("dossier.exempt_apology")
def exempt_apology(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, ground: str, reason: str
) -> Moved:
    """The chair records why no apology is owed for a late dossier (TTHC-09: three grounds)."""
    dossier = access.take(actor, dossier_id, version)
    reason = clean_multiline(reason)
    if len(reason) < 6:
        raise Refused("Ghi rõ sự việc làm căn cứ.", "reason")
    grounds = {one.code: one.sentence for one in exemptions(clock.local(now).date())}
    if ground not in grounds:
        raise Refused("Chọn một trong ba căn cứ.", "ground")
    if not timing.was_late(dossier, run.now):
        raise Refused("Hồ sơ này không trễ hẹn.", "reason", "not-late")
    excused = f"{grounds[ground]} {reason}"[:300]
    _moves.make(
        run, dossier, "exempt_apology", given={"ground": ground}, note=reason, data={"ground": ground}, excused=excused
    )
    access.apologies(dossier).filter(state="draft").update(state="dismissed", note="exempt")
    return _moves.moved(dossier)
