"""Ten counters in the same second: no ticket is called twice, none is skipped, no number is given twice."""

from tests.robust.house import House
from tests.robust.together import answers, raised


def test_ten_counters_call_thirty_tickets_once_each(house: House) -> None:
    outcomes = house.play("a_room_at_once", 10, 30)
    called = answers(outcomes)
    assert len(called) == 10, raised(outcomes)
    every = sorted(label for counter in called for label in counter)
    assert every == [f"A{n:03d}" for n in range(1, 21)] + [f"B{n:03d}" for n in range(1, 11)]
    assert house.verified()


def test_one_ticket_called_at_ten_counters_goes_to_one_and_the_others_are_told(house: House) -> None:
    outcomes = house.play("one_ticket_at_once", 10)
    assert answers(outcomes) == ["A001"], raised(outcomes)
    refused = [one for one in outcomes if "raised" in one]
    assert {one["code"] for one in refused} == {"called"}
    assert all("A001 đã được Quầy" in one["words"] for one in refused)
    assert house.verified()


def test_ten_presses_give_ten_numbers_without_a_gap(house: House) -> None:
    outcomes = house.play("numbers_at_once", 10)
    assert sorted(answers(outcomes)) == [f"A{n:03d}" for n in range(1, 11)], raised(outcomes)
