"""Acts about courses: make one, give it materials and questions, end it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.programme.access import training as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Course, CourseMaterial
from thanthien.rules import training as rules

MOST_QUESTIONS: Final = 40
MOST_TEXT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Syllabus:
    """A course as typed; ``pass_mark`` in percent of right answers."""

    title: str
    aim: str = ""
    pass_mark: int = rules.PASS_MARK

    def put(self, row: Course) -> None:
        """Write it into a course. Raises :class:`Refused` for a title without words or an odd mark."""
        title = clean(self.title)
        if not 5 <= len(title) <= 200:
            raise Refused("Ghi tên khóa, từ 5 đến 200 chữ cái.", "title")
        if not 50 <= self.pass_mark <= 100:
            raise Refused("Mức đạt từ 50 đến 100 phần trăm câu đúng.", "pass_mark")
        row.title, row.aim, row.pass_mark = title, clean_multiline(self.aim)[:5000], self.pass_mark


@command("training.course")
def make_course(run: Run, *, actor: Actor, now: datetime, wanted: Syllabus) -> Done:
    """Make a course. Its quiz begins with all questions on the conduct rules that hold today."""
    if actor.unit_id is None or not actor.may(access.RUN):
        raise NotThere
    questions = [one.json() for one in rules.conduct_questions(clock.local(now).date())]
    row = Course(unit_id=actor.unit_id, questions=questions)
    wanted.put(row)
    row.save(force_insert=True)
    run.audit(actor.unit_id, ("course", row.id), {"text": row.title})
    return Done(str(row.id))


@command("training.change_course")
def change_course(run: Run, *, actor: Actor, now: datetime, course_id: UUID, wanted: Syllabus) -> Done:
    """Change title, aim, pass mark. Sessions called before keep theirs."""
    row = access.take_course(actor, course_id)
    wanted.put(row)
    row.save(update_fields=["title", "aim", "pass_mark"])
    run.audit(row.unit_id, ("course", row.id), {"text": row.title})
    return Done(str(row.id))


@command("training.end_course")
def end_course(run: Run, *, actor: Actor, now: datetime, course_id: UUID) -> Done:
    """End a course: no new session is called of it; those held stay."""
    row = access.take_course(actor, course_id)
    row.ended_on = clock.local(now).date()
    row.save(update_fields=["ended_on"])
    run.audit(row.unit_id, ("course", row.id), {"to": row.ended_on.isoformat()})
    return Done(str(row.id))


@command("training.material")
def add_material(
    run: Run, *, actor: Actor, now: datetime, course_id: UUID, title: str, text: str = "", file_id: UUID | None = None
) -> Done:
    """Give a course a page of text, a file that was staged (``core.files``), or both."""
    course, words, body = access.take_course(actor, course_id), clean(title), clean_multiline(text)
    if not 3 <= len(words) <= 200:
        raise Refused("Ghi tên tài liệu.", "title")
    if not body and file_id is None:
        raise Refused("Viết nội dung, hoặc chọn một tệp.", "text")
    if len(body) > MOST_TEXT:
        raise Refused("Nội dung dài quá 20.000 chữ cái. Gửi thành tệp.", "text")
    row = CourseMaterial(unit_id=course.unit_id, course=course, title=words, text=body, file_id=file_id)
    if file_id is not None:
        files.attach([file_id], unit_id=course.unit_id, attached_to=row.id)
    row.save(force_insert=True)
    run.audit(course.unit_id, ("course", course.id), {"text": words})
    return Done(str(row.id))


@command("training.remove_material")
def remove_material(run: Run, *, actor: Actor, now: datetime, material_id: UUID) -> Done:
    """Take a material off; the record stays."""
    row = access.take_material(actor, material_id)
    row.removed_on = clock.local(now).date()
    row.save(update_fields=["removed_on"])
    run.audit(row.unit_id, ("course", row.course_id), {"text": row.title})
    return Done(str(row.course_id))


def key_of(question: dict[str, Any]) -> str:
    """Return what a question of a course is called by: its text, hashed, because places move."""
    return sha256(str(question["text"]).encode()).hexdigest()[:16]


@command("training.conduct")
def choose_questions(run: Run, *, actor: Actor, now: datetime, course_id: UUID, keys: Collection[str]) -> Done:
    """Choose which questions on the conduct rules a course asks; the commune's own stay. ``keys``: :func:`key_of`."""
    row = access.take_course(actor, course_id)
    offered = [one.json() for one in rules.conduct_questions(clock.local(now).date())]
    if not set(keys) <= {key_of(one) for one in offered}:
        raise Refused("Có câu không còn nữa. Chọn lại.", "keys")
    chosen = [one for one in offered if key_of(one) in keys]
    return _write(run, row, [*chosen, *(one for one in row.questions if not one["code"])])


@command("training.question")
def add_question(
    run: Run, *, actor: Actor, now: datetime, course_id: UUID, text: str, options: Sequence[str], right: int,
    reason: str,
) -> Done:  # fmt: skip
    """Add a question of the commune's own; ``right`` counts from 0. Without a reason behind the answer it is none."""
    row = access.take_course(actor, course_id)
    lines = [line for line in (clean(one)[:300] for one in options) if line]
    words, why = clean(text), clean_multiline(reason)
    if not 8 <= len(words) <= 300:
        raise Refused("Ghi câu hỏi, từ 8 đến 300 chữ cái.", "text")
    if not 8 <= len(why) <= 1000:
        raise Refused("Ghi lý do của câu trả lời đúng, từ 8 chữ cái. Người học đọc lý do sau khi gửi bài.", "reason")
    if not rules.LEAST_OPTIONS <= len(lines) <= rules.MOST_OPTIONS or len(set(lines)) != len(lines):
        raise Refused("Ghi từ 2 đến 5 cách trả lời khác nhau, mỗi cách một dòng.", "options")
    if not 0 <= right < len(lines):
        raise Refused("Câu đúng phải là một trong các dòng trên.", "right")
    made = rules.Question("", words, tuple(lines), right, why).json()
    if key_of(made) in {key_of(one) for one in row.questions}:
        raise Refused("Khóa này đã có câu hỏi ấy.", "text")
    return _write(run, row, [*row.questions, made])


@command("training.drop_question")
def drop_question(run: Run, *, actor: Actor, now: datetime, course_id: UUID, key: str) -> Done:
    """Take a question out of a course; sessions called before keep it."""
    row = access.take_course(actor, course_id)
    left = [one for one in row.questions if key_of(one) != key]
    if len(left) == len(row.questions):
        raise NotThere
    return _write(run, row, left)


def _write(run: Run, row: Course, questions: list[dict[str, Any]]) -> Done:
    if len(questions) > MOST_QUESTIONS:
        raise Refused(f"Một bài có nhiều nhất {MOST_QUESTIONS} câu.", "text")
    row.questions = questions
    row.save(update_fields=["questions"])
    run.audit(row.unit_id, ("course", row.id), {"rows": len(questions)})
    return Done(str(row.id))
