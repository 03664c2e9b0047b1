"""How training joins the rest of the model: packs, reports, reorganisation. Registered by :func:`register`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.org import service as org
from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme import drafting, packing
from thanthien.programme.access import training as access
from thanthien.programme.commands.training import MOST_QUESTIONS, MOST_TEXT, Syllabus
from thanthien.programme.models import Course, CourseMaterial
from thanthien.programme.training_people import persons
from thanthien.rules.training import question

HELD = "Lớp đã chốt, có người của xã có mặt và có minh chứng; kể cả lớp do cấp trên mở."
THERE = "Quét mã hoặc điểm danh tay; một người học hai lớp là hai lượt."
IN_POST = "Giữ chức danh vào ngày cuối kỳ và đã có mặt ở ít nhất một lớp, ở đơn vị nào cũng tính."


def register() -> None:
    """Register what training gives to the other parts (``programme/apps.py``)."""
    packing.section("courses", "Khóa tập huấn và bài kiểm tra", export, take, {"aim": "Học xong thì làm được gì"})
    drafting.report_section("training", 40, told)
    org.follows("training", lines, org.nothing_moves)


def export(unit_id: UUID) -> list[packing.Row]:
    """Return the commune's courses with their pages of text and questions; one of which nothing was held is a draft.

    Files stay at home: nobody has looked into them for names.
    """
    return [_row(one, held) for one, held in access.courses_of(unit_id)]


def _row(course: Course, held: bool) -> packing.Row:
    pages = [{"title": one.title, "text": one.text} for one in access.materials(course) if one.text]
    row: packing.Row = {
        "title": course.title, "aim": course.aim, "pass_mark": course.pass_mark, "questions": course.questions,
        "pages": pages,
    }  # fmt: skip
    return row if held else row | {"draft": True}


def take(run: Run, actor: Actor, now: datetime, rows: Sequence[packing.Row]) -> int:
    """Make the courses that the commune does not have by title; raises :class:`Refused` for what is no course."""
    have = {one.title for one in access.courses(actor) if one.unit_id == actor.scope}
    fresh = [row for row in rows if row.get("title") not in have]
    for row in fresh:
        course = Course(unit_id=actor.scope)
        Syllabus(str(row["title"]), str(row.get("aim", "")), int(row.get("pass_mark", 80))).put(course)
        try:
            course.questions = [question(one).json() for one in row.get("questions", [])][:MOST_QUESTIONS]
        except ValueError:
            raise Refused("Bộ này có câu hỏi không đọc được.") from None
        run.add(course, *(_page(course, one) for one in row.get("pages", [])))
    return len(fresh)


def _page(course: Course, row: packing.Row) -> CourseMaterial:
    title, text = clean(str(row.get("title", "")))[:200], clean_multiline(str(row.get("text", "")))[:MOST_TEXT]
    return CourseMaterial(unit_id=course.unit_id, course=course, title=title, text=text)


def told(actor: Actor, period: drafting.Period, now: datetime) -> drafting.Section | None:
    """Tell the trainings of a period: sessions held, who was there, and how many of those in post were at one."""
    sessions, there = access.held_between(actor.scope, period.first, period.last)
    if not sessions:
        return None
    people = persons(access.in_post([actor.scope], period.last), period.last)
    done = len(access.trained([one.staff_id for one in people]))
    path = "/can-bo/mo-hinh/tap-huan/"
    counts = (
        drafting.Count("Lớp đã học", str(sessions), sample=sessions, note=drafting.Note(HELD, path)),
        drafting.Count("Lượt người có mặt", str(there), sample=there, note=drafting.Note(THERE, path)),
        drafting.Count(
            "Người đang giữ chức danh đã tập huấn", f"{done} trên {len(people)}", done, len(people), len(people),
            drafting.Note(IN_POST, f"{path}chua-hoc/"),
        ),
    )  # fmt: skip
    return drafting.Section("Tập huấn", "", (drafting.Figures(counts),))


def lines(scheme: Scheme) -> Iterator[Line]:
    """Tell what becomes of each old unit's courses: they stay with it; what people learnt counts in the new one."""
    counts = access.counted_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Đọc được ở đơn vị cũ. Người đã học vẫn tính là đã học; lớp chưa học thì đơn vị mới mở lại."
            yield Line(old.id, "Lớp tập huấn", counts[old.id], Fate.STAYS, words)
