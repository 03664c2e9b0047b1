"""Saying sorry as a legal act: drafted in time, read and signed one by one, sent by signing.

An apology makes a *revised* date and nothing else; lateness is counted against the lawful one
(settled questions 3 and 4). Each signature is safe on its own.
"""

import hashlib
import logging
from datetime import date, datetime, time
from uuid import UUID

from thanthien.core import clock, db
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean_multiline
from thanthien.onestop import access, timing
from thanthien.onestop.access import redating
from thanthien.onestop.commands import _messages, _moves, _papers
from thanthien.onestop.commands._results import Kept, Moved
from thanthien.onestop.models import Apology, Dossier
from thanthien.org import service as org
from thanthien.rules import apology as rule
from thanthien.rules.clock import Event
from thanthien.rules.errors import RuleError

REASON_LIMIT = 2000
log = logging.getLogger("thanthien.onestop")


def _kind(dossier: Dossier) -> str:
    """The first letter gives a new date. Whatever is missed after it: no third date (settled question 4)."""
    known = any(kept["kind"] == "apologise" and kept["new_date"] for kept in dossier.clock_events)
    return "dateless" if known else "late"


def _new_day(dossier: Dossier, now: datetime) -> date:
    """Suggest the second working day after the lawful date, or after today when that has passed."""
    start = max(clock.local(dossier.due_at or now).date(), clock.local(now).date())
    return org.calendars.of(dossier.unit_id).calendar.add_working_days(start, 2)


@command("apology.draft")
def draft_apology(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID) -> Kept:
    """Put a draft before the chair: reason from the list, new date, the person answerable with phone.

    An open draft of the same dossier stays as it is, so running the morning's job twice changes nothing.
    """
    dossier = access.take(actor, dossier_id)
    open_one = access.apologies(dossier).filter(state="draft", kind__in=["late", "dateless"]).first()
    if open_one is not None:
        run.audit(dossier.unit_id, ("dossier", dossier.id), {"known": str(open_one.id)})
        return Kept(str(open_one.id))
    kind = _kind(dossier)
    reason = rule.default_reason(clock.local(now).date())
    letter = Apology(
        unit_id=dossier.unit_id,
        dossier=dossier,
        kind=kind,
        reason_code=reason.code,
        reason=reason.sentence,
        due_at=dossier.revised_at or dossier.due_at,
        new_date=_new_day(dossier, now) if kind == "late" else None,
        answerable=dossier.owner,
        drafted_at=now,
    )
    letter.save(force_insert=True)
    _moves.make(run, dossier, "draft_apology", data={"apology": str(letter.id), "kind": kind})
    return Kept(str(letter.id))


def draft_due_apologies(now: datetime) -> int:
    """Draft for every dossier that needs it now (the loop); return how many letters are new.

    A letter that lay unsigned until its new date came gets a date that can still be kept.
    """
    today = clock.local(now).date()
    for stale in access.stale_drafts(today):
        renew_draft_date(actor=SYSTEM, now=now, apology_id=stale)
    rows = access.visible(SYSTEM).filter(redating.due_soon(today), clock="running", accepted_at__isnull=False)
    drafted = 0
    for dossier in rows.select_related("unit").order_by("unit_id", "sort_due").iterator(200):
        try:
            if _needs_draft(dossier, now):
                draft_apology(actor=SYSTEM, now=now, dossier_id=dossier.id)
                drafted += 1
        except (Refused, NotThere, RuleError, ValueError):
            # One dossier that cannot be drafted must not keep everybody behind it from an apology.
            log.exception("no apology could be drafted for %s", dossier.code)
    return drafted


@command("apology.renew")
def renew_draft_date(run: Run, *, actor: Actor, now: datetime, apology_id: UUID) -> Kept:
    """Give an unsigned letter a new date that still lies ahead; a signed one is never touched."""
    letter = db.lock(Apology.objects.filter(id=apology_id, state="draft", kind="late")).first()
    if letter is None or actor.kind != "system":
        raise NotThere
    letter.new_date = _new_day(access.take(actor, letter.dossier_id), now)
    letter.save(update_fields=["new_date"])
    run.audit(letter.unit_id, ("dossier", letter.dossier_id), {"apology": str(letter.id), "new": str(letter.new_date)})
    return Kept(str(letter.id))


