"""The quiz and what comes of it: hours, three times, the best one; certificates; packs, reports, merger."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.programme.start import above, chosen
from tests.programme.trained import course, hold, right_answers, scan, session, training
from tests.reorganisation.plans import NEW, again, carried, unit_of
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.org.models import Position
from thanthien.programme import drafting
from thanthien.programme import service as programme
from thanthien.programme.models import Course, QuizAttempt, SessionAttendance, TrainingCertificate, TrainingSession


def send(world: World, key: UUID, wrong: int = 0, login: str = "truc", later: timedelta = timedelta(0)) -> None:
    training.send_quiz(
        actor=world.actors[login], now=world.now + later, session_id=key, answers=right_answers(world, wrong)
    )


def certify(world: World, line: UUID, login: str = "truc") -> TrainingCertificate:
    made = training.certify(actor=world.actors[login], now=world.now, attendance_id=line)
    return TrainingCertificate.objects.get(id=made.id)


def test_the_best_of_three_counts(world: World) -> None:
    key = session(world)
    line = scan(world, "truc", key)
    for wrong in (6, 1, 3):
        send(world, key, wrong)
    with pytest.raises(Refused, match="ba lần"):
        send(world, key)
    best = training.best_of(QuizAttempt.objects.all())[line]
    assert (best.number, best.right, best.total, best.passed) == (2, 11, 12, True)


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=33), "hết giờ"),
        (timedelta(hours=32, minutes=30), "hết giờ"),
        (timedelta(minutes=-20), "chưa mở"),
    ],
)
def test_the_quiz_has_its_hours(world: World, later: timedelta, words: str) -> None:
    key = session(world)
    scan(world, "truc", key)
    with pytest.raises(Refused, match=words):
        send(world, key, later=later)
    send(world, key, later=timedelta(hours=32, minutes=29, seconds=59))


@pytest.mark.parametrize("answers", [[], [0] * 11, [0] * 13, [5] * 12, [-2] * 12])
def test_answers_that_do_not_fit(world: World, answers: list[int]) -> None:
    key = session(world)
    scan(world, "truc", key)
    with pytest.raises(Refused, match="đã cũ"):
        training.send_quiz(actor=world.actors["truc"], now=world.now, session_id=key, answers=answers)


def test_who_was_not_there_sends_nothing(world: World) -> None:
    key = session(world)
    with pytest.raises(Refused, match="có mặt ở lớp"):
        send(world, key)
    with pytest.raises(NotThere):
        send(world, key, login="la")


def test_the_journal_holds_no_mark(world: World) -> None:
    key = session(world)
    scan(world, "truc", key)
    send(world, key, 5)
    assert '"data":{"kind":"quiz"}' in AuditRow.objects.get(act="training.quiz").body
    assert audit.verify().ok


def test_a_session_keeps_its_questions(world: World) -> None:
    made = course(world)
    key = session(world, course_id=made)
    first = training.key_of(Course.objects.get(id=made).questions[0])
    training.drop_question(actor=world.actors["tam"], now=world.now, course_id=made, key=first)
    assert (len(Course.objects.get(id=made).questions), len(TrainingSession.objects.get(id=key).questions)) == (11, 12)


@pytest.mark.parametrize(
    ("text", "options", "right", "reason", "words"),
    [
        ("Ai trực thứ Bảy?", ["Một cửa"], 0, "Theo lịch của xã", "từ 2 đến 5"),
        ("Ai trực thứ Bảy?", ["Một cửa", "Một cửa"], 0, "Theo lịch của xã", "từ 2 đến 5"),
        ("Ai trực thứ Bảy?", ["Một cửa", "Văn thư"], 2, "Theo lịch của xã", "một trong các dòng"),
        ("Ai trực thứ Bảy?", ["Một cửa", "Văn thư"], 0, "", "lý do"),
        ("Ai?", ["Một cửa", "Văn thư"], 0, "Theo lịch của xã", "từ 8 đến 300"),
    ],
)
def test_a_question_that_is_none(
    world: World, text: str, options: list[str], right: int, reason: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        training.add_question(
            actor=world.actors["tam"], now=world.now, course_id=course(world), text=text, options=options,
            right=right, reason=reason,
        )  # fmt: skip


def test_a_certificate_after_a_held_session_and_a_passed_quiz(world: World) -> None:
    key = session(world)
    line = scan(world, "truc", key)
    with pytest.raises(Refused, match="sau khi lớp được chốt"):
        certify(world, line)
    hold(world, key)
    send(world, key, 6)
    with pytest.raises(Refused, match="chưa đạt"):
        certify(world, line)
    send(world, key, 1)
    made = certify(world, line)
    assert (made.data["name"], made.data["right"], made.data["total"]) == ("Quách Văn Trúc", 11, 12)
    with pytest.raises(Refused, match="đã cấp rồi"):
        certify(world, line)
    for login in ("mua", "la"):
        with pytest.raises(NotThere):
            certify(world, line, login)
    answer = enter("truc").get(reverse("office:training_certificate", args=[line]))
    assert answer.content.startswith(b"%PDF")


def test_anybody_checks_a_certificate_by_its_code(world: World) -> None:
    key = session(world, quiz_from=None, quiz_until=None)
    line = scan(world, "truc", key)
    hold(world, key)
    code = certify(world, line).code
    typed = " ".join(code[at : at + 4] for at in range(0, 16, 4)).upper()
    answer = Client().get("/chung-nhan/", {"ma": typed})
    page = Client().get(answer.headers["Location"])
    assert "Quách Văn Trúc" in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert Client().get(f"/chung-nhan/{'0' * 16}/").status_code == 404
    assert Client().get("/chung-nhan/khong/").status_code == 404
    assert Client().get("/chung-nhan/", {"ma": "ngắn"}).status_code == 422


def test_a_certificate_proves_nothing_once_the_presence_was_struck(world: World) -> None:
    key, nhai = session(world, quiz_from=None, quiz_until=None), world.actors["nhai"]
    line = scan(world, "truc", key)
    hold(world, key)
    code = certify(world, line).code
    training.reopen(actor=nhai, now=world.now, session_id=key, reason="Điểm danh nhầm người.")
    training.untick(actor=nhai, now=world.now, attendance_id=line, reason="Anh Trúc vắng cả buổi.")
    assert Client().get(f"/chung-nhan/{code}/").status_code == 404


def test_a_person_without_an_account_gets_theirs_from_the_keeper(world: World) -> None:
    key, nhai = session(world), world.actors["nhai"]
    training.name_people(actor=nhai, now=world.now, session_id=key, lines=["Bùi Văn Đông, trưởng thôn Vân Trai"])
    line = SessionAttendance.objects.get()
    training.tick(actor=nhai, now=world.now, session_id=key, staff=[], listed=[line.id])
    hold(world, key)
    assert certify(world, line.id, "nhai").data["post"] == "trưởng thôn Vân Trai"


def test_a_session_of_the_province_opens_the_gates_of_all_who_came(world: World) -> None:
    boss = above(world)
    chosen(world, boss, world.home, world.units["15190"])
    key = session(world, boss)
    line = scan(world, "truc", key)
    training.tick(actor=world.actors["du"], now=world.now, session_id=key, staff=[UUID(world.actors["la"].id)])
    hold(world, key, actor=boss)
    for unit_id in (world.home, world.units["15190"]):
        part = programme.current(unit_id)
        assert part is not None
        assert [one.label for one in programme.artefacts(part) if one.kind == "training"] == [
            "Văn hóa giao tiếp với bà con, 1 người"
        ]
    send(world, key)
    assert certify(world, line).data["head"]["body"] == "tỉnh Thanh Hóa"
    shown = {one.label: (one.trained, one.untrained) for one in training.communes(boss, world.now.date())}
    assert shown["xã Vân Du"][0] == 1


def test_what_was_learnt_counts_after_a_merger(world: World) -> None:
    key = session(world)
    scan(world, "truc", key)
    hold(world, key)
    carried(world)
    tam = again(world, "tam")
    assert tam.unit_id == unit_of(NEW)
    left = {one.name for one in training.untrained(tam, date(2027, 7, 1))}
    assert "Quách Văn Trúc" not in left
    assert "Bùi Thị Mùa" in left
    assert TrainingSession.objects.get().unit_id == world.home


def test_a_course_goes_out_in_a_pack_and_comes_in_as_a_course(world: World) -> None:
    made = course(world)
    training.add_material(
        actor=world.actors["tam"], now=world.now, course_id=made, title="Chào hỏi", text="Chào trước, hỏi sau."
    )
    key = session(world, course_id=made)
    scan(world, "nhai", key)
    hold(world, key)
    pack = programme.packs.publish(
        actor=world.actors["tam"], now=world.now, name="Học giao tiếp", sections=["courses"],
        words="Cả xã học trong một tháng, lời phàn nàn giảm hẳn.",
    )  # fmt: skip
    taken = programme.packs.take(actor=world.actors["du"], now=world.now, pack_id=UUID(pack.id))
    assert taken.drafts == 1
    row = Course.objects.get(unit_id=world.actors["du"].scope)
    assert len(row.questions) == 12
    assert [one.text for one in training.materials(row)] == ["Chào trước, hỏi sau."]


def test_the_report_tells_sessions_people_and_who_is_trained(world: World) -> None:
    from thanthien.programme.training_joins import told

    period = drafting.Period(date(2026, 11, 1), date(2026, 11, 30))
    assert told(world.actors["tam"], period, world.now) is None
    key = session(world)
    for login in ("truc", "nhai"):
        scan(world, login, key)
    hold(world, key)
    section = told(world.actors["tam"], period, world.now)
    assert section is not None
    (figures,) = section.blocks
    assert isinstance(figures, drafting.Figures)
    assert [one.value for one in figures.counts][:2] == ["1", "2"]
    people = Position.objects.filter(unit_id=world.home).values("staff_id").distinct().count()
    assert figures.counts[2].value == f"2 trên {people}"
