"""The model's acts in the same second: one number, one signature, one taking, one presence."""

from tests.robust.house import House
from tests.robust.together import answers, raised


def test_two_papers_issued_at_once_do_not_share_a_number_of_the_year(house: House) -> None:
    outcomes = house.play("one_number_for_two_papers", 4)
    assert len(answers(outcomes)) == 1, raised(outcomes)
    assert {one["raised"] for one in outcomes if "raised" in one} <= {"Refused", "Stale"}
    assert "number-taken" in {one.get("code") for one in outcomes}
    assert house.verified()


def test_a_commitment_signed_in_six_windows_at_once_is_signed_once(house: House) -> None:
    outcomes = house.play("one_commitment_signed_at_once", 6)
    assert len(answers(outcomes)) == 1, raised(outcomes)
    assert {one["code"] for one in outcomes if "raised" in one} == {"signed"}
    assert house.verified()


def test_a_pack_taken_six_times_at_once_makes_its_drafts_once(house: House) -> None:
    outcomes, takings, tasks = house.play("one_pack_taken_at_once", 6)
    assert len(answers(outcomes)) == 1, raised(outcomes)
    assert {one["code"] for one in outcomes if "raised" in one} == {"taken"}
    assert (takings, tasks) == (1, 2)
    assert house.verified()


def test_a_scan_and_a_closing_pressed_at_once_count_once(house: House) -> None:
    scanned, held, there = house.play("one_session_at_once", 5)
    assert (len(answers(scanned)), len(answers(held)), there) == (1, 1, 1), (raised(scanned), raised(held))
    assert {one["code"] for one in scanned if "raised" in one} == {"there"}
    assert {one["code"] for one in held if "raised" in one} == {"held"}
    assert house.verified()
