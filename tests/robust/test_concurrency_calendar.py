"""The calendar moves while others sign: both orders are lawful, nothing is lost, nothing moves twice."""

import json

from tests.robust.house import House, heard
from tests.robust.together import answers, raised

NEW = "2026-11-26"


def test_a_result_is_signed_while_its_date_moves(house: House) -> None:
    played = house.play("redates_while_the_chair_signs", 12)
    assert "answer" in played["storm"], played["storm"]
    assert (played["again"], played["deadlocks"]) == (0, 0)
    for said, one in zip(played["signed"], played["became"], strict=True):
        assert (one["moves"].count("redate"), one["told"], one["audit"], one["due"]) == (1, 1, 1, NEW)
        if "answer" in said:  # before the notice held, or after it: then the new date was written first
            assert (one["state"], one["moves"].count("sign")) == ("signed", 1)
        else:  # the batch came first, and the page in the chair's hands was an old one
            assert (said["raised"], one["state"]) == ("Stale", "to_sign")
            assert "định lại ngày hẹn" in said["words"]
    assert house.verified()


def test_two_workers_at_one_list_move_every_case_once(house: House) -> None:
    played = house.play("two_workers_at_one_list", 8)
    assert sum(answers(played["outcomes"])) == 8, raised(played["outcomes"])
    assert (played["moved"], played["finished"]) == (8, "True")
    assert all((one["told"], one["audit"], one["moves"].count("redate")) == (1, 1, 1) for one in played["became"])
    assert house.verified()


def test_another_process_sees_a_new_version_at_once(house: House) -> None:
    reader = house.start("asks_the_calendar_twice")
    assert reader.stdout is not None
    assert reader.stdin is not None
    assert json.loads(reader.stdout.readline()) == [0, True]
    assert house.play("approves_a_storm") == 1
    reader.stdin.write("\n")
    reader.stdin.flush()
    assert heard(reader) == [1, False]
