"""Training: courses, sessions, presence by code and by hand, what opens the gate."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.programme.start import above, chosen
from tests.programme.trained import course, hold, scan, session, training, wanted
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.programme import service as programme
from thanthien.programme.models import SessionAttendance, TrainingSession


def opened(world: World) -> bool:
    part = programme.current(world.home)
    return part is not None and "training" in {one.kind for one in programme.artefacts(part)}


def test_a_held_session_with_people_and_evidence_opens_the_gate(world: World) -> None:
    chosen(world, above(world))
    key = session(world)
    scan(world, "nhai", key)
    assert not opened(world)
    hold(world, key)
    assert opened(world)
    training.reopen(actor=world.actors["tam"], now=world.now, session_id=key, reason="Chốt nhầm lớp")
    assert not opened(world)
    assert audit.verify().ok


def test_an_empty_session_opens_nothing(world: World) -> None:
    chosen(world, above(world))
    key = session(world)
    with pytest.raises(Refused, match="Chưa có ai có mặt"):
        hold(world, key)
    training.name_people(actor=world.actors["nhai"], now=world.now, session_id=key, lines=["Bùi Văn Đông, trưởng thôn"])
    with pytest.raises(Refused, match="Chưa có ai có mặt"):
        hold(world, key)
    assert not opened(world)


def test_held_without_what_shows_it_or_before_its_time(world: World) -> None:
    key = session(world)
    scan(world, "nhai", key)
    with pytest.raises(Refused, match="Ghi lớp đã học gì"):
        hold(world, key, report="xong")
    later = session(world, starts_at=world.now + timedelta(hours=1), quiz_from=None, quiz_until=None)
    with pytest.raises(Refused, match="chưa bắt đầu"):
        hold(world, later)


def test_a_commune_chosen_afterwards_has_its_training_already(world: World) -> None:
    key = session(world)
    scan(world, "truc", key)
    hold(world, key)
    chosen(world, above(world))
    assert opened(world)


def test_a_scan_counts_once(world: World) -> None:
    key = session(world)
    scan(world, "truc", key)
    with pytest.raises(Refused, match="đã được ghi có mặt"):
        scan(world, "truc", key)
    row = SessionAttendance.objects.get()
    assert (row.name, row.how, row.role) == ("Quách Văn Trúc", "qr", "handler")


def test_a_code_runs_out(world: World) -> None:
    key = session(world)
    made = world.now - timedelta(minutes=5)
    with pytest.raises(Refused, match="hết giờ"):
        scan(world, "truc", key, made=made)
    scan(world, "truc", key, made=made + timedelta(seconds=1))


@pytest.mark.parametrize("code", ["", "x" * 401, "khong-phai-ma", "\x00", "Ä" * 20])
def test_what_is_no_code(world: World, code: str) -> None:
    session(world)
    with pytest.raises(Refused, match="hết giờ"):
        training.enter(actor=world.actors["truc"], now=world.now, code=code)


def test_a_changed_code_and_one_of_tomorrow(world: World) -> None:
    key = session(world)
    code = training.make_code(key, world.now)
    assert training.read_code(("B" if code[0] == "A" else "A") + code[1:], world.now) is None
    assert training.read_code(training.make_code(key, world.now + timedelta(seconds=30)), world.now) is None


def test_a_code_marks_at_its_own_session_only(world: World) -> None:
    made = course(world)
    one, other = session(world, course_id=made), session(world, course_id=made)
    scan(world, "truc", one)
    assert training.present(TrainingSession.objects.get(id=other)) == 0


@pytest.mark.parametrize("late", [timedelta(hours=-2), timedelta(hours=4)])
def test_presence_by_code_has_its_hours(world: World, late: timedelta) -> None:
    key = session(world)
    with pytest.raises(Refused, match="điểm danh tay"):
        scan(world, "truc", key, at=world.now + late)


def test_another_commune_is_not_of_this_session(world: World) -> None:
    key = session(world)
    with pytest.raises(NotThere):
        scan(world, "la", key)
    with pytest.raises(NotThere):
        training.tick(actor=world.actors["du"], now=world.now, session_id=key, staff=[])
    with pytest.raises(NotThere):
        training.hold(actor=world.actors["du"], now=world.now, session_id=key)


def test_the_keeper_ticks_staff_and_those_named(world: World) -> None:
    key = session(world)
    nhai, truc = world.actors["nhai"], UUID(world.actors["truc"].id)
    lines = ["Bùi Văn Đông, trưởng thôn Vân Trai", "Bùi Văn Đông, trưởng thôn Vân Trai", "", "Lò Thị Hạ"]
    training.name_people(actor=nhai, now=world.now, session_id=key, lines=lines)
    rows = {one.name: one for one in SessionAttendance.objects.all()}
    assert set(rows) == {"Bùi Văn Đông", "Lò Thị Hạ"}
    training.tick(actor=nhai, now=world.now, session_id=key, staff=[truc], listed=[rows["Lò Thị Hạ"].id])
    row = TrainingSession.objects.get(id=key)
    assert training.present(row) == 2
    lo = SessionAttendance.objects.get(name="Lò Thị Hạ")
    training.untick(actor=nhai, now=world.now, attendance_id=lo.id, reason="Ghi nhầm người")
    assert training.present(row) == 1


def test_who_keeps_nothing_ticks_nothing(world: World) -> None:
    key = session(world)
    for login in ("truc", "mua", "thu"):
        with pytest.raises(NotThere):
            training.tick(
                actor=world.actors[login], now=world.now, session_id=key, staff=[UUID(world.actors[login].id)]
            )


def test_a_stranger_is_not_ticked(world: World) -> None:
    key = session(world)
    with pytest.raises(Refused, match="không còn trong danh sách"):
        training.tick(actor=world.actors["nhai"], now=world.now, session_id=key, staff=[UUID(world.actors["la"].id)])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_at": "starts"}, "sau giờ bắt đầu"),
        ({"place": " "}, "nơi tập huấn"),
        ({"trainer": ""}, "người giảng"),
        ({"audience": "ai"}, "dành cho ai"),
        ({"audience": "posts"}, "ít nhất một chức danh"),
        ({"quiz_until": None}, "cả giờ mở và giờ đóng"),
        ({"quiz_from": "before"}, "từ giờ bắt đầu lớp"),
        ({"quiz_until": "starts"}, "đóng sau khi mở"),
    ],
)
def test_a_session_that_cannot_be(world: World, changes: dict[str, Any], words: str) -> None:
    start = wanted(world).starts_at
    moments = {"starts": start, "before": start - timedelta(hours=1)}
    with pytest.raises(Refused, match=words):
        session(world, **{name: moments.get(value, value) for name, value in changes.items()})


def test_a_closed_or_cancelled_session_takes_nobody_more(world: World) -> None:
    key = session(world)
    scan(world, "nhai", key)
    hold(world, key)
    with pytest.raises(Refused, match="đã chốt"):
        scan(world, "truc", key)
    other = session(world)
    training.cancel_session(
        actor=world.actors["nhai"], now=world.now, session_id=other, reason="Bão, dời sang tuần sau"
    )
    with pytest.raises(Refused, match="đã hủy"):
        scan(world, "truc", other)


@pytest.mark.parametrize("login", ["nhai", "truc", "thu"])
def test_courses_are_for_chair_and_administrator(world: World, login: str) -> None:
    with pytest.raises(NotThere):
        course(world, world.actors[login])


def test_who_is_still_untrained(world: World) -> None:
    tam, today = world.actors["tam"], world.now.date()
    before = {one.name for one in training.untrained(tam, today)}
    key = session(world)
    scan(world, "truc", key)
    after = {one.name for one in training.untrained(tam, today)}
    assert before - after == {"Quách Văn Trúc"}
    assert "Trương Văn Lạ" not in before
    training.cancel_session(actor=tam, now=world.now, session_id=key, reason="Không mở được lớp")
    assert {one.name for one in training.untrained(tam, today)} == before
