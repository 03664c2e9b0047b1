"""The waiting room's rules: who is next, what may become of a ticket, and how long it takes."""

from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

import pytest

from thanthien.core.clock import VN
from thanthien.rules import tickets
from thanthien.rules.errors import RuleError
from thanthien.rules.tickets import Queued

NINE = datetime(2026, 11, 16, 9, 0, tzinfo=VN)
A, B = tickets.NORMAL, tickets.PRIORITY
_keys = count(1)


def at(minute: float) -> datetime:
    return NINE + timedelta(minutes=minute)


def waits(lane: str, minute: float, service: str = "chung-thuc", target: str = "") -> Queued:
    return Queued(UUID(int=next(_keys)), lane, at(minute), service, target)


def test_a_ticket_is_called_by_its_letter_and_three_digits() -> None:
    assert [tickets.label(A, 42), tickets.label(B, 7), tickets.label(A, 1234)] == ["A042", "B007", "A1234"]


def test_the_spoken_sentence_says_each_digit() -> None:
    assert tickets.said(A, 42, "Quầy 2") == "Mời số A, không, bốn, hai, đến Quầy 2"


def test_within_a_lane_who_came_first_is_called_first() -> None:
    late, early = waits(A, 5), waits(A, 1)
    assert tickets.next_up([late, early], [], "Quầy 1") == early


def test_the_priority_lane_goes_first() -> None:
    early, late = waits(A, 1), waits(B, 5)
    assert tickets.next_up([early, late], [], "Quầy 1") == late


def test_after_two_of_the_priority_lane_one_of_the_normal_is_due() -> None:
    normal, priority = waits(A, 9), waits(B, 1)
    assert tickets.next_up([normal, priority], [B], "Quầy 1") == priority
    assert tickets.next_up([normal, priority], [B, B], "Quầy 1") == normal
    assert tickets.next_up([normal, priority], [B, A], "Quầy 1") == priority


def test_who_waits_alone_is_called_whatever_was_called_before() -> None:
    only = waits(B, 1)
    assert tickets.next_up([only], [B, B], "Quầy 1") == only
    assert tickets.next_up([], [B, B], "Quầy 1") is None


@pytest.mark.parametrize("seed", range(20))
def test_neither_lane_starves(seed: int) -> None:
    """However they arrive, of any three calls one is normal while somebody normal waits, two are priority."""
    rng = Random(seed)
    queue = [waits(rng.choice((A, B, B, B)), minute) for minute in range(60)]
    recent: list[str] = []
    since = {A: 0, B: 0}
    while queue:
        lanes = {one.lane for one in queue}
        chosen = tickets.next_up(queue, recent, "Quầy 1")
        assert chosen is not None
        assert all(one.place >= chosen.place for one in queue if one.lane == chosen.lane)
        for lane in lanes:
            since[lane] = 0 if lane == chosen.lane else since[lane] + 1
        assert since[A] <= 2
        assert since[B] <= 1
        recent.insert(0, chosen.lane)
        queue.remove(chosen)


def test_a_counter_calls_only_what_it_serves() -> None:
    land, copy = waits(A, 1, "dat-nha"), waits(A, 2, "chung-thuc")
    assert tickets.next_up([land, copy], [], "Quầy 1", {"chung-thuc"}) == copy
    assert tickets.next_up([land, copy], [], "Quầy 1") == land


def test_who_does_not_know_what_they_need_is_served_everywhere() -> None:
    lost = waits(A, 1, tickets.UNKNOWN)
    assert tickets.next_up([lost], [], "Quầy 1", {"dat-nha"}) == lost


def test_who_was_sent_to_a_counter_keeps_the_place_and_waits_for_it_alone() -> None:
    sent, other = waits(A, 1, "dat-nha", "Quầy 2"), waits(A, 2)
    assert tickets.next_up([sent, other], [], "Quầy 1") == other
    assert tickets.next_up([sent, other], [], "Quầy 2", {"chung-thuc"}) == sent


