"""Appointments and dossiers of other systems in the same second, on both databases."""

from tests.robust.house import House


def test_the_last_place_is_given_once(house: House) -> None:
    """Eight people press for a slot of three places."""
    said = house.play("last_place_at_once", 3, 8)
    assert said["seats"] == [1, 2, 3]
    raised = [one for one in said["outcomes"] if "raised" in one]
    assert len(raised) == 5
    assert {one["code"] for one in raised} <= {"full", ""}, raised


def test_one_dossier_of_another_system_is_taken_over_once(house: House) -> None:
    said = house.play("one_arrival_at_once", 6)
    assert said["dossiers"] == [1, 1]
    assert sum("answer" in one for one in said["outcomes"]) == 1
