"""What comes round by itself goes on for everybody else when one dossier or office cannot be reckoned."""

from datetime import timedelta
from typing import Any

import pytest

from tests.people import VAN_DU
from tests.world import NOW, World
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Apology, Dossier
from thanthien.org import service as org
from thanthien.org.models import Office

LATE = NOW + timedelta(days=30)


def two_late_ones(world: World) -> tuple[Dossier, Dossier]:
    """One dossier here and one next door, both late."""
    there = world.units[VAN_DU]
    filed = onestop.receive_at_counter(actor=world.actors["la"], now=NOW, filing=world.filing(unit_id=there))
    return world.received(), world.get(filed.id)


def drafted() -> set[Any]:
    """The dossiers with a letter before the chair."""
    return set(Apology.objects.values_list("dossier_id", flat=True))


def test_an_hour_that_cannot_be_read_costs_no_other_commune_its_apologies(world: World) -> None:
    """The loop stopped at the first one, every five minutes, for good."""
    here, there = two_late_ones(world)
    Office.objects.filter(unit_id=world.home).update(apology_hour="chiều")
    onestop.draft_due_apologies(LATE)
    assert drafted() == {there.id}
    Office.objects.filter(unit_id=world.home).update(apology_hour="15:00")
    onestop.draft_due_apologies(LATE)
    assert drafted() == {here.id, there.id}


def test_a_day_beyond_the_calendar_costs_no_other_dossier_its_apology(world: World) -> None:
    here, there = two_late_ones(world)
    Dossier.objects.filter(id=here.id).update(due_at=NOW + timedelta(days=365 * 4), revised_at=None)
    onestop.draft_due_apologies(LATE)
    assert there.id in drafted()


def test_the_loop_twice_drafts_once(world: World) -> None:
    two_late_ones(world)
    for _ in range(3):
        onestop.draft_due_apologies(LATE)
    assert Apology.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"apology_hour": "25:00"}, {"apology_hour": "chiều"}, {"hours": {"sessions": [["07:30"]]}}, {"hours": []},
        {"hours": {"sessions": [["11:30", "07:30"]]}},
        {"hours": {"sessions": [["07:30", "12:00"], ["11:00", "17:00"]]}},
        {"hours": {"sessions": [["07:30", None]]}}, {"phone": "0" * 50}, {"no_such": 1},
    ],
    ids=str,
)  # fmt: skip
def test_hours_that_no_clock_can_read_are_refused(world: World, values: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        org.set_office(actor=SYSTEM, now=NOW, unit_id=world.home, values=values)
    office = Office.objects.get(unit_id=world.home)
    assert office.apology_hour == "15:00"
    assert office.hours == {}
