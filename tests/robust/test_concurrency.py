"""In the same second: two numbers and no error, one winner, one answer."""

from typing import Any

import pytest

from tests.robust.house import House
from tests.robust.together import answers, raised


def serials(codes: list[str]) -> list[int]:
    return sorted(int(code.rsplit("-", 1)[1]) for code in codes)


def test_clerks_in_the_same_second_get_numbers_without_gap_or_error(house: House) -> None:
    outcomes = house.play("clerks_at_once", 6, 5)
    assert raised(outcomes) == []
    codes = [code for made in answers(outcomes) for code in made]
    assert serials(codes) == list(range(1, 31))
    assert house.verified()


def test_a_form_that_arrives_eight_times_at_once_is_one_dossier(house: House) -> None:
    outcomes = house.play("one_key_at_once", 8, 1)
    assert raised(outcomes) == []
    assert len({str(one) for one in answers(outcomes)}) == 1
    count = house.play("census")
    assert (len(count["codes"]), count["messages"], count["once"], count["audit"]) == (1, 1, 1, 1)
    assert serials(count["codes"]) == [1]


def test_the_same_key_with_two_bodies_at_once_is_one_dossier_and_a_conflict(house: House) -> None:
    outcomes = house.play("one_key_at_once", 8, 2)
    assert len({str(one) for one in answers(outcomes)}) == 1
    assert {one["raised"] for one in outcomes if "raised" in one} == {"OtherBody"}
    assert len(house.play("census")["codes"]) == 1


def test_a_draft_sent_eight_times_at_once_gives_everybody_the_same_answer(house: House) -> None:
    """On PostgreSQL the later ones were told "Hồ sơ này đã gửi rồi" instead of their code."""
    outcomes = house.play("one_draft_at_once", 8)
    assert raised(outcomes) == []
    assert len({str(one) for one in answers(outcomes)}) == 1
    assert len(house.play("census")["codes"]) == 1


def test_a_button_pressed_eight_times_at_once_is_one_act(house: House) -> None:
    """On PostgreSQL the later presses were told that somebody else had moved the dossier."""
    outcomes = house.play("one_move_at_once", 8)
    assert raised(outcomes) == []
    assert {one["state"] for one in answers(outcomes)} == {"in_process"}
    assert len({one["version"] for one in answers(outcomes)}) == 1
    assert house.verified()


def test_a_code_sent_eight_times_at_once_opens_one_door(house: House) -> None:
    outcomes = house.play("one_code_at_once", 8)
    assert len(answers(outcomes)) == 1
    assert {one["raised"] for one in outcomes if "raised" in one} == {"Refused"}


@pytest.mark.parametrize("_time", range(3))
def test_two_people_move_one_dossier_and_one_of_them_wins(house: House, _time: int) -> None:
    outcomes: list[dict[str, Any]] = house.play("two_people_one_dossier")
    assert len(answers(outcomes)) == 1
    assert [one["raised"] for one in outcomes if "raised" in one] == ["Stale"]


def test_two_communes_that_take_in_for_each_other_never_wait_for_each_other(house: House) -> None:
    outcomes, deadlocks = house.play("communes_cross", 6)
    assert raised(outcomes) == []
    assert deadlocks == 0
    codes = house.play("census")["codes"]
    assert len(codes) == 6 * 6
    for unit in ("15163", "15190"):
        assert serials([code for code in codes if unit in code]) == list(range(1, 19))
    assert house.verified()


def test_a_letter_is_signed_and_excused_at_once_without_a_deadlock(house: House) -> None:
    """Signing locked letter, then dossier; excusing locked dossier, then letter."""
    (signed, excused), deadlocks = house.play("chairs_sign_and_exempt", 12)
    assert deadlocks == 0
    assert {one["raised"] for one in (*signed, *excused) if "raised" in one} <= {"Refused", "Stale"}
    assert len(answers(signed)) + len(answers(excused)) >= 12
    assert house.verified()


def test_lines_are_counted_exactly_and_nobody_waits_for_another(house: House) -> None:
    made = house.play("lines_count", 25)
    assert raised(made["outcomes"]) == []
    assert made["counts"] == [200, 200, 200]
    assert made["full"] == 2, "what is filed afterwards waits for the disk again"
