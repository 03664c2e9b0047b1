"""``GET /api/v1/figures``: the counts of the board, for other programs."""

import pytest
from django.test import Client

from tests.quality.chance import fill
from tests.world import World
from thanthien.core import clock
from thanthien.quality import service as quality

pytestmark = pytest.mark.django_db


def test_the_same_counts_as_the_board(world: World, client: Client) -> None:
    fill(world, 11)
    said = client.get("/api/v1/figures?period=2026-10").json()
    board = {one.promise.id: one for one in quality.board(world.home, "2026-10", clock.now())}
    assert (said["unit"], said["period"]) == ("15163", "2026-10")
    for one in said["results"]:
        figure = board[one["id"]]
        assert (one["numerator"], one["denominator"], one["value"]) == (figure.now.met, figure.now.all, figure.value)
        assert one["measurable"] == (figure.value is not None)


def test_another_commune_by_its_code(world: World, client: Client) -> None:
    fill(world, 12)
    said = client.get("/api/v1/figures?period=2026-10&unit=15190").json()
    board = {one.promise.id: one for one in quality.board(world.units["15190"], "2026-10", clock.now())}
    assert said["unit"] == "15190"
    assert {one["id"]: one["denominator"] for one in said["results"]} == {
        key: one.now.all for key, one in board.items()
    }


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("period=2026-13", "unreadable-field"),
        ("period=x", "unreadable-field"),
        ("unit=99999", "unknown-unit"),
        ("unit=%00", "unreadable-field"),
    ],
)
def test_a_question_that_cannot_be_answered(world: World, client: Client, query: str, problem: str) -> None:
    answer = client.get(f"/api/v1/figures?{query}")
    assert answer.status_code == 422
    assert answer.json()["type"] == problem
