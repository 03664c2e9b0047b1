"""Figures beside the promises: tickets, news channel by channel, fees; an independent slow count agrees."""

import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.quality.chance import fill, moment
from tests.world import World
from thanthien.core import clock
from thanthien.core.models import Message
from thanthien.onestop.models import Dossier, Paper, PaperMark, ResultPaper, Ticket
from thanthien.onestop.models.fees import Charge
from thanthien.quality import service as quality

pytestmark = pytest.mark.django_db
MONTH = "2026-10"
NOW = datetime(2026, 11, 16, 8, 30, tzinfo=clock.VN)
QUARTER = timedelta(minutes=15)
CHANNELS = ("email", "sms", "zalo", "slip", "hamlet")


def lived(world: World, seed: int) -> None:
    """Random tickets, charges and messages of every channel in two communes, over three months."""
    fill(world, seed, 120)
    rng = random.Random(seed)
    homes = [world.home, world.units["15190"]]
    Ticket.objects.bulk_create([ticket(rng, rng.choice(homes), number) for number in range(400)])
    for one in Dossier.objects.all():
        if rng.random() < 0.7:
            charge(rng, one).save()
        if rng.random() < 0.5:
            result(rng, one)
    for sent in Message.objects.all():
        sent.channel = rng.choice(CHANNELS)
        sent.not_before = rng.choice([None, None, sent.created_at + timedelta(hours=9)])
        sent.save()


def ticket(rng: random.Random, unit_id: UUID, number: int) -> Ticket:
    taken = moment(rng)
    called = taken + timedelta(minutes=rng.choice([0, 3, 15, 16, 50])) if rng.random() < 0.7 else None
    gone = taken + timedelta(minutes=rng.choice([2, 14, 15, 40]))
    return Ticket(
        unit_id=unit_id, day=clock.local(taken).date(), lane="A", number=number, service="x", taken_at=taken,
        state="served" if called else rng.choice(["cancelled", "missed"]), first_called_at=called,
        ended_at=(called or gone) + timedelta(minutes=1),
    )  # fmt: skip


def charge(rng: random.Random, dossier: Dossier) -> Charge:
    at = moment(rng)
    state = rng.choice(["due", "paid", "paid", "free", "void"])
    return Charge(
        unit_id=dossier.unit_id, dossier=dossier, state=state, amount=rng.choice([0, 5000, 100_000]), assessed_at=at,
        paid_at=at if state == "paid" else None, paid_by=rng.choice(["cash", "online"]) if state == "paid" else "",
    )  # fmt: skip


def result(rng: random.Random, dossier: Dossier) -> None:
    """A line of the book: without a paper, or with one that is signed or not, taken back or not."""
    at = moment(rng)
    row = ResultPaper(unit_id=dossier.unit_id, dossier=dossier, kind="extract", drafted_at=at, state="draft")
    if rng.random() < 0.9:
        row.state, row.issued_at = "issued", at
    if row.issued_at and rng.random() < 0.8:
        row.paper = Paper.objects.create(
            unit_id=dossier.unit_id, dossier=dossier, kind="result", issued_at=at, data={}, template="1"
        )
        PaperMark.objects.create(
            id=row.paper.id, unit_id=dossier.unit_id, dossier=dossier, code=row.paper.id.hex[-16:], kind="result",
            issued_at=at, signing=rng.choice(["signed", "signed", "waiting", "failed", "none"]),
            standing=rng.choice(["valid", "valid", "valid", "replaced", "voided"]),
        )  # fmt: skip
    row.save()


def inside(at: datetime | None) -> bool:
    return at is not None and f"{clock.local(at):%Y-%m}" == MONTH


def count(rows: Iterable[Any], met: Callable[[Any], bool]) -> tuple[int, int]:
    found = list(rows)
    return len(found), sum(1 for row in found if met(row))


