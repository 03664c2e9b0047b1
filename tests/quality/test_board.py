"""The figures of the board: an independent slow count agrees, and each list is as long as its figure."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.quality.chance import fill
from tests.world import World
from thanthien.core import clock
from thanthien.core.models import Message
from thanthien.onestop.models import Apology, CourtesyLetter, Dossier, Event
from thanthien.quality import service as quality
from thanthien.quality.models import Rating
from thanthien.rules import conduct

pytestmark = pytest.mark.django_db
MONTH = "2026-10"
NOW = datetime(2026, 11, 16, 8, 30, tzinfo=clock.VN)
Counted = tuple[int, int]


def inside(at: datetime | None) -> bool:
    return at is not None and f"{clock.local(at):%Y-%m}" == MONTH


def count(rows: Iterable[Any], met: Callable[[Any], bool]) -> Counted:
    found = list(rows)
    return len(found), sum(1 for row in found if met(row))


def dossiers(unit_id: UUID) -> list[Dossier]:
    return [one for one in Dossier.objects.all() if one.unit_id == unit_id]


def decided(unit_id: UUID) -> list[Dossier]:
    return [one for one in dossiers(unit_id) if inside(one.decided_at)]


def filed(unit_id: UUID) -> list[Dossier]:
    return [one for one in dossiers(unit_id) if inside(one.filed_at)]


def in_time(one: Dossier) -> bool:
    return one.due_at is not None and one.decided_at is not None and one.decided_at <= one.due_at


def late(unit_id: UUID) -> list[Dossier]:
    found = []
    for one in dossiers(unit_id):
        if one.due_at is None or not inside(one.due_at) or one.excused:
            continue
        missing = one.decided_at is None and one.clock == "running" and one.due_at < NOW
        if missing or (one.decided_at is not None and one.decided_at > one.due_at):
            found.append(one)
    return found


def sorry(one: Dossier, before: datetime | None) -> bool:
    letters = [letter for letter in Apology.objects.filter(dossier=one) if letter.state == "signed"]
    return any(
        letter.kind in ("late", "dateless") and (before is None or (letter.signed_at or NOW) <= before)
        for letter in letters
    )


def answers(unit_id: UUID, question: str = "") -> list[Rating]:
    rows = [one for one in Rating.objects.all() if one.unit_id == unit_id and one.month == MONTH]
    return [one for one in rows if not question or question in one.answers]


def messages(unit_id: UUID) -> list[Message]:
    house = ("meeting_invitation", "meeting_moved", "meeting_cancelled", "day_root", "unsent_digest")
    every = [one for one in Message.objects.all() if one.template not in house]
    rows = [one for one in every if one.unit_id == unit_id and inside(one.created_at)]
    return [one for one in rows if begins(one) < NOW - timedelta(hours=1)]


def begins(one: Message) -> datetime:
    return one.not_before or one.created_at


def sent_soon(one: Message) -> bool:
    soon = one.sent_at is not None and (one.sent_at - begins(one)) <= timedelta(hours=1)
    return soon and one.state in ("sent", "delivered")


def guided(one: Dossier) -> bool:
    return any(event.move == "guide" for event in Event.objects.filter(dossier=one))


def thanks(unit_id: UUID) -> list[CourtesyLetter]:
    rows = [one for one in CourtesyLetter.objects.all() if one.unit_id == unit_id and one.kind == "thanks"]
    return [one for one in rows if inside(one.drafted_at) and one.state != "withdrawn"]


def yes(question: str) -> Callable[[UUID], Counted]:
    return lambda unit: count(answers(unit, question), lambda one: one.answers[question] == "yes")


def faces(question: str) -> Callable[[UUID], Counted]:
    return lambda unit: count(answers(unit, question), lambda one: int(one.answers[question]) >= 4)


def content(unit: UUID) -> Counted:
    return count(answers(unit), lambda one: one.score in (4, 5))


def timely(unit: UUID) -> Counted:
    return count((one for one in decided(unit) if one.due_at), in_time)


SLOW: dict[str, Callable[[UUID], Counted]] = {
    "p01": yes("greeted"),
    "p02": faces("smile"),
    "p04": lambda unit: count(decided(unit), lambda one: one.supplements < 2),
    "p05": lambda unit: count(messages(unit), sent_soon),
    "p06": lambda unit: count((one for one in decided(unit) if one.limit["unit"] == "same_day"), in_time),
    "p07": lambda unit: count(late(unit), lambda one: sorry(one, one.due_at)),
    "p10": content,
    "k2": faces("clear"),
    "k4": lambda unit: count(late(unit), lambda one: sorry(one, None)),
    "k5": lambda unit: count(thanks(unit), lambda one: one.state in ("signed", "handed")),
    "t1": lambda unit: count(filed(unit), lambda one: one.channel == "online"),
    "t3": timely,
    "t4": content,
    "s1": faces("respect"),
    "s2": faces("polite"),
    "s3": lambda unit: count((one for one in filed(unit) if one.accepted_at), lambda one: not guided(one)),
    "s4": yes("doubts"),
    "n1": lambda unit: count(decided(unit), lambda one: one.supplements >= 2),
    "n2": lambda unit: count((one for one in filed(unit) if one.clock == "running"), lambda one: not one.owner_id),
    "n3": timely,
}


def test_every_promise_is_measured_or_says_what_it_waits_for() -> None:
    known = {one.id for one in conduct.promises(NOW.date())}
    assert known == set(quality.DEFINITIONS) | set(quality.WAITING)
    assert not set(quality.DEFINITIONS) & set(quality.WAITING)
    assert set(SLOW) == set(quality.DEFINITIONS)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_independent_slow_count_agrees(world: World, seed: int) -> None:
    fill(world, seed)
    board = {one.promise.id: one for one in quality.board(world.home, MONTH, NOW)}
    fast = {key: (board[key].now.all, board[key].now.met) for key in SLOW}
    assert fast == {key: slow(world.home) for key, slow in SLOW.items()}
    assert sum(1 for all_, met in fast.values() if 0 < met < all_) >= 12, "the world must not be too easy"


def test_the_list_behind_a_figure_has_its_length(world: World) -> None:
    fill(world, 4)
    for figure in quality.board(world.home, MONTH, NOW):
        if figure.definition is None:
            continue
        rows = quality.rows_behind(world.home, MONTH, NOW, figure.promise.id)
        assert rows.count() == figure.now.all, figure.promise.id
        assert rows.filter(met=True).count() == figure.now.met, figure.promise.id


def test_each_month_of_a_board_is_one_statement_and_the_count_of_the_asked(world: World) -> None:
    fill(world, 5, 30)
    with CaptureQueriesContext(connection) as asked:
        quality.board(world.home, MONTH, NOW)
    assert len(asked) == 6  # what is kept; whether they are few; two months


def test_months_together_say_what_each_says_alone(world: World) -> None:
    fill(world, 1)
    months = ("2026-08", "2026-09", MONTH)
    together = quality.boards(world.home, months, NOW)
    assert together == {
        month: [one for one in quality.board(world.home, month, NOW) if one.promise not in quality.MORE]
        for month in months
    }
    assert any(one.now.all for one in together[MONTH])


def test_too_few_say_that_they_are_too_few(world: World) -> None:
    figures = {one.promise.id: one for one in quality.board(world.home, "2025-01", NOW)}
    assert figures["p10"].value is None
    assert "cần ít nhất 10" in figures["p10"].lacking
    assert figures["p07"].lacking == "không có hồ sơ nào để tính"


def test_the_page_says_what_the_service_counts(world: World, client: Client) -> None:
    fill(world, 6)
    page = client.get("/bang-diem/?thang=2026-10").content.decode()
    figure = quality.figure(world.home, MONTH, clock.now(), "p04")
    assert f"{figure.now.met} trên {figure.now.all} hồ sơ chỉ phải bổ sung nhiều nhất một lần" in page
    behind = client.get("/bang-diem/p04/?thang=2026-10").content.decode()
    assert f"Danh sách phía sau: {figure.now.all} hồ sơ" in behind
    assert "Bùi Thị Mơ" not in behind + page


@pytest.mark.parametrize("path", ["/bang-diem/p99/", "/bang-diem/p03/", "/bang-diem/xyz/"])
def test_a_figure_that_is_not_there(world: World, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("month", ["2099-01", "2026-13", "x", "1999-01", "2026-10-01", "%00", "2022-12"])
def test_a_month_that_cannot_be_is_this_month(world: World, client: Client, month: str) -> None:
    assert client.get("/bang-diem/", {"thang": month}).status_code == 200


def test_no_answer_of_one_person_is_listed(world: World, client: Client) -> None:
    page = client.get("/bang-diem/p10/?thang=2026-10").content.decode()
    assert "Chưa đủ câu trả lời" in page


def test_the_table_for_counting_on(world: World, client: Client) -> None:
    fill(world, 7, 60)
    lines = client.get("/bang-diem/so-lieu.csv?thang=2026-10").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("ma,loi_hua,thang")
    assert len(lines) == 27 + len(quality.MORE)
