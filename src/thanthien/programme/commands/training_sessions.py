"""Acts about sessions: call, change, cancel one; name people; presence by code and by hand; say that it was held."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock, files, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.org import service as org
from thanthien.programme.access import training as access
from thanthien.programme.commands.artefacts import note, withdraw
from thanthien.programme.commands.programme import Done
from thanthien.programme.commands.progress import settle
from thanthien.programme.models import SessionAttendance, TrainingSession
from thanthien.programme.presence import read_code
from thanthien.programme.training_people import Person, expected
from thanthien.rules import training as rules

LONGEST: Final = timedelta(days=10)
OLDEST: Final = timedelta(days=366)
MOST_NAMES: Final = 300
LEAST_REPORT: Final = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as typed. ``posts`` are titles; the quiz is open in [quiz_from, quiz_until), None for no quiz."""

    starts_at: datetime
    ends_at: datetime
    place: str
    trainer: str
    keeper: UUID
    audience: str = "all"
    posts: tuple[str, ...] = ()
    quiz_from: datetime | None = None
    quiz_until: datetime | None = None


@command("training.call")
def call_session(run: Run, *, actor: Actor, now: datetime, course_id: UUID, wanted: Wanted) -> Done:
    """Call a session of a course. One that took place already may be entered, up to a year afterwards."""
    course = access.take_course(actor, course_id)
    row = TrainingSession(unit_id=course.unit_id, course=course, questions=course.questions, pass_mark=course.pass_mark)
    _fill(actor, row, wanted, now)
    row.save(force_insert=True)
    run.audit(course.unit_id, ("training", row.id), {"from": wanted.starts_at.isoformat()})
    return Done(str(row.id))


@command("training.change")
def change_session(run: Run, *, actor: Actor, now: datetime, session_id: UUID, wanted: Wanted) -> Done:
    """Change a session that is neither held nor cancelled: hours, place, keeper, for whom, hours of the quiz."""
    row = _open(access.kept_session(actor, session_id))
    _fill(actor, row, wanted, now)
    row.save()
    run.audit(row.unit_id, ("training", row.id), {"from": wanted.starts_at.isoformat()})
    return Done(str(row.id))


def _fill(actor: Actor, row: TrainingSession, wanted: Wanted, now: datetime) -> None:
    if not timedelta(0) < wanted.ends_at - wanted.starts_at <= LONGEST:
        raise Refused("Giờ kết thúc phải sau giờ bắt đầu.", "ends")
    if wanted.starts_at < now - OLDEST:
        raise Refused("Lớp đã qua hơn một năm thì không ghi được nữa.", "day")
    place, trainer = clean(wanted.place), clean(wanted.trainer)
    if not 2 <= len(place) <= 200:
        raise Refused("Ghi nơi tập huấn.", "place")
    if not 2 <= len(trainer) <= 200:
        raise Refused("Ghi người giảng.", "trainer")
    if wanted.audience not in rules.AUDIENCES:
        raise Refused("Chọn lớp dành cho ai.", "audience")
    if wanted.audience == "posts" and not wanted.posts:
        raise Refused("Chọn ít nhất một chức danh.", "posts")
    _check_quiz(row, wanted)
    org.colleague(actor, wanted.keeper, clock.local(now).date())
    row.starts_at, row.ends_at, row.place, row.trainer = wanted.starts_at, wanted.ends_at, place, trainer
    row.audience, row.keeper_id = wanted.audience, wanted.keeper
    row.posts = list(wanted.posts) if wanted.audience == "posts" else []
    row.quiz_from, row.quiz_until = wanted.quiz_from, wanted.quiz_until


def _check_quiz(row: TrainingSession, wanted: Wanted) -> None:
    opens, closes = wanted.quiz_from, wanted.quiz_until
    if (opens is None) != (closes is None):
        raise Refused("Bài kiểm tra cần cả giờ mở và giờ đóng.", "quiz_until")
    if opens is None or closes is None:
        return
    if not row.questions:
        raise Refused("Khóa này chưa có câu hỏi nào.", "quiz_from")
    if closes <= opens or opens < wanted.starts_at:
        raise Refused("Bài mở từ giờ bắt đầu lớp trở đi, và đóng sau khi mở.", "quiz_until")


def _open(row: TrainingSession) -> TrainingSession:
    if row.cancelled_on is not None:
        raise Refused("Lớp này đã hủy.", "", "cancelled")
    if row.held_at is not None:
        raise Refused("Lớp này đã chốt. Cần sửa thì mở lại lớp.", "", "held")
    return row


