"""Settling a dossier: who does what, verification, refusal with guidance, stop, transfer."""

from datetime import datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor, Role
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop import access
from thanthien.onestop.commands import _messages, _moves, _papers, _papers_control, _tasks
from thanthien.onestop.commands._results import Moved
from thanthien.org import service as org
from thanthien.rules.clock import Event
from thanthien.rules.dossier import MACHINE, nothing_decided

NOTE_LIMIT = 4000
ASKED = "Người nộp đề nghị dừng"


@command("dossier.assign")
def assign(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, staff_id: UUID) -> Moved:
    """Give a dossier to another handler of the same unit."""
    dossier = access.take(actor, dossier_id, version)
    if not actor.may("dossier.assign"):
        raise Refused("Chỉ người xử lý hoặc Chủ tịch giao lại hồ sơ được.", "staff", "role")
    if dossier.clock == "stopped":
        raise Refused("Hồ sơ này đã xong, không cần giao lại.", "staff", "done")
    staff = org.colleague(actor, staff_id, clock.local(now).date(), Role.HANDLER)
    before = str(dossier.owner_id)
    dossier.owner = staff
    access.tasks(dossier).filter(done_at__isnull=True, role=Role.HANDLER).update(owner=staff)
    _moves.touch(
        run,
        dossier,
        "assign",
        note=f"Giao cho {staff.name}",
        fields=["owner"],
        data={"from": before, "to": str(staff.id)},
        kept={"hand": _tasks.hand(dossier, Role.HANDLER, staff.id)},
    )
    return _moves.moved(dossier)


@command("dossier.note")
def note(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, text: str) -> Moved:
    """Append a hand-over note. Notes are never changed or removed."""
    dossier = access.take(actor, dossier_id)
    words = clean_multiline(text)
    if not words:
        raise Refused("Viết nội dung ghi chú.", "text")
    if len(words) > NOTE_LIMIT:
        raise Refused(f"Ghi chú dài {len(words)} chữ cái, nhận đến {NOTE_LIMIT}. Rút gọn giúp.", "text")
    _moves.touch(run, dossier, "note", note=words, fields=[])
    return _moves.moved(dossier)


@command("dossier.verify")
def verify(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, reason: str, letter: str) -> Moved:
    """Open a verification: a letter goes out, and the limit lawfully becomes the longer one of the procedure.

    Needs no apology and does not use up the re-appointment (settled question 6).
    """
    dossier = access.take(actor, dossier_id, version)
    reason, letter = clean_multiline(reason), clean(letter)
    if len(reason) < 6 or len(letter) < 3 or len(letter) > 300:
        raise Refused("Ghi lý do xác minh, và văn bản đã gửi đi (số, nơi nhận).", "reason")
    _moves.check(run, dossier, "verify", {"reason": reason, "letter": letter})
    if any(kept["kind"] == "verify" for kept in dossier.clock_events):
        raise Refused("Hồ sơ này đã xác minh một lần, thời hạn đã được tính lại.", "reason", "verified-once")
    fields = _moves.clock_event(run, dossier, Event("verify", run.now))
    exact = _messages.is_exact(dossier)
    said, old_due = _messages.said(fields["due_at"], exact), _messages.said(dossier.due_at, exact)
    _moves.make(
        run,
        dossier,
        "verify",
        given={"reason": reason, "letter": letter},
        public=f"Xã hỏi nơi liên quan để xác minh, hẹn trả {said}",
        note=reason,
        data={"letter": letter},
        **fields,
    )
    _messages.tell(run, dossier, org.office_of(dossier.unit_id), "verify", reason=reason, old_due=old_due)
    return _moves.moved(dossier)


@command("dossier.submit_for_signing")
def submit_for_signing(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, note: str = ""
) -> Moved:
    """Put the finished result before the chair."""
    dossier = access.take(actor, dossier_id, version)
    text = clean_multiline(note) or "Kết quả đã soạn"
    _moves.make(run, dossier, "submit_for_signing", given={"document": text}, note=text)
    return _moves.moved(dossier)


@command("dossier.refuse")
def refuse(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, reason: str, ground: str, guidance: str
) -> Moved:
    """Settle against the applicant: a written reply with legal reason and guidance, inside the limit (TTHC-19)."""
    dossier = access.take(actor, dossier_id, version)
    offer, office = _moves.offer_of(dossier), org.office_of(dossier.unit_id)
    reason, ground, guidance = _moves.reasoned(reason, ground, guidance)
    _moves.make(
        run,
        dossier,
        "refuse",
        public="Hồ sơ chưa đủ điều kiện, xã trả lời bằng văn bản",
        note=reason,
        given={"ground": ground, "reason": reason, "guidance": guidance},
        data={"ground": ground},
        clock="stopped",
        decided_at=run.now,
    )
    _papers.not_eligible(run, dossier, office, reason, ground, guidance)
    link = _messages.rate_link(dossier, offer.entry.field, "refusal", run.now)
    _messages.tell(run, dossier, office, "refused", reason=reason, ground=ground, guidance=guidance, rate_link=link)
    return _moves.moved(dossier)


@command("dossier.stop")
def stop(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int | None = None, reason: str = ""
) -> Moved:
    """Stop settling at the applicant's request, before a result exists, and give out form 05."""
    dossier = access.take(actor, dossier_id, version)
    if decided := nothing_decided(_moves.facts_of(dossier, run.now)):
        raise Refused(decided, "reason", "not-allowed")
    office, request = org.office_of(dossier.unit_id), clean_multiline(reason) or ASKED
    stage = MACHINE.states[dossier.state].label
    _moves.make(
        run,
        dossier,
        "stop",
        public="Dừng giải quyết theo yêu cầu của bà con",
        note=clean_multiline(reason),
        given={"request": request},
        clock="stopped",
        decided_at=run.now,
        sort_due=None,
    )
    _papers_control.stop(run, dossier, office, request, stage)
    _messages.tell(run, dossier, office, "stopped", reason=clean_multiline(reason))
    return _moves.moved(dossier)


@command("dossier.transfer")
def transfer(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, body: str, reason: str) -> Moved:
    """Hand a dossier to the body that is competent for it, with a slip; tracked until confirmed."""
    dossier = access.take(actor, dossier_id, version)
    body, reason = clean(body), clean_multiline(reason)
    if len(body) < 4 or len(reason) < 6:
        raise Refused("Ghi cơ quan nhận và lý do chuyển.", "body")
    _moves.transfer_to(run, dossier, org.office_of(dossier.unit_id), body, reason)
    return _moves.moved(dossier)


@command("dossier.confirm_transfer")
def confirm_transfer(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, who: str) -> Moved:
    """Note who took the dossier over at the other body."""
    dossier = access.take(actor, dossier_id, version)
    who = clean(who)
    if not who:
        raise Refused("Ghi người đã nhận hồ sơ.", "who")
    _moves.make(
        run, dossier, "confirm_transfer", given={"confirmed_by": who}, note=who, closed_at=run.now, sort_due=None
    )
    _messages.tell(run, dossier, org.office_of(dossier.unit_id), "transfer_confirmed")
    return _moves.moved(dossier)
