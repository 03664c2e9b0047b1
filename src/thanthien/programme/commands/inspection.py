"""Acts of whoever runs a visit: plan it, begin it, fill its sheet, note what is wrong, end it, call it off."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.text import clean, clean_multiline
from thanthien.org import service as org
from thanthien.programme.access import inspection as access
from thanthien.programme.access import plan as plan_access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Finding, Inspection
from thanthien.rules.errors import OutOfCalendar
from thanthien.rules.inspection import ABOVE, ANSWERS, FRONT, LONGEST_FIX, PARTIES, UNSEEN, questions, to_fix

MOST_OWN: Final = 10
MOST_FINDINGS: Final = 60
_NOTE: Final = 300
_BACK: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit as typed. ``codes`` are questions of the sheet, ``own`` one's own; ``paper`` is the Front's."""

    unit_id: UUID
    party: str
    day: date
    purpose: str
    people: str
    surprise: bool = False
    paper: str = ""
    codes: Collection[str] = ()
    own: Sequence[str] = ()


@command("inspection.plan")
def plan_visit(run: Run, *, actor: Actor, now: datetime, planned: Planned) -> Done:
    """Plan a visit. The level above goes to its communes; a commune writes down its board's and the Front's.

    Raises :class:`Refused` for a past day (the Front's visits are entered from its paper afterwards), a sheet
    without a question, an unannounced visit of the Front, and NotThere for somebody else's commune.
    """
    if actor.unit_id is None or not access.may_run(actor):
        raise NotThere
    today = clock.local(now).date()
    _whose(actor, planned, today)
    _when(planned, today)
    purpose, people, paper = clean(planned.purpose), clean(planned.people), clean(planned.paper)
    if not 5 <= len(purpose) <= 300:
        raise Refused("Ghi nội dung kiểm tra, từ 5 đến 300 chữ cái.", "purpose")
    if not 3 <= len(people) <= 300:
        raise Refused("Ghi những ai đi kiểm tra.", "people")
    if planned.party == FRONT and not paper:
        raise Refused("Ghi số và ngày văn bản của Mặt trận.", "paper")
    row = Inspection(
        unit_id=planned.unit_id, by_unit_id=actor.unit_id, party=planned.party, surprise=planned.surprise,
        day=planned.day, purpose=purpose, people=people, paper=paper[:120], sheet=_sheet(planned),
        made_by_id=UUID(actor.id),
    )  # fmt: skip
    row.save(force_insert=True)
    # The journal is read in the unit that plans, by others than the visitors: it never tells an unannounced day.
    about = {} if row.surprise else {"kind": row.party, "due_at": row.day.isoformat()}
    run.audit(actor.unit_id, ("inspection", row.id), about)
    return Done(str(row.id))


def _whose(actor: Actor, planned: Planned, today: date) -> None:
    above = actor.may("inspection.oversee")
    if planned.party not in PARTIES or (planned.party == ABOVE) != above:
        raise Refused("Chọn đoàn kiểm tra.", "party")
    if not above and planned.unit_id != actor.scope:
        raise NotThere
    if above and planned.unit_id not in {one.id for one in org.working_below(actor.scope, today)}:
        raise Refused("Chọn xã thuộc đơn vị mình.", "unit")


def _when(planned: Planned, today: date) -> None:
    if planned.party == FRONT:
        if planned.surprise:
            raise Refused("Xã ghi lại thì cuộc này không còn là đột xuất.", "surprise")
        if not today - _BACK <= planned.day:
            raise Refused("Chỉ ghi lại cuộc giám sát trong vòng một năm.", "day")
    elif planned.day < today:
        raise Refused("Ngày kiểm tra đã qua rồi. Chọn hôm nay hoặc một ngày tới.", "day", "past-day")
    if planned.day > today + _BACK:
        raise Refused("Ngày kiểm tra xa hơn một năm.", "day")


def _sheet(planned: Planned) -> list[dict[str, str]]:
    chosen = [one for one in questions(planned.day) if one.code in set(planned.codes)]
    own = [text for text in dict.fromkeys(clean(one) for one in planned.own) if text]
    if len(own) > MOST_OWN or any(len(text) > _NOTE for text in own):
        raise Refused(f"Thêm nhiều nhất {MOST_OWN} câu, mỗi câu không quá {_NOTE} chữ cái.", "own")
    if not chosen and not own:
        raise Refused("Phiếu phải có ít nhất một câu hỏi.", "codes", "no-question")
    rows = [(one.code, one.group, one.text, one.source) for one in chosen]
    rows += [(f"own{number}", "Đoàn tự thêm", text, "own") for number, text in enumerate(own, 1)]
    return [
        {"code": code, "group": group, "text": text, "source": source, "said": UNSEEN, "note": ""}
        for code, group, text, source in rows
    ]


@command("inspection.begin")
def begin_visit(run: Run, *, actor: Actor, now: datetime, visit_id: UUID) -> Done:
    """Begin a visit on its day or later; from now on the commune reads of an unannounced one, too."""
    row = _standing(actor, visit_id)
    if row.begun_at is not None:
        raise Refused("Cuộc kiểm tra này đã bắt đầu rồi.", "", "begun")
    if clock.local(now).date() < row.day:
        raise Refused("Chưa đến ngày kiểm tra.", "", "too-early")
    row.begun_at = now
    row.save(update_fields=["begun_at"])
    run.audit(row.unit_id, ("inspection", row.id), {})
    return Done(str(row.id))


