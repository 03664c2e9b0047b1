"""Training by hand: the questions, marks, hours, and results that give nobody away."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thanthien.rules import training as rules
from thanthien.rules.training import Marked, Question

DAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 5, tzinfo=UTC)
ONE = Question("p01", "Làm gì trước?", ("Chào", "Ngồi"), 0, "Chào mất ba giây")


def group(count: int, right: int = 8) -> list[Marked]:
    return [Marked(right, 10, right >= 8)] * count


def test_each_question_is_about_a_promise_and_has_its_reason() -> None:
    found = rules.conduct_questions(DAY)
    assert [one.code for one in found][:3] == ["p01", "p02", "p03"]
    assert len({one.text for one in found}) == len(found) == 12
    assert all(one.reason.endswith((".", "!", "?")) for one in found)
    assert {one.right for one in found} == {0, 1, 2}  # the right one has no usual place
    assert rules.conduct_questions(date(2022, 12, 31)) == ()


@pytest.mark.parametrize(
    ("right", "total", "mark", "passed"), [(8, 10, 80, True), (7, 9, 78, False), (7, 9, 77, True), (0, 1, 50, False)]
)
def test_a_mark_is_an_exact_share(right: int, total: int, mark: int, passed: bool) -> None:
    answers = [0] * right + [1] * (total - right)
    assert rules.mark([ONE] * total, answers, mark) == Marked(right, total, passed)


@pytest.mark.parametrize(("questions", "answers"), [([], []), ([ONE], []), ([ONE], [0, 0])])
def test_no_mark_without_an_answer_to_each(questions: list[Question], answers: list[int]) -> None:
    with pytest.raises(ValueError, match="an answer for each"):
        rules.mark(questions, answers, 80)


@pytest.mark.parametrize(
    "row",
    [
        {}, {"text": "a", "options": ["x", "y"], "right": 2, "reason": "vì"},
        {"text": "a", "options": ["x"], "right": 0, "reason": "vì"},
        {"text": "a", "options": ["x", "x"], "right": 0, "reason": "vì"},
        {"text": "a", "options": ["x", "y"], "right": True, "reason": "vì"},
        {"text": "a", "options": ["x", "y"], "right": 0, "reason": ""},
    ],
)  # fmt: skip
def test_what_is_no_question(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a question"):
        rules.question(row)


def test_a_question_comes_back_as_it_was() -> None:
    assert rules.question(ONE.json()) == ONE


def test_the_hours_of_a_quiz() -> None:
    end, second = NOON + timedelta(hours=1), timedelta(seconds=1)
    said = [rules.hours(at, NOON, end) for at in (NOON - second, NOON, end - second, end)]
    assert said == ["before", "open", "open", "after"]
    assert rules.hours(NOON, None, None) == "none"


def test_the_doors_of_a_session() -> None:
    end = NOON + timedelta(hours=3)
    first, last = NOON - timedelta(minutes=30), end + timedelta(minutes=60)
    assert rules.doors(first, NOON, end)
    assert rules.doors(last, NOON, end)
    assert not rules.doors(first - timedelta(seconds=1), NOON, end)
    assert not rules.doors(last + timedelta(seconds=1), NOON, end)


def test_small_groups_are_folded_and_take_another_along_where_too_few() -> None:
    seven, six, three, two = group(7), group(6), group(3), group(2)
    assert [(one.name, one.people) for one in rules.by_group({"A": seven, "B": six, "C": three, "D": two})] == [
        ("A", 7), ("B", 6), (rules.REST, 5),
    ]  # fmt: skip
    # three alone would be what all minus the others is: the next smallest joins
    assert [(one.name, one.people) for one in rules.by_group({"A": seven, "B": six, "C": three})] == [
        ("A", 7), (rules.REST, 9),
    ]  # fmt: skip
    assert rules.by_group({"C": three}) == ()
    assert [(one.name, one.people) for one in rules.by_group({"C": three, "D": two})] == [(rules.ALL, 5)]
    assert rules.by_group({"A": group(5, 7)}) == (rules.Shown("A", 5, 0, 70),)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 12), max_size=8))
def test_no_number_speaks_of_fewer_than_the_floor(sizes: dict[str, int]) -> None:
    shown = rules.by_group({name: group(count) for name, count in sizes.items()})
    total = sum(sizes.values())
    assert all(one.people >= 5 for one in shown)
    assert sum(one.people for one in shown) == (total if total >= 5 else 0)