def _needs_draft(dossier: Dossier, now: datetime) -> bool:
    known = list(access.apologies(dossier).values_list("state", "due_at"))
    at = dossier.revised_at or dossier.due_at
    # A promise to be in time holds until the date; broken, the letter comes back.
    settled = {"draft", "signed", "dismissed"} if at is None or now <= at else {"draft", "signed"}
    if dossier.excused or any(state in settled and due == at for state, due in known):
        return False
    if dossier.state == "signed" and at is not None and now <= at:
        return False  # the result is there, only its number is missing
    office = org.office_of(dossier.unit_id)
    return at is not None and rule.needs_draft(
        due_at=clock.local(at),
        unit=dossier.limit.get("unit", ""),
        now=clock.local(now),
        calendar=org.calendars.lately(dossier.unit_id),
        set_hour=time.fromisoformat(office.apology_hour),
    )


@command("apology.revise")
def revise_apology(
    run: Run,
    *,
    actor: Actor,
    now: datetime,
    apology_id: UUID,
    reason: str,
    new_date: date | None,
    answerable_id: UUID | None,
    reason_code: str = "",
) -> Kept:
    """Change the words, date or answerable person of a draft before it is signed."""
    letter = _open_letter(actor, apology_id)
    _check(letter, reason, new_date, now)
    known = {one.code for one in rule.reasons(clock.local(now).date())}
    letter.reason_code = reason_code if reason_code in known else letter.reason_code
    letter.reason = clean_multiline(reason)
    letter.new_date = new_date if letter.kind == "late" else None
    if answerable_id is not None:
        letter.answerable = org.colleague(actor, answerable_id, clock.local(now).date())
    letter.save(update_fields=["reason", "reason_code", "new_date", "answerable"])
    run.audit(letter.unit_id, ("dossier", letter.dossier_id), {"apology": str(letter.id)}, {"reason": letter.reason})
    return Kept(str(letter.id))


def _open_letter(actor: Actor, apology_id: UUID) -> Apology:
    letter = access.take_apology(actor, apology_id)
    if not actor.may("dossier.sign_apology"):
        raise NotThere
    if letter.state != "draft":
        raise Refused("Thư này đã được xử lý rồi.", "", "not-a-draft")
    return letter


def _check(letter: Apology, reason: str, new_date: date | None, now: datetime) -> None:
    words = clean_multiline(reason)
    if len(words) < 10:
        raise Refused("Viết lý do để bà con hiểu vì sao phải chờ.", "reason")
    if len(words) > REASON_LIMIT:
        raise Refused(f"Lý do dài {len(words)} chữ cái, nhận đến {REASON_LIMIT}.", "reason")
    if letter.kind != "late":
        return
    if new_date is None or new_date <= clock.local(now).date():
        raise Refused("Chọn ngày hẹn mới sau hôm nay.", "new_date")
    if not org.calendars.of(letter.unit_id).calendar.is_working_day(new_date):
        raise Refused("Ngày hẹn mới rơi vào ngày nghỉ. Chọn một ngày làm việc.", "new_date")
    if letter.due_at is not None and new_date <= clock.local(letter.due_at).date():
        raise Refused("Ngày hẹn mới phải sau ngày hẹn cũ.", "new_date")


def seen_of(letter: Apology) -> str:
    """Return a mark of a letter's words: what is signed must be what was read."""
    words = f"{letter.reason}|{letter.new_date}|{letter.answerable_id}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@command("apology.sign")