@command("inspection.fill")
def fill_sheet(
    run: Run, *, actor: Actor, now: datetime, visit_id: UUID, version: int, answers: Mapping[str, tuple[str, str]]
) -> Done:
    """Write what was seen: question → (answer of ``rules.inspection.ANSWERS``, note). What is not named stays.

    Raises :class:`Stale` when somebody else of the visit saved meanwhile.
    """
    row = _running(actor, visit_id)
    if row.version != version:
        raise Stale("Người cùng đoàn", "ghi phiếu này", now)
    sheet: list[dict[str, Any]] = []
    for line in row.sheet:
        said, note = answers.get(line["code"], (line["said"], line["note"]))
        if said not in ANSWERS:
            raise Refused("Chọn một trong các câu trả lời.", line["code"])
        if len(clean(note)) > _NOTE:
            raise Refused(f"Ghi chú không quá {_NOTE} chữ cái.", f"{line['code']}_note")
        sheet.append(line | {"said": said, "note": clean(note)})
    row.sheet, row.version = sheet, version + 1
    row.save(update_fields=["sheet", "version"])
    run.audit(row.unit_id, ("inspection", row.id), {"rows": sum(one["said"] != UNSEEN for one in sheet)})
    return Done(str(row.id))


@command("inspection.find")
def add_finding(
    run: Run, *, actor: Actor, now: datetime, visit_id: UUID, text: str, days: int, question: str = "",
    owner: UUID | None = None,
) -> Done:  # fmt: skip
    """Note what is wrong, to be put right within so many working days after the day of the visit.

    ``owner`` is a post of the commune; the level above leaves it to the commune to name one.
    """
    row, words = _running(actor, visit_id), clean(text)
    if not 10 <= len(words) <= 600:
        raise Refused("Ghi rõ điều chưa đạt, từ 10 đến 600 chữ cái.", "text")
    if not 1 <= days <= LONGEST_FIX:
        raise Refused(f"Số ngày làm việc để khắc phục: từ 1 đến {LONGEST_FIX}.", "days")
    if question and question not in {line["code"] for line in row.sheet}:
        raise Refused("Chọn câu hỏi trong phiếu này.", "question")
    if len(access.findings_of(row)) >= MOST_FINDINGS:
        raise Refused(f"Một cuộc kiểm tra ghi nhiều nhất {MOST_FINDINGS} điều.", "text")
    post = plan_access.post(actor, owner, clock.local(now).date()) if owner and row.unit_id == actor.scope else None
    try:
        due_on = to_fix(now, days).due_on
    except OutOfCalendar:
        raise Refused("Chưa có lịch nghỉ đến ngày ấy. Đặt ít ngày hơn.", "days") from None
    made = Finding(
        unit_id=row.unit_id, by_unit_id=row.by_unit_id, visit=row, text=words, question=question, found_at=now,
        days=days, due_on=due_on, owner=post, owner_title=post.title if post else "",
    )  # fmt: skip
    made.save(force_insert=True)
    run.audit(row.unit_id, ("finding", made.id), {"due_at": due_on.isoformat()})
    return Done(str(made.id))


@command("inspection.close")
def close_visit(run: Run, *, actor: Actor, now: datetime, visit_id: UUID, conclusion: str) -> Done:
    """End a visit with its conclusion; the sheet is then frozen."""
    row, words = _running(actor, visit_id), clean_multiline(conclusion)
    if not 10 <= len(words) <= 3000:
        raise Refused("Ghi kết luận, từ 10 đến 3.000 chữ cái.", "conclusion")
    if all(line["said"] == UNSEEN for line in row.sheet):
        raise Refused("Phiếu chưa có câu nào được trả lời.", "", "empty-sheet")
    row.ended_at, row.conclusion = now, words
    row.save(update_fields=["ended_at", "conclusion"])
    run.audit(row.unit_id, ("inspection", row.id), {"rows": len(access.findings_of(row))})
    return Done(str(row.id))


@command("inspection.cancel")
def cancel_visit(run: Run, *, actor: Actor, now: datetime, visit_id: UUID, reason: str) -> Done:
    """Call a visit off before it begins; an unannounced one is then never the commune's to know."""
    row, why = _standing(actor, visit_id), clean(reason)
    if row.begun_at is not None:
        raise Refused("Cuộc kiểm tra đã bắt đầu, không thôi được nữa.", "", "begun")
    if len(why) < 5:
        raise Refused("Ghi lý do thôi.", "reason")
    row.cancelled_on, row.cancel_reason = clock.local(now).date(), why[:300]
    row.save(update_fields=["cancelled_on", "cancel_reason"])
    run.audit(row.by_unit_id, ("inspection", row.id), {}, {} if row.surprise else {"reason": why[:300]})
    return Done(str(row.id))


def _standing(actor: Actor, visit_id: UUID) -> Inspection:
    row = access.take_visit(actor, visit_id)
    if row.cancelled_on is not None:
        raise Refused("Cuộc kiểm tra này đã thôi.", "", "cancelled")
    return row


def _running(actor: Actor, visit_id: UUID) -> Inspection:
    row = _standing(actor, visit_id)
    if row.begun_at is None:
        raise Refused("Cuộc kiểm tra chưa bắt đầu.", "", "not-begun")
    if row.ended_at is not None:
        raise Refused("Cuộc kiểm tra đã kết thúc, phiếu đã khóa.", "", "ended")
    return row
