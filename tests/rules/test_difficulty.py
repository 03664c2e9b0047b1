"""The moves of a difficulty and its clock."""

from datetime import date, datetime

import pytest

from thanthien.rules.difficulty import (
    ABOVE,
    ANSWERED,
    ASKED_BACK,
    CLOSED,
    COMMUNE,
    MACHINE,
    RAISED,
    SECOND,
    Facts,
    answer_due,
    areas,
)
from thanthien.rules.errors import BadLimit
from thanthien.rules.machine import Illegal
from thanthien.rules.moments import VIETNAM

MONDAY = datetime(2026, 11, 16, 8, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("state", "by", "facts", "moves"),
    [
        (RAISED, ABOVE, Facts(), ["assign", "ask_back", "answer"]),
        (RAISED, ABOVE, Facts(questions=2), ["assign", "answer"]),
        (RAISED, COMMUNE, Facts(), ["close"]),
        (RAISED, COMMUNE, Facts(late=True), ["escalate", "close"]),
        (RAISED, COMMUNE, Facts(late=True, level=SECOND), ["close"]),
        (ASKED_BACK, ABOVE, Facts(), ["assign"]),
        (ASKED_BACK, COMMUNE, Facts(), ["supply", "close"]),
        (ANSWERED, ABOVE, Facts(answered_before=True), []),
        (ANSWERED, COMMUNE, Facts(answered_before=True), ["escalate", "reopen", "close"]),
        (ANSWERED, COMMUNE, Facts(answered_before=True, level=SECOND), ["reopen", "close"]),
        (CLOSED, COMMUNE, Facts(), ["reopen"]),
        (CLOSED, ABOVE, Facts(), []),
    ],
)
def test_who_may_do_what_in_which_state(state: str, by: str, facts: Facts, moves: list[str]) -> None:
    assert [one.name for one in MACHINE.allowed(state, {by}, facts)] == moves


def test_an_act_says_what_it_lacks() -> None:
    with pytest.raises(Illegal) as no:
        MACHINE.step(RAISED, "answer", {ABOVE}, Facts(), {"text": ""})
    assert no.value.field == "text"


def test_nobody_is_passed_over_within_the_time() -> None:
    with pytest.raises(Illegal, match="Còn trong hạn"):
        MACHINE.step(RAISED, "escalate", {COMMUNE}, Facts(), {"reason": "Chờ lâu"})


def test_ten_working_days_over_a_day_off() -> None:
    made = answer_due(MONDAY, 10)
    assert made.due_on == date(2026, 12, 1)  # 24/11 is a day off
    assert made.assumed == ("KKVM",)
    assert any("24/11" in step.note for step in made.steps)


def test_days_in_which_the_commune_is_asked_do_not_count() -> None:
    asked, told = MONDAY.replace(day=18), MONDAY.replace(day=20)
    assert answer_due(MONDAY, 5).due_on == date(2026, 11, 23)
    assert answer_due(MONDAY, 5, [("pause", asked)]).paused_since == asked
    assert answer_due(MONDAY, 5, [("pause", asked), ("resume", told)]).due_on == date(2026, 11, 26)


def test_a_limit_of_no_days_is_none() -> None:
    with pytest.raises(BadLimit):
        answer_due(MONDAY, 0)


def test_there_is_something_to_choose() -> None:
    assert {"equipment", "money", "other"} <= {one.code for one in areas(MONDAY.date())}