@command("training.cancel")
def cancel_session(run: Run, *, actor: Actor, now: datetime, session_id: UUID, reason: str) -> Done:
    """Cancel a session that was not held, with a reason that everybody reads."""
    row, why = _open(access.kept_session(actor, session_id)), clean(reason)
    if len(why) < 5:
        raise Refused("Ghi lý do hủy.", "reason")
    row.cancelled_on, row.cancel_reason = clock.local(now).date(), why[:300]
    row.save(update_fields=["cancelled_on", "cancel_reason"])
    run.audit(row.unit_id, ("training", row.id), {}, {"reason": why[:300]})
    return Done(str(row.id))


@command("training.name")
def name_people(run: Run, *, actor: Actor, now: datetime, session_id: UUID, lines: Sequence[str]) -> Done:
    """Write down people without an account: one a line, "name, what they do". Who stands there is not doubled."""
    row = _open(access.kept_session(actor, session_id))
    known = {(one.name, one.post) for one in access.people(actor, row)}
    wanted: dict[tuple[str, str], None] = {}
    for line in lines:
        name, _, post = clean(line).partition(",")
        if name and not 2 <= len(name) <= 120:
            raise Refused("Mỗi dòng một người: họ tên, dấu phẩy, rồi việc người ấy làm.", "lines")
        if name:
            wanted.setdefault((name.strip(), post.strip()[:200]))
    fresh = [pair for pair in wanted if pair not in known]
    if not fresh:
        raise Refused("Chưa có tên nào mới. Mỗi dòng một người.", "lines")
    if len(fresh) + len(known) > MOST_NAMES:
        raise Refused(f"Một lớp ghi tên nhiều nhất {MOST_NAMES} người.", "lines")
    run.add(*(_listed(row, name, post) for name, post in fresh))
    run.audit(row.unit_id, ("training", row.id), {"rows": len(fresh)})
    return Done(str(row.id))


def _listed(row: TrainingSession, name: str, post: str) -> SessionAttendance:
    return SessionAttendance(unit_id=row.unit_id, from_unit_id=row.unit_id, session=row, name=name, post=post,
                             how="listed")  # fmt: skip


@command("training.enter")
def enter(run: Run, *, actor: Actor, now: datetime, code: str) -> Done:
    """Record the actor's own presence by the code on the keeper's screen, once.

    Raises :class:`Refused` for a code that has run out, outside the session's hours, and for who is there already.
    """
    session_id = read_code(code, now)
    if session_id is None:
        raise Refused("Mã này đã hết giờ. Quét lại mã đang hiện trên màn hình của lớp.", "", "code-over")
    row = _open(access.take_session(actor, session_id))
    if not rules.doors(now, row.starts_at, row.ends_at):
        raise Refused("Chưa đến giờ, hoặc lớp đã tan lâu rồi. Nhờ người giữ lớp điểm danh tay.", "", "hours")
    me = next((one for one in expected(actor, row, every=True) if str(one.staff_id) == actor.id), None)
    if me is None:
        raise NotThere
    made = _be_there(row, me, actor, now, "qr")
    if made is None:
        raise Refused("Anh/chị đã được ghi có mặt rồi.", "", "there")
    run.audit(row.unit_id, ("training", row.id), {"kind": "qr"})
    return Done(str(made.id))


def _be_there(row: TrainingSession, who: Person, actor: Actor, now: datetime, how: str) -> SessionAttendance | None:
    """Write presence; None for who is there already."""
    with wall.lifted():
        line = SessionAttendance.objects.filter(session=row, staff_id=who.staff_id).first()
    if line is not None and line.present_at is not None:
        return None
    fresh = line is None
    line = line or SessionAttendance(unit_id=row.unit_id, from_unit_id=actor.scope, session=row, staff_id=who.staff_id)
    line.name, line.post, line.counter, line.role = who.name, who.titles[:200], who.counter, who.role
    line.how, line.present_at, line.ticked_by_id = how, now, UUID(actor.id) if how == "hand" else None
    line.save(force_insert=fresh)
    return line


