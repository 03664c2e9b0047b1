"""Figures counter by counter: behind a right, slow count agrees, and nobody is found by subtraction."""

import random
from datetime import datetime
from itertools import chain

import pytest

from tests.quality.test_more import lived
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.onestop.models import Ticket
from thanthien.quality import service as quality
from thanthien.quality.models import Rating

pytestmark = pytest.mark.django_db
MONTH, PAGE = "2026-10", "/can-bo/gop-y/quay/"


def rated(world: World, counter: str, scores: list[int]) -> None:
    for score in scores:
        Rating.objects.create(
            unit_id=world.home, month=MONTH, field="Hộ tịch", counter=counter, contact="result", score=score
        )  # fmt: skip


def test_a_slow_count_agrees(world: World) -> None:
    rng = random.Random(1)
    for counter in ("Quầy 1", "Quầy 2", "Quầy 3"):
        rated(world, counter, [rng.randrange(1, 6) for _ in range(rng.randrange(5, 20))])
    fast = {one.counters: (one.answers, one.satisfied) for one in quality.by_counter(world.actors["tam"], MONTH)}
    slow = {}
    for counter in ("Quầy 1", "Quầy 2", "Quầy 3"):
        scores = [one.score for one in Rating.objects.all() if one.counter == counter and one.unit_id == world.home]
        slow[(counter,)] = (len(scores), sum(score >= 4 for score in scores))
    assert fast == slow


def test_few_answers_stand_together_so_that_no_difference_betrays_them(world: World) -> None:
    rated(world, "Quầy 1", [5] * 12)
    rated(world, "Quầy 2", [4] * 6)
    rated(world, "Quầy 3", [1, 2])
    lines = quality.by_counter(world.actors["tam"], MONTH)
    assert [(one.counters, one.answers) for one in lines] == [(("Quầy 1",), 12), (("Quầy 2", "Quầy 3"), 8)]
    assert sorted(chain.from_iterable(one.counters for one in lines)) == ["Quầy 1", "Quầy 2", "Quầy 3"]


def test_a_month_of_four_answers_says_nothing(world: World) -> None:
    rated(world, "Quầy 1", [5, 1])
    rated(world, "", [3, 3])
    assert quality.by_counter(world.actors["tam"], MONTH) == []


@pytest.mark.parametrize("login", ["nhai", "truc", "thu", "van"])
def test_only_who_holds_the_right_sees_a_counter(world: World, login: str) -> None:
    rated(world, "Quầy 1", [5] * 12)
    if login == "van":  # the next commune's own page, without this one's counters
        assert "Quầy 1" not in enter(login).get(PAGE, {"thang": MONTH}).content.decode()
        return
    with pytest.raises(NotThere):
        quality.by_counter(world.actors[login], MONTH)
    assert enter(login).get(PAGE).status_code == 404


def test_the_page_shows_waits_and_answers_and_the_public_board_neither(world: World) -> None:
    lived(world, 5)
    Ticket.objects.filter(unit_id=world.home).update(counter="Quầy Mít")
    rated(world, "Quầy Mít", [5] * 12)
    client = enter("tam")
    text = client.get(PAGE, {"thang": MONTH}).content.decode()
    assert text.count("Quầy Mít") >= 2
    assert "12 trên 12 người trả lời" in text
    assert "Quầy Mít" not in client.get("/bang-diem/", {"thang": MONTH}).content.decode()


@pytest.mark.parametrize("month", ["", "2026-13", "abc", "2999-01", "2026-10'"])
def test_a_foreign_month_is_this_month(world: World, month: str) -> None:
    text = enter("tam").get(PAGE, {"thang": month}).content.decode()
    assert f"Tháng {datetime(2026, 11, 16, tzinfo=clock.VN):%m/%Y}" in text