def test_what_comes_next_mixes_the_lanes_as_a_counter_would() -> None:
    queue = [waits(A, 1), waits(A, 2), waits(B, 3), waits(B, 4), waits(B, 5)]
    assert [one.lane for one in tickets.coming(queue, 9)] == [B, B, A, B, A]
    assert tickets.coming(queue, 2) == [queue[2], queue[3]]


def test_every_move_starts_and_ends_in_a_state() -> None:
    for sources, to in tickets.MOVES.values():
        assert {*sources, to} <= set(tickets.STATES)


@pytest.mark.parametrize("state", tickets.STATES)
@pytest.mark.parametrize("move", tickets.MOVES)
def test_a_move_is_possible_from_its_states_only(state: str, move: str) -> None:
    sources, to = tickets.MOVES[move]
    if state in sources:
        assert tickets.after(state, move) == to
    else:
        with pytest.raises(RuleError, match=tickets.STATES[state]):
            tickets.after(state, move)


def test_every_state_is_reached_and_only_two_end() -> None:
    reached = {to for _, to in tickets.MOVES.values()} | {tickets.WAITING}
    assert reached == set(tickets.STATES)
    left = {state for sources, _ in tickets.MOVES.values() for state in sources}
    assert set(tickets.STATES) - left == {tickets.SERVED, tickets.CANCELLED}


def test_too_few_calls_say_nothing() -> None:
    assert tickets.estimate([at(n) for n in range(4)], 2, at(4)) is None
    assert tickets.estimate([], 0, at(0)) is None


def test_the_pace_of_the_lane_times_those_before_me() -> None:
    calls = [at(4 * n) for n in range(6)]  # the last at 9:20
    assert tickets.estimate(calls, 2, at(20)) == 12
    assert tickets.estimate(calls, 2, at(22)) == 10
    assert tickets.estimate(calls, 0, at(24)) == 1


def test_one_long_matter_does_not_spoil_the_pace() -> None:
    calls = [at(0), at(4), at(8), at(48), at(52), at(56)]
    assert tickets.estimate(calls, 1, at(56)) == 8


def test_a_room_that_has_fallen_silent_is_not_estimated() -> None:
    calls = [at(4 * n) for n in range(6)]
    assert tickets.estimate(calls, 2, at(20 + 15)) is not None
    assert tickets.estimate(calls, 2, at(20 + 16)) is None


def off(seed: int) -> float:
    """By which part the tenth in a queue before three counters was told wrong; matters take 6 to 14 minutes."""
    rng = Random(seed)
    free, calls = [0.0, 0.0, 0.0], list[float]()
    for _ in range(40):
        soonest = min(range(3), key=free.__getitem__)
        calls.append(free[soonest])
        free[soonest] += rng.uniform(6, 14)
    seen, wanted = calls[:20], calls[30]
    told = tickets.estimate([at(one) for one in seen], 10, at(seen[-1]))
    assert told is not None
    return abs(told - (wanted - seen[-1])) / (wanted - seen[-1])


def test_the_estimate_is_near_what_then_happens() -> None:
    errors = sorted(off(seed) for seed in range(40))
    assert errors[20] < 0.15
    assert errors[-1] < 0.5


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, ""),
        (8, "khoảng 8\u00a0phút"),
        (16, "khoảng 20\u00a0phút"),
        (60, "khoảng 60\u00a0phút"),
        (121, "hơn 2 giờ"),
    ],
)
def test_the_words_of_an_estimate(minutes: int | None, words: str) -> None:
    assert tickets.about(minutes) == words


def test_a_group_of_the_catalogue_is_asked_for_by_one_card() -> None:
    from thanthien.onestop import service as onestop

    named = [group for _, groups in tickets.SERVICES.values() for group in groups]
    assert sorted(named) == sorted(onestop.groups())
    assert len(tickets.SERVICES) == 8  # six cards, the result, "Tôi không rõ"
