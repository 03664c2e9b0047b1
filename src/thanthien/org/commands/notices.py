"""Acts that move the calendar: one person enters a notice (or asks to take it back), a second one makes it hold."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.org import calendars
from thanthien.org.access.notices import open_of, take_notice
from thanthien.org.commands.done import Done, line
from thanthien.org.facts import CalendarMoved
from thanthien.org.models import CalendarNotice, CalendarStep, Unit
from thanthien.rules import notices, words

State = CalendarNotice.State
_ABOVE: Final = "Xã chỉ ghi việc đóng cửa của mình. Thông báo của tỉnh do cấp trên ghi."
_SECOND: Final = "Người nhập không tự duyệt được. Nhờ một đồng nghiệp khác có quyền duyệt."


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice as typed: what it says, where it was seen, and why so late where a day has passed."""

    said: notices.Notice
    source: str
    late_reason: str = ""


@command("notice.enter")
def enter_notice(run: Run, *, actor: Actor, now: datetime, draft: NoticeDraft) -> Done:
    """Enter a notice for the actor's unit and those under it; nothing moves until a second person approves.

    Raises :class:`Refused` at the field that is wrong, or where somebody has entered the same.
    """
    row = check_notice(actor=actor, now=now, draft=draft)
    row.save(force_insert=True)
    run.audit(actor.scope, ("calendar_notice", row.id), _about(row))
    return Done(str(row.id))


def check_notice(*, actor: Actor, now: datetime, draft: NoticeDraft) -> CalendarNotice:
    """Return the notice as it would be entered, unsaved; raises what :func:`enter_notice` does."""
    if not actor.may("notice.enter"):
        raise NotThere
    said = _cleaned(draft.said)
    if said.level == notices.PROVINCE and Unit.objects.filter(id=actor.scope, level="commune").exists():
        raise Refused(_ABOVE, "level")
    content = content_of(said)
    _against_others(open_of(actor.scope), said, content)
    try:
        notices.check(said, calendars.of(actor.scope).calendar, clock.local(now).date(), draft.late_reason)
    except notices.BadNotice as no:
        raise Refused(no.sentence, no.field) from no
    return CalendarNotice(
        unit_id=actor.scope, level=said.level, kind=said.kind, reason=said.reason, text=said.text, content=content,
        days={"off": [day.isoformat() for day in said.off], "work": [day.isoformat() for day in said.work]},
        source=line(draft.source, "source", 300, "Ghi nơi đã thấy thông báo: trang, công văn đến số mấy."),
        late_reason=line(draft.late_reason, "late_reason", 300, ""), entered_by_id=UUID(actor.id), entered_at=now,
    )  # fmt: skip


def _cleaned(said: notices.Notice) -> notices.Notice:
    reason = line(said.reason, "reason", 120, "Ghi nghỉ vì việc gì. Bà con đọc đúng những lời này.")
    text = line(said.text, "text", 120, "Ghi số và ngày của văn bản.")
    return notices.Notice(said.kind, said.off, said.work, reason, text, said.level)


def content_of(said: notices.Notice) -> str:
    """Return what makes two notices the same: kind, level and days, whatever their words."""
    days = (",".join(day.isoformat() for day in sorted(some)) for some in (said.off, said.work))
    return hashlib.sha256("|".join((said.kind, said.level, *days)).encode()).hexdigest()


def _against_others(others: list[CalendarNotice], said: notices.Notice, content: str) -> None:
    for one in others:
        who = f"{one.entered_by.name} đã nhập ngày {words.short_year(clock.local(one.entered_at).date())}"
        if one.content == content:
            raise Refused(f"Thông báo này {who}, {one.get_state_display()}. Mở thông báo ấy.", "off", "known")
        if notices.contradicts(said, one.said()):
            raise Refused(f"Trái với thông báo “{one.reason}” ({one.text}) mà {who}.", "off", "contradicts")
        shared = sorted(set(said.days) & set(one.said().days))
        if shared and one.state == State.PROPOSED:
            day = words.short_year(shared[0])
            raise Refused(f"Ngày {day} đã có trong thông báo “{one.reason}” đang chờ duyệt.", "off", "waiting")


def _about(row: CalendarNotice) -> dict[str, object]:
    return {"kind": row.kind, "level": row.level, "letter": row.text, **row.days}