def waited(unit: UUID) -> tuple[int, int]:
    rows = []
    for one in Ticket.objects.all():
        ended = one.ended_at or one.taken_at
        early = one.state == "cancelled" and one.first_called_at is None and ended < one.taken_at + QUARTER
        if one.unit_id == unit and inside(one.taken_at) and one.taken_at < NOW - QUARTER and not early:
            rows.append(one)
    return count(rows, lambda one: one.first_called_at is not None and one.first_called_at - one.taken_at <= QUARTER)


def told(channel: str) -> Callable[[UUID], tuple[int, int]]:
    hour = timedelta(hours=1)

    def soon(one: Message) -> bool:
        began = one.not_before or one.created_at
        return one.state in ("sent", "delivered") and one.sent_at is not None and one.sent_at - began <= hour

    def slow(unit: UUID) -> tuple[int, int]:
        rows = [
            one for one in Message.objects.all()
            if one.unit_id == unit and one.channel == channel and inside(one.created_at)
            and (one.not_before or one.created_at) < NOW - hour
        ]  # fmt: skip
        return count(rows, soon)

    return slow


def paid(unit: UUID) -> tuple[int, int]:
    rows = [one for one in Charge.objects.all() if one.unit_id == unit and one.state == "paid" and inside(one.paid_at)]
    return count(rows, lambda one: one.paid_by == "online")


def papers(unit: UUID, met: Callable[[PaperMark], bool]) -> tuple[int, int]:
    rows = [one for one in ResultPaper.objects.all() if one.unit_id == unit and inside(one.issued_at)]
    return count((PaperMark.objects.get(id=one.paper_id) for one in rows if one.paper_id), met)


SLOW: dict[str, Callable[[UUID], tuple[int, int]]] = {
    "x1": waited, **{f"x2-{one}": told(one) for one in CHANNELS}, "x3": paid,
    "x4": lambda unit: papers(unit, lambda one: one.signing == "signed"),
    "x5": lambda unit: papers(unit, lambda one: one.standing != "valid"),
}  # fmt: skip


def test_every_figure_beside_the_promises_is_counted_slowly_here() -> None:
    assert {one.id for one in quality.MORE} == set(SLOW)
    assert {one.group for one in quality.MORE} == set(quality.MORE_GROUPS)


@pytest.mark.parametrize("seed", [1, 2])
def test_an_independent_slow_count_agrees(world: World, seed: int) -> None:
    lived(world, seed)
    board = {one.promise.id: one for one in quality.board(world.home, MONTH, NOW)}
    fast = {key: (board[key].now.all, board[key].now.met) for key in SLOW}
    assert fast == {key: slow(world.home) for key, slow in SLOW.items()}
    assert sum(1 for all_, met in fast.values() if 0 < met < all_) >= 4, "the world must not be too easy"


def test_the_list_behind_is_as_long_as_its_figure_and_names_nobody(world: World, client: Client) -> None:
    lived(world, 3)
    for one in quality.board(world.home, MONTH, NOW):
        if one.promise.id not in SLOW:
            continue
        rows = quality.rows_behind(world.home, MONTH, NOW, one.promise.id)
        assert (rows.count(), rows.filter(met=True).count()) == (one.now.all, one.now.met), one.promise.id
        page = client.get(f"/bang-diem/{one.promise.id}/?thang={MONTH}")
        assert page.status_code == 200
        assert "Bùi Thị Mơ" not in page.content.decode()


def test_the_board_shows_them_with_their_samples(world: World, client: Client) -> None:
    lived(world, 4)
    text = client.get(f"/bang-diem/?thang={MONTH}").content.decode()
    assert "Chờ đợi, báo tin, phí, giấy tờ" in text
    assert "lượt lấy số được gọi trong 15 phút" in text
    assert text.count("Chờ ở Một cửa") == 1


def test_the_poster_has_ten_lines_the_month_and_a_code_to_scan(world: World, client: Client) -> None:
    text = client.get(f"/bang-diem/ap-phich/?thang={MONTH}").content.decode()
    assert text.count('class="no"') == 10
    assert "Tháng&nbsp;10/2026 xã làm được đến đâu?" in text
    assert 'aria-label="Mã QR mở bảng điểm"' in text
    assert "Tháng này còn đang chạy" not in text
