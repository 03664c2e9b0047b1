"""A task's state on a day, and tasks that wait for each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thanthien.rules.plan import Money, Step, areas, in_circle, state_of

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 20)


def step(key: str = "a", **changes: object) -> Step:
    values: dict[str, object] = {"key": key, "starts_on": FIRST, "due_on": LAST}
    return Step(**(values | changes))  # type: ignore[arg-type]  # a test fills any field


@pytest.mark.parametrize(
    ("one", "on", "state"),
    [
        (step(), date(2026, 3, 1), "later"),
        (step(), FIRST, "running"),
        (step(), LAST, "running"),
        (step(), date(2026, 3, 21), "late"),
        (step(done_on=LAST), date(2026, 4, 1), "done"),
        (step(done_on=date(2026, 3, 21)), date(2026, 4, 1), "done_late"),
        (step(dropped=True), date(2026, 4, 1), "dropped"),
        (step(after=("b",)), FIRST, "waiting"),
        (step(after=("b",)), date(2026, 3, 21), "late"),
        (step(after=("x",)), FIRST, "running"),
    ],
)
def test_the_state_of_a_task(one: Step, on: date, state: str) -> None:
    assert state_of(one, {"b": step("b")}, on) == state


def test_what_was_dropped_holds_nobody_up() -> None:
    assert state_of(step(after=("b",)), {"b": step("b", dropped=True)}, FIRST) == "running"


@pytest.mark.parametrize(
    ("after", "circle"),
    [({"a": ["b"], "b": ["c"], "c": []}, False), ({"a": ["b"], "b": ["a"]}, True), ({"a": ["a"]}, True), ({}, False),
     ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, False)],
)  # fmt: skip
def test_two_tasks_that_wait_for_each_other(after: dict[str, list[str]], circle: bool) -> None:
    assert bool(in_circle(after)) is circle


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_tasks_that_wait_for_later_numbers_only_are_never_in_a_circle(pairs: list[tuple[int, int]]) -> None:
    after: dict[str, list[str]] = {str(number): [] for number in range(10)}
    for one, other in pairs:
        if one < other:
            after[str(one)].append(str(other))
    assert in_circle(after) == ""


def test_money_beyond_the_plan() -> None:
    assert (Money(100, 130).over, Money(100, 30).over) == (30, 0)


def test_the_seven_areas_of_the_seeds() -> None:
    assert len(areas(date(2026, 1, 1))) == 7