@command("notice.approve")
def approve_notice(run: Run, *, actor: Actor, now: datetime, notice_id: UUID, version: int) -> Done:
    """The second person makes a notice hold; every promise from now on counts by it, open ones are dated anew."""
    row = _decided(actor, notice_id, version, State.PROPOSED)
    if row.entered_by_id == UUID(actor.id):
        raise Refused(_SECOND, "", "second-person")
    try:
        today = clock.local(now).date()
        notices.check(row.said(), calendars.of(row.unit_id).calendar, today, row.late_reason or "nhập trước ngày ấy")
    except notices.BadNotice as no:
        raise Refused(f"{no.sentence} Không duyệt, rồi nhập lại.", "", "no-longer-fits") from no
    row.state, row.decided_by_id, row.decided_at = State.APPROVED, UUID(actor.id), now
    row.version += 1
    row.save(update_fields=["state", "decided_by", "decided_at", "version"])
    return _moved(run, row, opens=True)


def _decided(actor: Actor, notice_id: UUID, version: int, wanted: str) -> CalendarNotice:
    if not actor.may("notice.approve"):
        raise NotThere
    row = take_notice(actor, notice_id, version)
    if row.state != wanted:
        raise Refused(f"Thông báo này {row.get_state_display()}, không làm bước này được nữa.", "", "wrong-state")
    return row


def _moved(run: Run, row: CalendarNotice, opens: bool) -> Done:
    """Take the calendar's next number. Two at the same time collide on it, and the second runs again."""
    last = CalendarStep.objects.aggregate(last=Max("number"))["last"] or 0
    step = CalendarStep(number=last + 1, notice=row, opens=opens, at=run.now)
    step.save(force_insert=True)
    run.audit(row.unit_id, ("calendar_notice", row.id), {**_about(row), "calendar": step.number})
    label = row.reason if opens else f"thu hồi thông báo “{row.reason}”"
    run.fact(CalendarMoved(row.unit_id, run.now, step.number, row.id, label))
    return Done(str(row.id))


@command("notice.decline")
def decline_notice(run: Run, *, actor: Actor, now: datetime, notice_id: UUID, version: int, reason: str) -> Done:
    """Decline a notice, or take back one's own before anybody approved it."""
    row = _decided(actor, notice_id, version, State.PROPOSED)
    row.ending_reason = line(reason, "reason", 300, "Ghi vì sao không duyệt.")
    row.state, row.decided_by_id, row.decided_at = State.DECLINED, UUID(actor.id), now
    row.version += 1
    row.save(update_fields=["state", "decided_by", "decided_at", "ending_reason", "version"])
    run.audit(row.unit_id, ("calendar_notice", row.id), {"letter": row.text}, {"reason": row.ending_reason})
    return Done(str(row.id))


@command("notice.end")
def end_notice(run: Run, *, actor: Actor, now: datetime, notice_id: UUID, version: int, reason: str) -> Done:
    """Ask to take a notice back; it holds until a second person agrees."""
    if not actor.may("notice.enter"):
        raise NotThere
    row = take_notice(actor, notice_id, version)
    if row.state != State.APPROVED:
        raise Refused(f"Thông báo này {row.get_state_display()}, không làm bước này được nữa.", "", "wrong-state")
    row.ending_reason = line(reason, "reason", 300, "Ghi vì sao thu hồi, và văn bản nào.")
    row.state, row.ending_by_id, row.ending_at = State.ENDING, UUID(actor.id), now
    row.version += 1
    row.save(update_fields=["state", "ending_by", "ending_at", "ending_reason", "version"])
    run.audit(row.unit_id, ("calendar_notice", row.id), {"letter": row.text}, {"reason": row.ending_reason})
    return Done(str(row.id))


@command("notice.keep")
def keep_notice(run: Run, *, actor: Actor, now: datetime, notice_id: UUID, version: int) -> Done:
    """The wish to take a notice back is declined, or given up: it goes on to hold."""
    row = _decided(actor, notice_id, version, State.ENDING)
    row.state, row.ending_by, row.ending_at, row.ending_reason = State.APPROVED, None, None, ""
    row.version += 1
    row.save(update_fields=["state", "ending_by", "ending_at", "ending_reason", "version"])
    run.audit(row.unit_id, ("calendar_notice", row.id), {"letter": row.text})
    return Done(str(row.id))


@command("notice.withdraw")
def withdraw_notice(run: Run, *, actor: Actor, now: datetime, notice_id: UUID, version: int) -> Done:
    """The second person takes a notice back; open cases are dated anew by the calendar without it."""
    row = _decided(actor, notice_id, version, State.ENDING)
    if row.ending_by_id == UUID(actor.id):
        raise Refused(_SECOND, "", "second-person")
    row.state, row.ended_by_id, row.ended_at = State.WITHDRAWN, UUID(actor.id), now
    row.version += 1
    row.save(update_fields=["state", "ended_by", "ended_at", "version"])
    return _moved(run, row, opens=False)
