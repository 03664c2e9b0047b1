"""Minutes from ticket to call: the figure, counted once more by hand and slowly."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.onestop.queued import called, clerk, given
from tests.world import World
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop.service import tickets

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(world: World) -> tuple[datetime, datetime]:
    """A morning in a room with two counters: some are called soon, some late, some leave, some still wait."""
    rng = Random(7)
    waiting: list[Any] = []
    last: dict[str, Any] = {"Quầy 1": None, "Quầy 2": None}
    for minute in range(0, 120, 3):
        waiting.append(given(world, rng.choice("AAB"), minute=minute))
        if minute % 21 == 0 and minute:
            gone = waiting.pop(0)
            try:
                at = world.now + timedelta(minutes=minute)
                tickets.cancel(actor=clerk(world), now=at, ticket_id=gone.id)
            except Refused:  # it was called before: somebody else's matter
                pass
        if rng.random() < 0.7:
            counter = rng.choice(list(last))
            last[counter] = called(world, minute + 1, counter, last[counter] and last[counter].id)
    return world.now, world.now + timedelta(minutes=130)


def by_hand(world: World, first: datetime, now: datetime) -> tuple[int, int, list[float], int]:
    """Every ticket on its own, without the database's arithmetic."""
    all_, met, minutes, never = 0, 0, list[float](), 0
    for one in tickets.Ticket.objects.all():
        waited = (one.first_called_at - one.taken_at).total_seconds() / 60 if one.first_called_at else None
        if waited is None:
            never += 1
        else:
            minutes.append(waited)
        ended = one.ended_at if one.state == "cancelled" and waited is None else None
        left = ended is not None and (ended - one.taken_at).total_seconds() < 900
        if (now - one.taken_at).total_seconds() <= 900 or left:
            continue
        all_ += 1
        met += waited is not None and waited <= 15
    return all_, met, sorted(minutes), never


def test_the_figure_is_what_a_slow_count_finds(world: World, morning: tuple[datetime, datetime]) -> None:
    first, now = morning
    span = (first - timedelta(hours=1), first + timedelta(days=1))
    rows = tickets.waits(world.home, span, now)
    all_, met, minutes, never = by_hand(world, first, now)
    assert (rows.count(), rows.filter(met=True).count()) == (all_, met)
    assert all_ > met > 3
    found = tickets.spread(world.home, span)
    assert (found.called, found.uncalled) == (len(minutes), never)
    assert found.mean == pytest.approx(sum(minutes) / len(minutes))
    half = len(minutes) // 2
    middle = minutes[half] if len(minutes) % 2 else (minutes[half - 1] + minutes[half]) / 2
    assert found.middle == pytest.approx(middle)
    assert found.ninth is not None
    within = sum(one <= found.ninth for one in minutes)
    assert within >= 0.9 * len(minutes) > sum(one < found.ninth for one in minutes)


def test_a_ticket_belongs_to_the_span_in_which_it_was_taken(world: World, morning: tuple[datetime, datetime]) -> None:
    first, now = morning
    edge = first + timedelta(minutes=60)
    whole = tickets.waits(world.home, (first, now), now).count()
    parts = [tickets.waits(world.home, span, now).count() for span in ((first, edge), (edge, now))]
    assert sum(parts) == whole
    assert all(parts)


def test_a_room_without_tickets_has_no_figure(world: World) -> None:
    span = (world.now, world.now + timedelta(days=1))
    assert tickets.waits(world.home, span, world.now).count() == 0
    assert tickets.spread(world.home, span) == tickets.Spread(0, 0, None, None, None)


def test_figures_of_a_counter_are_for_chair_and_administrator(world: World, morning: tuple[datetime, datetime]) -> None:
    first, now = morning
    found = tickets.by_counter(world.actors["tam"], (first, now))
    assert sorted(found) == ["Quầy 1", "Quầy 2"]
    assert sum(one.called for one in found.values()) == tickets.spread(world.home, (first, now)).called
    for login in ("nhai", "truc", "thu"):
        with pytest.raises(NotThere):
            tickets.by_counter(world.actors[login], (first, now))
    assert tickets.by_counter(world.actors["du"], (first, now)) == {}