@command("training.tick")
def tick(run: Run, *, actor: Actor, now: datetime, session_id: UUID, staff: Collection[UUID],
         listed: Collection[UUID] = ()) -> Done:  # fmt: skip
    """Tick people by hand: staff of the actor's own unit, and lines of people named beforehand.

    The keeper may; at a session of the level above also who runs the trainings of a commune, for its own people.
    """
    row = _open(access.take_session(actor, session_id))
    if not access.ticks(actor, row):
        raise NotThere
    if now < row.starts_at - rules.DOORS_OPEN:
        raise Refused("Lớp chưa bắt đầu.", "staff", "hours")
    known = {one.staff_id: one for one in expected(actor, row, every=True)}
    lines = {one.id: one for one in access.people(actor, row) if one.staff_id is None}
    if not set(staff) <= set(known) or not set(listed) <= set(lines):
        raise Refused("Có người không còn trong danh sách. Mở lại trang rồi điểm danh.", "staff")
    for key in staff:
        _be_there(row, known[key], actor, now, "hand")
    for key in listed:
        line = lines[key]
        if line.present_at is None:
            line.how, line.present_at, line.ticked_by_id = "hand", now, UUID(actor.id)
            line.save(update_fields=["how", "present_at", "ticked_by"])
    if not staff and not listed:
        raise Refused("Chưa đánh dấu ai.", "staff")
    run.audit(row.unit_id, ("training", row.id), {"kind": "hand", "rows": len(set(staff)) + len(set(listed))})
    return Done(str(row.id))


@command("training.untick")
def untick(run: Run, *, actor: Actor, now: datetime, attendance_id: UUID, reason: str) -> Done:
    """Take back a presence that was wrong, with a reason; the journal keeps both. Only before the session is closed."""
    line, why = access.line(actor, attendance_id), clean(reason)
    row = _open(access.kept_session(actor, line.session_id))
    if line.present_at is None:
        raise Refused("Người này chưa được ghi có mặt.", "", "absent")
    if len(why) < 5:
        raise Refused("Ghi lý do.", "reason")
    line.present_at, line.ticked_by = None, None
    line.save(update_fields=["present_at", "ticked_by"])
    run.audit(row.unit_id, ("training", row.id), {}, {"reason": why[:300], "text": line.name})
    return Done(str(row.id))


@command("training.held")
def hold(
    run: Run, *, actor: Actor, now: datetime, session_id: UUID, report: str = "", file_id: UUID | None = None
) -> Done:
    """Say that a session was held, with what shows it; opens the gate "training" of each commune that was there.

    Raises :class:`Refused` before its beginning, with nobody there, and without words or a file that show it.
    """
    row, words = _open(access.kept_session(actor, session_id)), clean_multiline(report)
    if now < row.starts_at:
        raise Refused("Lớp chưa bắt đầu.", "", "hours")
    there = access.communes_present(row)
    if not there:
        raise Refused("Chưa có ai có mặt. Điểm danh trước rồi chốt lớp.", "", "empty")
    if len(words) < LEAST_REPORT and file_id is None:
        raise Refused("Ghi lớp đã học gì (từ 20 chữ cái), hoặc gửi ảnh, bản điểm danh có chữ ký.", "report")
    if file_id is not None:
        files.attach([file_id], unit_id=row.unit_id, attached_to=row.id)
    row.held_at, row.report, row.file_id = now, words[:5000], file_id
    row.save(update_fields=["held_at", "report", "file"])
    with wall.lifted():  # the level above's session opens the gates of its communes
        for unit_id, count in there.items():
            label = f"{row.course.title}, {count} người"
            note(unit_id, "training", row.id, label, clock.local(row.starts_at).date())
            settle(run, unit_id, "training", clock.local(row.starts_at).date())
    run.audit(row.unit_id, ("training", row.id), {"rows": sum(there.values())})
    return Done(str(row.id))


@command("training.reopen")
def reopen(run: Run, *, actor: Actor, now: datetime, session_id: UUID, reason: str) -> Done:
    """Open a session again that was closed by mistake; the gates that it opened close."""
    row, why = access.kept_session(actor, session_id), clean(reason)
    if row.held_at is None:
        raise Refused("Lớp này chưa chốt.", "", "open")
    if len(why) < 5:
        raise Refused("Ghi lý do mở lại.", "reason")
    row.held_at = None
    row.save(update_fields=["held_at"])
    with wall.lifted():
        for unit_id in access.communes_present(row):
            withdraw(unit_id, "training", row.id)
            settle(run, unit_id, "training", clock.local(row.starts_at).date())
    run.audit(row.unit_id, ("training", row.id), {}, {"reason": why[:300]})
    return Done(str(row.id))
