"""A room above may forbid that a position ends; what it forbids is not written."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.world import World
from thanthien.core.errors import Refused
from thanthien.org import guards
from thanthien.org import service as org
from thanthien.org.models import Position

LEAVES = date(2026, 11, 17)


@pytest.fixture
def asked() -> Iterator[list[org.Ending]]:
    """Somebody above who looks at each ending and forbids that of records clerks."""
    seen: list[org.Ending] = []

    def check(ending: org.Ending) -> None:
        seen.append(ending)
        if ending.role == "records_clerk":
            raise Refused("Người này giữ chìa khóa cuối cùng.", "valid_to")

    before = list(guards._checks)
    org.before_position_ends(check)
    org.before_position_ends(check)
    yield seen
    guards._checks[:] = before


def end(world: World, login: str) -> Position:
    position = Position.objects.get(staff__login=login, role=next(iter(world.actors[login].roles)))
    org.end_position(actor=world.actors["quan"], now=world.now, position_id=position.id, valid_to=LEAVES)
    position.refresh_from_db()
    return position


def test_a_check_above_is_asked_once_and_sees_whose_post_ends(world: World, asked: list[org.Ending]) -> None:
    ended = end(world, "mua")
    assert ended.valid_to == LEAVES
    assert asked == [org.Ending(ended.id, ended.staff_id, world.home, "handler", LEAVES, world.now)]


def test_what_a_check_forbids_is_not_written(world: World, asked: list[org.Ending]) -> None:
    with pytest.raises(Refused, match="chìa khóa"):
        end(world, "thu")
    assert Position.objects.get(staff__login="thu").valid_to is None
