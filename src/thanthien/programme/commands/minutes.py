"""Acts after a meeting: minutes and their supplements, what was concluded, and how it becomes work.

The secretary writes, somebody else who leads the board confirms; what is confirmed is never changed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.programme.access import meetings as access
from thanthien.programme.access import plan as plans
from thanthien.programme.commands.plan import Wanted, put_task
from thanthien.programme.commands.programme import Done
from thanthien.programme.commands.progress import settle
from thanthien.programme.models import Came, Conclusion, Meeting, MeetingState, MeetingText
from thanthien.rules.plan import areas

LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion as typed: ``owner`` is a post, ``product`` what can be seen when it is done."""

    text: str
    product: str
    area: str
    owner: UUID
    due_on: date


@command("meeting.write")
def write_minutes(run: Run, *, actor: Actor, now: datetime, meeting_id: UUID, text: str) -> Done:
    """Write the minutes, or write them anew while nobody has confirmed them. Raises :class:`Refused`."""
    row = _begun(access.take(actor, meeting_id, now), now)
    if row.state == MeetingState.HELD:
        raise Refused("Biên bản đã xác nhận. Có điều cần sửa thì ghi bổ sung.", "", "held")
    _put(actor, row, 0, text, now)
    run.audit(row.unit_id, ("meeting", row.id), {"order": 0})
    return Done(str(row.id))


@command("meeting.supplement")
def supplement(run: Run, *, actor: Actor, now: datetime, meeting_id: UUID, text: str) -> Done:
    """Correct confirmed minutes by a supplement; one that nobody has confirmed yet is written anew."""
    row = access.take(actor, meeting_id, now)
    if row.state != MeetingState.HELD:
        raise Refused("Biên bản chưa xác nhận, còn sửa được. Chưa cần bổ sung.", "", "open")
    there = list(access.texts(row))
    order = there[-1].order + (1 if there[-1].confirmed_at else 0)
    _put(actor, row, order, text, now)
    run.audit(row.unit_id, ("meeting", row.id), {"order": order})
    return Done(str(row.id))


def _begun(row: Meeting, now: datetime) -> Meeting:
    if row.state == MeetingState.CANCELLED:
        raise Refused("Kỳ họp này đã hủy.", "", "cancelled")
    if row.starts_at > now:
        raise Refused("Chưa tới giờ họp nên chưa có biên bản.", "", "early")
    return row


def _put(actor: Actor, row: Meeting, order: int, text: str, now: datetime) -> None:
    words = clean_multiline(text)
    if not 20 <= len(words) <= LONGEST:
        raise Refused(f"Ghi diễn biến kỳ họp, từ 20 đến {LONGEST} chữ cái.", "text")
    found = access.texts(row).filter(order=order).first()
    one = found or MeetingText(unit_id=row.unit_id, meeting=row, order=order)
    one.text, one.written_by_id, one.written_at = words, UUID(actor.id), now
    one.save(force_insert=found is None)


@command("meeting.confirm")
def confirm_minutes(run: Run, *, actor: Actor, now: datetime, meeting_id: UUID) -> Done:
    """Confirm the minutes or supplement that waits, as somebody other than its writer.

    With the minutes each conclusion becomes a task of the plan of its year; where there is none, where its day has
    passed or nobody holds its post any more, it stays a task of the meeting. Raises :class:`Refused`.
    """
    row = access.take_to_confirm(actor, meeting_id)
    waiting = access.texts(row).filter(confirmed_at__isnull=True).first()
    if row.state == MeetingState.CANCELLED or waiting is None:
        raise Refused("Không có biên bản nào chờ xác nhận.", "", "nothing")
    if str(waiting.written_by_id) == actor.id:
        raise Refused("Người viết biên bản không tự xác nhận. Cần người thứ hai.", "", "same-person")
    if waiting.order == 0 and not access.invitees(row).filter(came__in=(Came.PRESENT, Came.STAND_IN)).exists():
        raise Refused("Ghi điểm danh trước: chưa có ai có mặt.", "", "nobody")
    waiting.confirmed_by_id, waiting.confirmed_at = UUID(actor.id), now
    waiting.save(update_fields=["confirmed_by", "confirmed_at"])
    tasks = 0
    if waiting.order == 0:
        row.state = MeetingState.HELD
        row.save(update_fields=["state"])
        tasks = sum(_to_plan(run, actor, now, one) for one in list(access.conclusions(row)))
        settle(run, row.unit_id, "meeting", clock.local(row.starts_at).date())
    run.audit(row.unit_id, ("meeting", row.id), {"order": waiting.order, "rows": tasks})
    return Done(str(row.id))


