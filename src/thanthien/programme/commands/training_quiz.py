"""Acts of those who learn: send the quiz, get the certificate."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.org import service as org
from thanthien.papers import service as papers
from thanthien.programme.access import training as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import QuizAttempt, SessionAttendance, TrainingCertificate, TrainingSession
from thanthien.programme.training_results import best_of
from thanthien.rules import training as rules


@command("training.quiz")
def send_quiz(run: Run, *, actor: Actor, now: datetime, session_id: UUID, answers: Sequence[int]) -> Done:
    """Send the answers to a session's quiz; the best of three counts. ``answers``: the chosen option, -1 for none.

    Raises :class:`Refused` before its hour and from its end on (the answers stay on the page), for who was not there,
    and after the third time.
    """
    row = access.take_session(actor, session_id)
    state = rules.hours(now, row.quiz_from, row.quiz_until)
    if state == "none" or row.cancelled_on is not None:
        raise Refused("Lớp này không có bài kiểm tra.", "", "no-quiz")
    if state == "before":
        raise Refused("Bài chưa mở. Anh/chị giữ trang này, đến giờ bấm gửi lại.", "", "before")
    if state == "after":
        raise Refused("Bài đã hết giờ nên không nhận được nữa. Những câu anh/chị đã chọn vẫn ở dưới.", "", "over")
    seat = access.seat(actor, row)
    if seat is None or seat.present_at is None:
        raise Refused("Bài này cho người có mặt ở lớp. Nhờ người giữ lớp điểm danh trước.", "", "absent")
    before = len(access.attempts([seat]))
    if before >= rules.MOST_ATTEMPTS:
        raise Refused("Anh/chị đã gửi bài ba lần, xã lấy lần tốt nhất.", "", "enough")
    questions = [rules.question(one) for one in row.questions]
    if len(answers) != len(questions) or any(not -1 <= one < 5 for one in answers):
        raise Refused("Trang này đã cũ. Mở lại bài rồi làm.", "", "stale")
    found = rules.mark(questions, answers, row.pass_mark)
    attempt = QuizAttempt(
        unit_id=row.unit_id, from_unit_id=seat.from_unit_id, attendance=seat, number=before + 1, answers=list(answers),
        right=found.right, total=found.total, passed=found.passed, sent_at=now,
    )  # fmt: skip
    attempt.save(force_insert=True)
    run.audit(row.unit_id, ("training", row.id), {"kind": "quiz"})  # never the mark: the journal is read by others
    return Done(str(attempt.id))


@command("training.certify")
def certify(run: Run, *, actor: Actor, now: datetime, attendance_id: UUID) -> Done:
    """Issue the certificate of somebody who was at a held session and, where there was a quiz, passed it.

    For oneself, or by the session's keeper (people without an account send no quiz). Once: it is drawn again from
    its data whenever somebody asks. Raises :class:`Refused` for whatever of this is lacking.
    """
    line = access.line(actor, attendance_id)
    row = line.session
    if line.present_at is None or row.held_at is None:
        raise Refused("Giấy chứng nhận cấp cho người có mặt, sau khi lớp được chốt.", "", "not-held")
    best = best_of(access.attempts([line])).get(line.id)
    if row.quiz_from is not None and line.staff_id is not None and (best is None or not best.passed):
        raise Refused("Bài kiểm tra chưa đạt nên chưa cấp giấy được.", "", "not-passed")
    if getattr(line, "certificate", None) is not None:
        raise Refused("Giấy chứng nhận này đã cấp rồi.", "", "issued")
    code, today = secrets.token_hex(8), clock.local(now).date()
    made = TrainingCertificate(
        unit_id=line.unit_id, from_unit_id=line.from_unit_id, attendance=line, code=code, issued_on=today,
        data=_paper(row, line, code, now, best),
    )  # fmt: skip
    made.save(force_insert=True)
    run.audit(row.unit_id, ("training", row.id), {"kind": "certificate"})
    return Done(str(made.id))


def _paper(
    row: TrainingSession, line: SessionAttendance, code: str, now: datetime, best: QuizAttempt | None
) -> dict[str, object]:
    office = org.office_of(row.unit_id)
    unit = office.unit
    called = f"UBND {unit.kind_word} {unit.name}"
    head = papers.Letterhead(
        superior="Ủy ban nhân dân", body=f"{unit.kind_word} {unit.name}", place=office.place_name or unit.name,
        unit=called, address=office.address, phone=office.phone,
    )  # fmt: skip
    return papers.to_json(
        papers.Certificate(
            head=head, issued_on=clock.local(now).date(), code=code, url=f"{settings.THANTHIEN_URL}/chung-nhan/{code}/",
            name=line.name, post=line.post, course=row.course.title, held_on=clock.local(row.starts_at).date(),
            hours=_hours(row), place=row.place, trainer=row.trainer, right=best.right if best else None,
            total=best.total if best else None, signer=papers.Signer(("NGƯỜI PHỤ TRÁCH LỚP",), row.keeper.name),
        )
    )  # fmt: skip


def _hours(row: TrainingSession) -> str:
    """Say how long it was: "2 giờ 30 phút"."""
    minutes = int((row.ends_at - row.starts_at).total_seconds()) // 60
    said = [f"{minutes // 60} giờ"] if minutes >= 60 else []
    return " ".join([*said, *([f"{minutes % 60} phút"] if minutes % 60 else [])])
