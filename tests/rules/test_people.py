"""Numbers of papers, apologies, ratings, and how people are addressed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from thanthien.rules import apology, ratings, supplement
from thanthien.rules.address import address
from thanthien.rules.calendar import NATIONAL
from thanthien.rules.clock import moment
from thanthien.rules.errors import BadNumber
from thanthien.rules.numbering import day_series, dossier_code, paper_number, series
from thanthien.rules.rulebook import book

TODAY = date(2026, 11, 23)


def test_paper_numbers() -> None:
    assert paper_number("apology", 112) == "112/UBND-MC"
    assert paper_number("receipt", 7) == "07/GTN"
    assert (series("apology", TODAY), day_series(TODAY)) == ("apology:2026", "dossier:2026-11-23")
    for kind, serial in (("apology", 0), ("poem", 1)):
        with pytest.raises(BadNumber):
            paper_number(kind, serial)
    for body, serial in (("H56", 0), ("xã Cẩm Vân", 1)):
        with pytest.raises(BadNumber):
            dossier_code(body, "15163", TODAY, serial)


def test_a_draft_comes_the_working_day_before() -> None:
    due_at = moment("2026-11-25T23:59:59")
    days = [TODAY - timedelta(days=3), TODAY - timedelta(days=1), TODAY, date(2026, 11, 24)]
    asked = [apology.needs_draft(due_at=due_at, unit="working_days", now=moment(f"{d}T06:00")) for d in days]
    assert asked == [False, False, True, True]


def test_a_same_day_matter_gets_its_draft_before_closing() -> None:
    due_at = moment("2026-11-23T23:59:59")
    hours = ["09:00", "15:59", "16:00"]
    asked = [apology.needs_draft(due_at=due_at, unit="same_day", now=moment(f"{TODAY}T{h}")) for h in hours]
    assert asked == [False, False, True]


def test_reasons_speak_plainly() -> None:
    found = apology.reasons(TODAY)
    assert apology.default_reason(TODAY) in found
    assert len({reason.code for reason in found}) == len(found) >= 5
    assert all(reason.sentence.endswith(".") and "khách quan" not in reason.sentence for reason in found)
    assert {reason.code for reason in apology.exemptions(TODAY)} == {"secret", "force_majeure", "withheld"}
    assert apology.reasons(date(2020, 1, 1)) == ()


@pytest.mark.parametrize(("contacts", "floor"), [(0, 10), (100, 10), (300, 15), (301, 16), (600, 30), (9000, 30)])
def test_sample_floor(contacts: int, floor: int) -> None:
    assert ratings.sample_floor(contacts, TODAY) == floor
    assert ratings.measurable(floor, contacts)
    assert not ratings.measurable(floor - 1, contacts)


def test_privacy_floor() -> None:
    assert ratings.PRIVACY_FLOOR == book().entry("TT-10").number == 5
    assert [ratings.shown(n) for n in (4, 5)] == [False, True]


def test_survey_questions_stand_for_signals() -> None:
    found = ratings.questions(TODAY)
    assert {q.signal for q in found} == {"p01", "p02", "k2", "s1", "s2", "s4"}
    assert all(q.text.endswith("?") for q in found)
    assert ratings.known_answers({"greeted": "yes", "smile": "5"}, TODAY)
    assert not ratings.known_answers({"greeted": "5"}, TODAY)
    assert not ratings.known_answers({"poem": "yes"}, TODAY)
    assert sorted(ratings.FACES) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("year", "sex", "letter", "word"),
    [
        (1960, "male", False, "ông"),
        (1966, "female", False, "bà"),
        (1967, "female", False, "chị"),
        (2008, "male", False, "anh"),
        (2009, "male", False, "em"),
        (2014, "female", False, "em"),
        (2015, "female", False, "cháu"),
        (1990, "female", True, "bà"),
        (None, "female", False, "anh/chị"),
        (1990, "", False, "anh/chị"),
        (2030, "male", False, "anh/chị"),
        (None, "", True, "ông/bà"),
    ],
)
def test_how_people_are_addressed(year: int | None, sex: str, letter: bool, word: str) -> None:
    assert address(year, sex, TODAY, letter=letter) == word


def test_people_choose_their_own_word() -> None:
    assert address(1950, "female", TODAY, chosen="chị") == "chị"
    assert address(1950, "female", TODAY, chosen="mày") == "bà"


def test_supplements_follow_the_book() -> None:
    assert supplement.policy_on(TODAY)[:2] == ("restart_full", "TTHC-15")
    assert supplement.policy_on(date(2025, 6, 30)).status == "in_force"
    assert supplement.requests_allowed(TODAY) == 1
    start = moment("2026-11-18T09:00")
    asked = [supplement.asked_late(start, moment(f"2026-11-{d}T09:00"), NATIONAL) for d in (23, 24, 25)]
    assert asked == [False, False, True]
