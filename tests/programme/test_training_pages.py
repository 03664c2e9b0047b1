"""The pages of training: keeper, learner, strangers; the quiz against the clock; files; the level above."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.files.samples import png
from tests.programme.start import ABOVE, above, chosen
from tests.programme.trained import course, hold, right_answers, scan, session, training
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.programme.models import Course, CourseMaterial, QuizAttempt, SessionAttendance, TrainingSession


def at(name: str, *args: Any) -> str:
    return reverse(f"office:{name}", args=args)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def chosen_options(answers: list[int]) -> dict[str, str]:
    return {f"q{place}": str(chosen) for place, chosen in enumerate(answers)}


def test_a_chair_makes_a_course_with_a_file_and_calls_a_session(world: World) -> None:
    client = enter("tam")
    client.post(at("course_make"), {"title": "Mười nguyên tắc giao tiếp", "pass_mark": "80", "once": "1"})
    made = Course.objects.get()
    assert len(made.questions) == 12
    file = SimpleUploadedFile("bang.png", png())
    client.post(at("course_material_add", made.id), {"title": "Tranh treo quầy", "file": file, "once": "2"})
    material = CourseMaterial.objects.get()
    assert material.file is not None
    served = client.get(at("course_file", material.id))
    assert served.headers["Content-Type"] == "image/jpeg"
    typed = {
        "day_d": "20", "day_m": "11", "day_y": "2026", "starts": "8 giờ", "ends": "11h30", "place": "Hội trường",
        "trainer": "Sở Nội vụ", "keeper": world.actors["nhai"].id, "audience": "all", "quiz_from": "9:00",
        "quiz_until": "17 giờ", "once": "3",
    }  # fmt: skip
    assert client.post(at("training_call", made.id), typed).status_code == 302
    row = TrainingSession.objects.get()
    assert row.quiz_until is not None
    assert row.quiz_until - row.starts_at == timedelta(hours=9)
    assert "Sắp tới" in text(client.get(at("course", made.id)))


@pytest.mark.parametrize("hour", ["25", "8:75", "sáng", "-3", "8:30:10"])
def test_an_hour_that_is_none_keeps_what_was_typed(world: World, hour: str) -> None:
    answer = enter("tam").post(at("training_call", course(world)), {"starts": hour, "place": "Nhà văn hóa"})
    assert answer.status_code == 422
    assert "8 giờ 30 hoặc 13:30" in text(answer)
    assert "Nhà văn hóa" in text(answer)


def test_a_page_with_a_dangerous_file_is_refused_at_its_field(world: World) -> None:
    file = SimpleUploadedFile("virus.png", b"MZ\x90\x00" + b"\x00" * 200)
    made = course(world)
    answer = enter("tam").post(at("course_material_add", made), {"title": "Tranh", "file": file})
    assert answer.status_code == 422
    assert not CourseMaterial.objects.exists()


def test_the_keeper_shows_a_code_and_an_officer_scans_it(world: World) -> None:
    key = session(world)
    shown = enter("nhai").get(at("training_code", key))
    assert shown.headers["Refresh"] == "45"
    client = enter("truc")
    assert client.get(at("training_code", key)).status_code == 404
    address = at("training_enter", training.make_code(key, world.now))
    assert "Ghi tôi có mặt" in text(client.get(address))
    assert not SessionAttendance.objects.exists()
    assert client.post(address, {"once": "9"}).headers["Location"] == f"{at('training', key)}?xong=co-mat"
    assert client.post(address, {"once": "9"}).status_code == 302
    assert client.post(address, {"once": "10"}).status_code == 422
    assert SessionAttendance.objects.count() == 1


def test_an_old_code_is_told_kindly(world: World) -> None:
    address = at("training_enter", training.make_code(session(world), world.now - timedelta(minutes=6)))
    answer = enter("truc").get(address)
    assert answer.status_code == 422
    assert "Quét lại mã đang hiện" in text(answer)


def test_a_quiz_sent_after_its_end_is_refused_and_the_answers_stay(world: World) -> None:
    key = session(world)
    scan(world, "truc", key)
    typed = chosen_options(right_answers(world, 1)) | {"once": "1"}
    del typed["q11"]
    with rehearsed(world.now + timedelta(hours=33)):
        answer = enter("truc").post(at("training_quiz", key), typed)
    assert answer.status_code == 422
    page = text(answer)
    assert "Bài đã hết giờ" in page
    assert page.count(" checked") == 11
    assert not QuizAttempt.objects.exists()


def test_a_quiz_with_a_question_left_open_asks_for_it(world: World) -> None:
    key = session(world)
    scan(world, "truc", key)
    typed = chosen_options(right_answers(world))
    del typed["q3"]
    answer = enter("truc").post(at("training_quiz", key), typed)
    assert answer.status_code == 422
    assert text(answer).count(" checked") == 11


def test_after_sending_each_answer_has_its_reason(world: World) -> None:
    key = session(world)
    scan(world, "truc", key)
    client = enter("truc")
    client.post(at("training_quiz", key), chosen_options(right_answers(world, 4)) | {"once": "1"})
    page = text(client.get(at("training_answers", key)))
    assert "đúng 8 trên 12 câu" in page
    assert "Chưa đạt" in page
    assert page.count("Vì sao:") == 12
    assert page.count("Nên chọn:") == 4


def test_marks_are_for_the_keeper_and_oneself(world: World) -> None:
    key = session(world)
    for login in ("truc", "mua", "nhai", "thu"):
        scan(world, login, key)
        training.send_quiz(actor=world.actors[login], now=world.now, session_id=key, answers=right_answers(world, 2))
    assert text(enter("nhai").get(at("training", key))).count("10 trên 12") == 5  # four lines, and the own part
    mine = text(enter("truc").get(at("training", key)))
    assert mine.count("10 trên 12") == 1
    assert "Bùi Thị Mùa" not in mine
    assert "để không ai bị nhìn ra" in mine  # four are fewer than five


def test_the_sheet_and_the_lists_name_whom_they_should(world: World) -> None:
    key = session(world)
    client = enter("nhai")
    client.post(at("training_names", key), {"lines": "Bùi Văn Đông, trưởng thôn Vân Trai", "once": "1"})
    sheet = text(client.get(at("training_sheet", key)))
    assert "Bùi Văn Đông" in sheet
    assert "Quách Văn Trúc" in sheet
    listed = SessionAttendance.objects.get()
    client.post(at("training_tick", key), {"listed": str(listed.id), "staff": world.actors["mua"].id, "once": "2"})
    page = text(client.get(at("training", key)))
    assert "2 người" in page
    assert "điểm danh tay" in page


def test_evidence_is_a_file_too(world: World) -> None:
    chosen(world, above(world))
    key = session(world)
    scan(world, "nhai", key)
    client = enter("nhai")
    file = SimpleUploadedFile("lop.png", png())
    assert client.post(at("training_hold", key), {"file": file, "once": "1"}).status_code == 302
    assert client.get(at("training_file", key)).status_code == 200
    assert enter("truc").get(at("training_file", key)).status_code == 404
    assert "Đã học xong" in text(client.get(at("trainings")))


def test_the_model_page_counts_who_is_untrained(world: World) -> None:
    chosen(world, above(world))
    client = enter("tam")
    before = training.untrained(world.actors["tam"], world.now.date())
    assert f"{len(before)} người đang làm việc chưa học" in text(client.get(reverse("office:model")))
    scan(world, "truc", session(world))
    page = text(client.get(at("untrained")))
    assert "Quách Văn Trúc" not in page
    assert "Bùi Thị Mùa" in page


def test_the_level_above_trains_people_of_its_communes(world: World) -> None:
    boss = above(world)
    chosen(world, boss, world.home, world.units["15190"])
    key = session(world, boss)
    scan(world, "truc", key)
    scan(world, "la", key)
    page = text(enter("truc").get(at("training", key)))
    assert "Trương Văn Lạ" not in page
    chair = text(enter("tam").get(at("training", key)))  # who runs our trainings sees ours, and ticks ours
    assert "Quách Văn Trúc" in chair
    assert "Trương Văn Lạ" not in chair
    client = enter(ABOVE)
    assert "Trương Văn Lạ" in text(client.get(at("training", key)))
    with rehearsed(world.now):
        hold(world, key, actor=boss)
    first = text(client.get(reverse("above:trainings")))
    assert "Từng xã" in first
    assert enter("sinh").get(at("training", key)).status_code == 404