def sign_apology(run: Run, *, actor: Actor, now: datetime, apology_id: UUID, seen: str = "") -> Moved:
    """The chair signs one letter; signing sends it (form 04) and makes the revised date.

    ``seen`` is the mark of the words that were read. Raises :class:`Refused` for a second re-appointment
    (TTHC-16), and when the words were changed after they were read.
    """
    letter = _open_letter(actor, apology_id)
    if seen and seen != seen_of(letter):
        raise Refused("Lời thư vừa được sửa. Đọc lại thư rồi ký.", "", "letter-changed")
    _check(letter, letter.reason, letter.new_date, now)
    dossier = access.take(actor, letter.dossier_id)
    if dossier.decided_at is not None and not timing.was_late(dossier, now):
        raise Refused("Kết quả đã có đúng hẹn, không cần thư này nữa.", "", "in-time")
    office = org.office_of(dossier.unit_id)
    old_due = _messages.said(letter.due_at, _messages.is_exact(dossier))
    fields = {}
    if letter.kind != "error":
        fields = _moves.clock_event(run, dossier, Event("apologise", run.now, new_date=letter.new_date))
    day = _messages.said(letter.new_date)
    public = f"Xã xin lỗi và hẹn lại {day}" if letter.new_date else "Xã xin lỗi vì để bà con phải chờ"
    number = _papers.letter_number(run, dossier, "apology")
    _moves.make(
        run,
        dossier,
        "sign_apology",
        given={"reason": letter.reason, "new_date": letter.new_date},
        public=public,
        note=letter.reason,
        data={"apology": str(letter.id)},
        **fields,
    )
    letter.state, letter.signed_at, letter.signed_by_id, letter.number = "signed", now, UUID(actor.id), number
    letter.save(update_fields=["state", "signed_at", "signed_by", "number"])
    _papers.apology(run, dossier, office, letter)
    _tell(run, dossier, letter, old_due, day)
    return _moves.moved(dossier)


def _tell(run: Run, dossier: Dossier, letter: Apology, old_due: str, day: str) -> None:
    office, person = org.office_of(dossier.unit_id), letter.answerable
    template = {"late": "apology", "dateless": "apology_dateless", "error": "apology_error"}[letter.kind]
    _messages.tell(
        run,
        dossier,
        office,
        template,
        reason=letter.reason,
        old_due=old_due,
        due=day or old_due,
        person=person.name if person else run.actor.label,
        person_phone=person.phone if person else office.phone,
    )


@command("apology.dismiss")
def dismiss_apology(run: Run, *, actor: Actor, now: datetime, apology_id: UUID, promise: str) -> Moved:
    """No letter is needed, because the handler has promised to be in time; the promise is kept."""
    letter = _open_letter(actor, apology_id)
    promise = clean_multiline(promise)
    if len(promise) < 6:
        raise Refused("Ghi lời hứa của người xử lý: ai, xong lúc nào.", "promise")
    if letter.due_at is not None and now > letter.due_at:
        raise Refused("Hồ sơ đã trễ hẹn, phải xin lỗi hoặc ghi căn cứ được miễn.", "promise", "already-late")
    dossier = access.take(actor, letter.dossier_id)
    _moves.make(
        run,
        dossier,
        "dismiss_apology",
        given={"reason": promise},
        facts={"draft_apology": True},
        note=promise,
        data={"apology": str(letter.id)},
    )
    letter.state, letter.note = "dismissed", promise[:300]
    letter.save(update_fields=["state", "note"])
    return _moves.moved(dossier)


@command("apology.error")
def apologise_error(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, wrong: str) -> Moved:
    """The chair says sorry for the office's own error, by letter and message; no date moves."""
    dossier = access.take(actor, dossier_id, version)
    wrong = clean_multiline(wrong)
    if len(wrong) < 10:
        raise Refused("Viết rõ xã đã sai ở đâu, và đã sửa thế nào.", "wrong")
    office = org.office_of(dossier.unit_id)
    number = _papers.letter_number(run, dossier, "apology")
    letter = Apology(
        unit_id=dossier.unit_id,
        dossier=dossier,
        kind="error",
        state="signed",
        reason_code="error",
        reason=wrong,
        answerable=dossier.owner,
        drafted_at=now,
        signed_at=now,
        signed_by_id=UUID(actor.id),
        number=number,
    )
    letter.save(force_insert=True)
    _moves.make(run, dossier, "apologise_error", given={"reason": wrong}, note=wrong)
    _papers.apology(run, dossier, office, letter)
    _tell(run, dossier, letter, "", "")
    return _moves.moved(dossier)
