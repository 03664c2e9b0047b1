"""Completing a dossier: asked for once, whole, in writing, with its legal ground (TTHC-14, TTHC-15)."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import SYSTEM, Actor, Role
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.files import attach
from thanthien.core.text import clean
from thanthien.onestop import access, timing
from thanthien.onestop.commands import _messages, _moves, _papers
from thanthien.onestop.commands._results import Filed, Moved
from thanthien.onestop.commands.filing import Filing, Item, enter, file_of
from thanthien.onestop.commands.reception import at_own_desk
from thanthien.onestop.models import Dossier, PaperItem, Supplement
from thanthien.org import service as org
from thanthien.rules import supplement as rule
from thanthien.rules.clock import Event

log = logging.getLogger("thanthien.onestop")
ANSWER, AFTER_REMINDER = "house.supplement.answer", "house.supplement.after_reminder"
OWED = ("asked", "later", "missing")
LAPSED = "Giấy tờ đã nộp được trả lại. Khi có đủ giấy, bà con nộp lại hồ sơ mới."


def _listed(dossier: Dossier, numbers: Sequence[int]) -> list[PaperItem]:
    rows = {item.number: item for item in access.items(dossier)}
    if not numbers:
        raise Refused("Chọn ít nhất một giấy còn thiếu.", "items")
    unknown = [number for number in numbers if number not in rows]
    if unknown:
        raise Refused("Giấy này không có trong danh sách đã công khai của thủ tục.", "items", "unlisted-paper")
    return [rows[number] for number in sorted(set(numbers))]


def _ask(
    run: Run, dossier: Dossier, stage: str, items: list[PaperItem], reason: str, ground: str, flags: list[str]
) -> None:
    offer, office = _moves.offer_of(dossier), org.office_of(dossier.unit_id)
    asked = [{"number": item.number, "text": item.text} for item in items]
    PaperItem.objects.filter(id__in=[item.id for item in items]).update(state="asked")
    Supplement(
        unit_id=dossier.unit_id,
        dossier=dossier,
        stage=stage,
        items=asked,
        reason=reason,
        ground=ground,
        sent_at=run.now,
        flags=flags,
    ).save(force_insert=True)
    _papers.supplement_paper(run, dossier, office, stage, asked, reason, ground)
    link = _messages.rate_link(dossier, offer.entry.field, "supplement", run.now)
    texts = [item.text for item in items]
    _messages.tell(
        run, dossier, office, "supplement", items=texts, reason=reason, ground=ground, rate_link=link, stage=stage
    )


def _guide(run: Run, dossier: Dossier, items: Sequence[int], reason: str, ground: str, named_law: str = "") -> None:
    missing = _listed(dossier, items)
    reason, ground, _ = _moves.reasoned(reason, ground, "-")
    _moves.make(
        run,
        dossier,
        "guide",
        given={"items": missing, "special_law": named_law, "chair": run.actor.has(Role.CHAIR, on="dossier")},
        facts={"guidances": access.supplements(dossier).filter(stage="before").count()},
        note=reason,
        data={"items": list(items)},
        first_reply_at=dossier.first_reply_at or run.now,
    )
    _ask(run, dossier, "before", missing, reason, ground, [])


@command("dossier.guide")
def guide(
    run: Run,
    *,
    actor: Actor,
    now: datetime,
    dossier_id: UUID,
    version: int,
    items: Sequence[int],
    reason: str,
    ground: str,
    named_law: str = "",
) -> Moved:
    """Before acceptance: say once and fully what is missing (form 02). The dossier keeps its code.

    Once more needs a named law and the chair, as during settlement; the two are counted apart.
    """
    dossier = access.take(actor, dossier_id, version)
    _guide(run, dossier, items, reason, ground, clean(named_law))
    return _moves.moved(dossier)


@command("dossier.guide_at_counter")
def guide_at_counter(
    run: Run, *, actor: Actor, now: datetime, filing: Filing, items: Sequence[int], reason: str, ground: str
) -> Filed:
    """At the counter: note what was brought and say once, whole, what is missing; one act, nothing half done."""
    dossier, offer, _ = enter(run, at_own_desk(actor, filing))
    _moves.record_filing(run, dossier, offer)
    run.flush()
    _guide(run, dossier, items, reason, ground)
    return Filed(str(dossier.id), dossier.code, access.token_of(dossier.id), dossier.state, "")


@command("dossier.answer_guidance")
def answer_guidance(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, items: Sequence[Item], version: int | None = None
) -> Moved:
    """The citizen (or the clerk for them) completes a dossier that was not accepted yet."""
    dossier = access.take(actor, dossier_id, version)
    _bring(run, dossier, items)
    came = any(item.state in ("file", "brought") for item in items)
    public = "Đã nộp bổ sung, chờ xã xem lại" if came else "Hẹn mang giấy bổ sung đến, chờ xã xem lại"
    _moves.make(run, dossier, "answer_guidance", public=public)
    _close_requests(dossier, run.now)
    if came:
        _messages.tell(run, dossier, org.office_of(dossier.unit_id), "guidance_answered")
    return _moves.moved(dossier)


@command("dossier.request_supplement")
def request_supplement(
    run: Run,
    *,
    actor: Actor,
    now: datetime,
    dossier_id: UUID,
    version: int,
    items: Sequence[int],
    reason: str,
    ground: str,
    named_law: str = "",
) -> Moved:
    """During settlement: ask once; the clock stops, and the rulebook says how it goes on.

    A further request needs a named law and the chair (settled question 7); one later than three working
    days after acceptance is flagged.
    """
    dossier = access.take(actor, dossier_id, version)
    missing, named_law = _listed(dossier, items), clean(named_law)[:300]
    reason, ground, _ = _moves.reasoned(reason, ground, "-")
    flags = _flags(dossier, run, named_law)
    fields = _moves.clock_event(run, dossier, Event("supplement", run.now))
    chair = run.actor.has(Role.CHAIR, on="dossier")
    _moves.make(
        run,
        dossier,
        "request_supplement",
        public="Xã chờ bà con bổ sung giấy tờ, đồng hồ đang dừng",
        note=reason,
        data={"items": list(items), "flags": flags, "named_law": named_law},
        given={"items": missing, "ground": ground, "special_law": named_law, "chair": chair},
        clock="paused",
        supplements=dossier.supplements + 1,
        **fields,
    )
    _ask(run, dossier, "during", missing, reason, ground, flags)
    return _moves.moved(dossier)


def _flags(dossier: Dossier, run: Run, named_law: str) -> list[str]:
    further = dossier.supplements >= rule.requests_allowed(clock.local(run.now).date())
    if further and len(clean(named_law)) < 6:
        words = "Yêu cầu bổ sung lần nữa phải nêu luật chuyên ngành cho phép, và do Chủ tịch duyệt."
        raise Refused(words, "named_law", "further-supplement")
    flags = ["further"] if further else []
    accepted = dossier.accepted_at
    calendar = org.calendars.of(dossier.unit_id).calendar
    if accepted is not None and rule.asked_late(clock.local(accepted), clock.local(run.now), calendar):
        flags.append("late")
    return flags


@command("dossier.receive_supplement")
def receive_supplement(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, items: Sequence[Item], version: int | None = None
) -> Moved:
    """The papers asked for have come; the clock goes on as the rulebook of the day says (restart today)."""
    dossier = access.take(actor, dossier_id, version)
    _bring(run, dossier, items)
    _all_there(dossier)
    fields = _moves.clock_event(run, dossier, Event("complete", run.now))
    said = _messages.said(fields["due_at"], _messages.is_exact(dossier))
    _moves.make(run, dossier, "receive_supplement", public=f"Đã đủ giấy, hẹn trả {said}", clock="running", **fields)
    _close_requests(dossier, run.now)
    _messages.tell(run, dossier, org.office_of(dossier.unit_id), "supplement_received")
    return _moves.moved(dossier)


@command("dossier.bring_part")
def bring_part(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, items: Sequence[Item]) -> Moved:
    """Keep the papers that came while others are still owed: the clock goes on standing still (TTHC-15)."""
    dossier = access.take(actor, dossier_id)
    if dossier.state != "waiting":
        raise Refused("Hồ sơ này không còn chờ giấy bổ sung.", "", "not-allowed")
    _bring(run, dossier, items)
    numbers = [item.number for item in items]
    told = "Xã đã nhận một phần giấy bổ sung, chờ phần còn lại"
    _moves.touch(run, dossier, "bring_part", note="", public=told, fields=(), data={"items": numbers})
    return _moves.moved(dossier)


def _bring(run: Run, dossier: Dossier, items: Sequence[Item]) -> None:
    rows = {item.number: item for item in access.items(dossier)}
    for item in items:
        row, file_id = rows.get(item.number), file_of(item)
        if row is None:
            raise Refused("Giấy này không có trong danh sách đã công khai của thủ tục.", "items", "unlisted-paper")
        if run.actor.kind == "citizen" and (row.state not in OWED or item.state not in ("file", "later")):
            # What lies at the counter is the counter's word; what was sent before is evidence and stays.
            raise Refused("Xã không hỏi giấy này. Anh/chị chỉ gửi những giấy xã hỏi.", "items", "not-asked")
        if file_id is not None:
            attach([file_id], unit_id=dossier.unit_id, attached_to=dossier.id)
            row.file_id = file_id
        row.state = "file" if file_id is not None else item.state
        row.save(update_fields=["state", "file"])


def _all_there(dossier: Dossier) -> None:
    """A deadline begins anew when what was asked for is there, not when somebody says so (TTHC-15)."""
    asked = {
        one["number"] for request in access.supplements(dossier) if not request.answered_at for one in request.items
    }
    owed = [row.text for row in access.items(dossier) if row.number in asked and row.state in OWED]
    if owed:
        raise Refused(f"Còn thiếu: {owed[0]}. Đủ giấy thì đồng hồ mới chạy tiếp.", "items", "still-missing")


def _close_requests(dossier: Dossier, now: datetime) -> None:
    access.supplements(dossier).filter(answered_at__isnull=True).update(answered_at=now)


@command("dossier.remind_supplement")
def remind_supplement(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int | None = None) -> Moved:
    """Remind once that papers are still missing (settled question 8, assumed)."""
    dossier = access.take(actor, dossier_id, version)
    _moves.make(run, dossier, "remind_supplement")
    access.supplements(dossier).filter(answered_at__isnull=True).update(reminded_at=run.now)
    _messages.tell(run, dossier, org.office_of(dossier.unit_id), "supplement_reminder", items=_missing(dossier))
    return _moves.moved(dossier)


@command("dossier.lapse")
def lapse(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int | None = None) -> Moved:
    """Close a dossier whose supplement never came, after the reminder, with notice (assumed)."""
    dossier = access.take(actor, dossier_id, version)
    _moves.make(
        run,
        dossier,
        "lapse",
        given={"guidance": LAPSED},
        facts=_waited(dossier, run.now),
        clock="stopped",
        decided_at=run.now,
        closed_at=None,
        sort_due=None,
    )
    _messages.tell(run, dossier, org.office_of(dossier.unit_id), "lapsed", items=_missing(dossier))
    return _moves.moved(dossier)


def _missing(dossier: Dossier) -> list[str]:
    return list(access.items(dossier).filter(state="asked").values_list("text", flat=True))


def _waited(dossier: Dossier, now: datetime) -> dict[str, bool]:
    last = access.supplements(dossier).filter(answered_at__isnull=True).last()
    reminded = last.reminded_at if last is not None else None
    over = reminded is not None and timing.ended(dossier.unit_id, AFTER_REMINDER, reminded, now)
    return {"reminded": reminded is not None, "answer_overdue": over}


def close_unanswered(now: datetime) -> int:
    """Remind once where a supplement does not come (the loop, each morning); return how many.

    Closing is an officer's act.
    """
    acts = 0
    waiting = access.visible(SYSTEM).filter(state__in=("waiting", "guided"))
    for dossier in waiting.order_by("unit_id", "id").iterator(200):
        last = access.supplements(dossier).filter(answered_at__isnull=True).last()
        if last is not None and last.reminded_at is None and timing.ended(dossier.unit_id, ANSWER, last.sent_at, now):
            try:
                remind_supplement(actor=SYSTEM, now=now, dossier_id=dossier.id)
                acts += 1
            except (Refused, NotThere):
                log.exception("no reminder could be written for %s", dossier.code)
    return acts