def _to_plan(run: Run, actor: Actor, now: datetime, one: Conclusion) -> bool:
    today = clock.local(now).date()
    plan = plans.lock_of_year(one.unit_id, one.due_on.year)
    held = one.owner.valid_to is None or one.owner.valid_to > today
    if plan is None or one.due_on < today or not held:
        return False
    began = clock.local(one.meeting.starts_at).date()
    starts = max(began, date(one.due_on.year, 1, 1))
    wanted = Wanted(one.area, one.text, one.product, one.owner_id, min(starts, one.due_on), one.due_on)
    one.task = put_task(run, actor, now, plan, wanted)
    one.save(update_fields=["task"])
    return True


@command("conclusion.add")
def conclude(run: Run, *, actor: Actor, now: datetime, meeting_id: UUID, concluded: Concluded) -> Done:
    """Write down a conclusion before the minutes are confirmed. Raises :class:`Refused` for what is lacking."""
    row = _begun(access.take(actor, meeting_id, now), now)
    if row.state == MeetingState.HELD:
        raise Refused("Biên bản đã xác nhận. Kết luận mới thì ghi ở kỳ họp sau.", "", "held")
    day, today = clock.local(row.starts_at).date(), clock.local(now).date()
    text, product = clean(concluded.text), clean(concluded.product)
    if not 3 <= len(text) <= 300:
        raise Refused("Ghi kết luận: phải làm việc gì.", "text")
    if not 3 <= len(product) <= 300:
        raise Refused("Ghi sản phẩm: xong thì có gì để thấy.", "product")
    if concluded.area not in {one.code for one in areas(today)}:
        raise Refused("Chọn mảng việc.", "area")
    if not day <= concluded.due_on <= date(day.year + 2, 12, 31):
        raise Refused("Ngày xong từ ngày họp trở đi, không quá hai năm sau.", "due_on")
    post = plans.post(actor, concluded.owner, today)
    one = Conclusion(
        unit_id=row.unit_id, meeting=row, text=text, product=product, area=concluded.area, owner=post,
        owner_title=post.title, due_on=concluded.due_on,
    )  # fmt: skip
    one.save(force_insert=True)
    run.audit(row.unit_id, ("conclusion", one.id), {"due_at": one.due_on.isoformat()})
    return Done(str(one.id))


@command("conclusion.drop")
def drop_conclusion(run: Run, *, actor: Actor, now: datetime, conclusion_id: UUID) -> Done:
    """Take a conclusion out of minutes that nobody has confirmed yet."""
    one = access.take_conclusion(actor, conclusion_id)
    row = access.take(actor, one.meeting_id, now)
    if row.state == MeetingState.HELD:
        raise Refused("Biên bản đã xác nhận, kết luận không bỏ được nữa.", "", "held")
    one.delete()
    run.audit(row.unit_id, ("meeting", row.id), {"conclusion": str(conclusion_id)})
    return Done(str(row.id))


@command("conclusion.done")
def finish_conclusion(
    run: Run, *, actor: Actor, now: datetime, conclusion_id: UUID, on: date, evidence: str
) -> Done:  # fmt: skip
    """Say that a conclusion outside every plan is done, with what shows it; one in a plan is done there."""
    one = access.take_conclusion(actor, conclusion_id)
    row, today, words = one.meeting, clock.local(now).date(), clean(evidence)
    if not (access.runs(actor, row.board_id, today) or str(one.owner.staff_id) == actor.id):
        raise NotThere
    if one.task_id is not None:
        raise Refused("Việc này nằm trong kế hoạch năm. Ghi xong ở đó.", "", "in-plan")
    if row.state != MeetingState.HELD or one.done_on is not None:
        raise Refused("Kết luận chưa xác nhận, hoặc đã ghi xong rồi.", "", "ended")
    if not clock.local(row.starts_at).date() <= on <= today:
        raise Refused("Ngày xong nằm giữa ngày họp và hôm nay.", "on")
    if len(words) < 10:
        raise Refused("Ghi rõ việc đã xong thế nào, từ 10 chữ cái.", "evidence")
    one.done_on, one.evidence = on, words[:300]
    one.save(update_fields=["done_on", "evidence"])
    run.audit(one.unit_id, ("conclusion", one.id), {"to": on.isoformat()})
    return Done(str(one.id))
