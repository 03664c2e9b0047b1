"""Gates open by what exists, in order, and say whose turn it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thanthien.rules.programme import ABOVE, ORDER, STAGES, THINGS, standing, way

FIRST = date(2023, 1, 10)
DAYS = st.dates(min_value=FIRST, max_value=date(2026, 12, 31))
SOME = st.dictionaries(st.sampled_from(sorted(THINGS)), DAYS)


def upto(stage: str) -> dict[str, date]:
    kinds = [kind for one in STAGES[: ORDER.index(stage) + 1] for kind in one.needs]
    return {kind: FIRST + timedelta(days=number) for number, kind in enumerate(kinds)}


@pytest.mark.parametrize("stage", ORDER)
def test_a_stage_is_reached_on_the_day_of_its_last_thing(stage: str) -> None:
    things = upto(stage)
    found = standing(things)
    assert (found.stage, found.since) == (stage, max(things.values()))


@pytest.mark.parametrize("stage", ORDER[1:])
def test_without_one_of_its_things_a_gate_stays_shut(stage: str) -> None:
    for kind in STAGES[ORDER.index(stage)].needs:
        things = upto("spread")
        del things[kind]
        found = standing(things)
        assert found.stage == ORDER[ORDER.index(stage) - 1]
        assert [thing.kind for thing in found.missing] == [kind]


def test_a_launch_does_not_make_up_for_a_readiness_review() -> None:
    assert standing(upto("founded") | {"launch": FIRST, "commitment": FIRST}).stage == "founded"


def test_whose_turn_it_is() -> None:
    assert standing({"choice": FIRST}).waits_for == ABOVE
    assert standing(upto("guided")).waits_for == "commune"
    assert standing(upto("final")).waits_for == ABOVE
    assert standing(upto("spread")).waits_for == ""


@pytest.mark.parametrize("things", [{}, {"guide": FIRST}, {"choice": FIRST, "moon": FIRST}])
def test_nothing_stands_without_a_choice_or_by_an_unknown_thing(things: dict[str, date]) -> None:
    with pytest.raises(ValueError, match="no standing"):
        standing(things)


@given(SOME, st.sampled_from(sorted(THINGS)), DAYS)
def test_one_thing_more_never_leads_back(things: dict[str, date], more: str, day: date) -> None:
    things["choice"] = FIRST
    before = ORDER.index(standing(things).stage)
    assert ORDER.index(standing(things | {more: things.get(more, day)}).stage) >= before


@given(SOME)
def test_the_days_of_the_way_never_go_back(things: dict[str, date]) -> None:
    things["choice"] = FIRST
    days = [day for _, day in way(things)]
    assert days == sorted(days)
    assert days[-1] == standing(things).since
