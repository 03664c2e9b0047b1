"""A commune is merged in the very second in which people file there and officers work on."""

from tests.reorganisation.plans import NEW
from tests.robust.house import House
from tests.robust.together import answers


def test_nothing_is_left_behind_and_nothing_happens_twice(house: House) -> None:
    outcomes = house.play("merge_under_way", 3, 4)
    carried = outcomes[:2]
    assert len(answers(carried)) == 1, carried
    refused = [one for one in outcomes if "raised" in one]
    assert {one["raised"] for one in refused} <= {"Refused", "NotThere", "Stale"}, refused
    after = house.play("after_the_merge", NEW)
    assert after["here"] == after["all"] >= 3
    assert after["verified"]
