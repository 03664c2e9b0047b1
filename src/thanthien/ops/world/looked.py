"""The home commune is trained, goes out to people, asks the level above, and is looked at: made behind the first page.

Each part is whole or not there, so that a start that was interrupted goes on where it stopped.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.db import transaction

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.ops.world import cast, days, model, plan
from thanthien.org import service as org
from thanthien.programme.service import difficulties, inspection, outside, training

ASKED: Final = "Người đi làm xa ủy quyền qua điện thoại"
QUESTION: Final = "Người đi làm xa nhờ người nhà nộp hồ sơ thì cần giấy tờ gì?"
ANSWER: Final = "Nhận hồ sơ nộp qua mạng trước. Người nhà chỉ mang bản gốc đến đối chiếu khi nhận kết quả."


class Scene(NamedTuple):
    """Who acts, and the last day of the story."""

    people: cast.Cast
    above: Actor
    end: date

    def day(self, ago: int) -> date:
        """Return the last working day at least so many days ago."""
        last = self.end - timedelta(days=ago)
        return days.working_days(last - timedelta(days=15), last)[-1]

    def at(self, ago: int, hour: int = 9) -> datetime:
        """Return an hour of that day."""
        return days.at(self.day(ago), time(hour))


def play(end: datetime, pause: Callable[[], None] = lambda: None) -> int:
    """Let the home commune live these parts of the model; return how many were missing."""
    here = Scene(cast.assemble(cast.HOME, end.date()), model.officer_above(end.date()), end.date())
    chair, made = here.people.chair, 0
    parts: tuple[tuple[Callable[[Scene], None], Collection[object]], ...] = (
        (_train, training.own_trainings(chair)), (_go_out, list(outside.days(chair))),
        (_ask, list(difficulties.raised_by(chair))), (_look, list(inspection.visits(chair))),
    )  # fmt: skip
    for part, there in parts:
        if not there:
            with transaction.atomic():
                part(here)
            made += 1
        pause()
    return made


def _train(here: Scene) -> None:
    """An afternoon about the ten principles, with everybody of the counter there."""
    chair, now = here.people.chair, here.at(40, 14)
    with clock.rehearse(now):
        syllabus = training.Syllabus(title="Văn hóa giao tiếp với bà con", pass_mark=80)
        made = training.make_course(actor=chair, now=now, wanted=syllabus)
        wanted = training.Wanted(
            starts_at=now - timedelta(minutes=30), ends_at=now + timedelta(hours=2), place="Hội trường xã",
            trainer="Lê Thị Hường, Sở Nội vụ", keeper=UUID(chair.id),
        )  # fmt: skip
        session = UUID(training.call_session(actor=chair, now=now, course_id=UUID(made.id), wanted=wanted).id)
    now += timedelta(hours=2)
    there = [here.people.clerk, *here.people.handlers, here.people.records, chair]
    with clock.rehearse(now):
        training.tick(actor=chair, now=now, session_id=session, staff=sorted({UUID(one.id) for one in there}))
        report = "Học mười nguyên tắc giao tiếp, đóng vai người dân khó tính ở quầy."
        training.hold(actor=chair, now=now, session_id=session, report=report)


def _go_out(here: Scene) -> None:
    """A morning without appointment each week: the first one was held, the others are to come."""
    people, first = here.people, here.day(1)
    posts = [one.id for one in org.colleagues(people.chair, first) if str(one.staff_id) == people.clerk.id]
    wanted = outside.Timetable(
        kind="no_appointment", first=first, last=here.end + timedelta(days=18), opens=time(7, 30), closes=time(11, 30),
        place="Nhà văn hóa thôn Vân Bằng", offered="Làm ngay tại chỗ, chờ một lúc là có kết quả, không phải hẹn.",
        posts=posts, weekdays=[first.weekday()], procedures=[plan.BIRTH],
    )  # fmt: skip
    before, after = days.at(first, time(7)), days.at(first, time(11, 40))
    with clock.rehearse(before):
        outside.plan_outing(actor=people.chair, now=before, wanted=wanted)
    held = outside.days(people.clerk).get(day=first)
    with clock.rehearse(after):
        outside.note_day(
            actor=people.clerk, now=after, day_id=held.id, came=23, dossiers=4,
            outcome="Bà con hỏi nhiều về khai sinh và bảo hiểm; bốn việc làm xong ngay.",
        )  # fmt: skip


def _ask(here: Scene) -> None:
    """A difficulty that was answered for every commune, and one that waits within its time."""
    above, now = here.above, here.at(30)
    key = _raise(here, now, "documents", ASKED, "Xã chưa rõ nhận giấy ủy quyền thế nào khi người đi làm xa không về.")
    now = here.at(24)
    with clock.rehearse(now):
        version = difficulties.difficulty(above, key).version
        difficulties.answer(actor=above, now=now, difficulty_id=key, version=version, text=ANSWER)
        difficulties.publish(
            actor=above, now=now, difficulty_id=key, question=QUESTION, answer=ANSWER, confirmed=True
        )  # fmt: skip
    text = "Mạng ở hai thôn trên núi chập chờn, bàn lưu động không mở được hồ sơ. Xin hướng dẫn cách làm."
    _raise(here, here.at(2, 10), "equipment", "Đường truyền ở hai thôn xa", text)


def _raise(here: Scene, now: datetime, area: str, title: str, text: str) -> UUID:
    with clock.rehearse(now):
        made = difficulties.raise_difficulty(actor=here.people.chair, now=now, area=area, title=title, text=text)
    return UUID(made.id)


def _look(here: Scene) -> None:
    """The level above came: one thing is put right and accepted, the other has days left."""
    above, now = here.above, here.at(9)
    visit = _visit(here, now)
    keys = []
    with clock.rehearse(now):
        for text, question, limit in (
            ("Nơi ngồi chờ thiếu ghế, không có nước uống.", "clean_office", 5),
            ("Bảng số điện thoại cán bộ ở cổng đã cũ, thiếu hai người.", "phones", 15),
        ):
            made = inspection.add_finding(
                actor=above, now=now, visit_id=visit, text=text, days=limit, question=question
            )  # fmt: skip
            keys.append(UUID(made.id))
        words = "Quầy niềm nở, đúng hẹn. Còn hai điều về nơi ngồi chờ và bảng số điện thoại."
        inspection.close_visit(actor=above, now=now, visit_id=visit, conclusion=words)
    now = here.at(5)
    with clock.rehearse(now):
        said = "Đã kê thêm hai hàng ghế, đặt bình nước và cốc sạch."
        inspection.fix_finding(actor=here.people.chair, now=now, finding_id=keys[0], text=said)
    now = here.at(2)
    with clock.rehearse(now):
        inspection.check_finding(actor=above, now=now, finding_id=keys[0], accepted=True)


def _visit(here: Scene, now: datetime) -> UUID:
    """Plan, begin and fill the sheet of a visit on one morning."""
    said = {"greeted": ("yes", ""), "clean_office": ("partly", "Chỉ có sáu ghế"), "phones": ("no", "Thiếu hai người")}
    by = here.above
    planned = inspection.Planned(
        here.people.unit_id, "above", now.date(), "Thực hiện mô hình ở Bộ phận Một cửa", f"{by.label}, chuyên viên",
        codes=list(said),
    )  # fmt: skip
    with clock.rehearse(now):
        visit = UUID(inspection.plan_visit(actor=by, now=now, planned=planned).id)
        inspection.begin_visit(actor=by, now=now, visit_id=visit)
        version = inspection.visit(by, visit).version
        inspection.fill_sheet(actor=by, now=now, visit_id=visit, version=version, answers=said)
    return visit
