"""The dossier's table: tests made from the table itself, and the promises that it must keep."""

from __future__ import annotations

import pytest

from thanthien.rules.dossier import MACHINE, RESULTS, Facts, asks
from thanthien.rules.dossier_states import LABELS, OPEN_AFTER_ACCEPTANCE, STATES
from thanthien.rules.errors import RuleError
from thanthien.rules.machine import STAY, Illegal, Move, State, machine
from thanthien.rules.rulebook import book

ROLES = {"clerk", "handler", "records_clerk", "chair", "administrator", "citizen", "system"}
CONTRACT = """file discard guide answer_guidance reject withdraw accept start request_supplement remind_supplement
receive_supplement lapse verify draft_apology sign_apology dismiss_apology exempt_apology apologise_error
submit_for_signing return_for_rework sign issue hand_over refuse stop transfer confirm_transfer give_at_once close
note"""
moves = pytest.mark.parametrize("name", MACHINE.moves)
states = pytest.mark.parametrize("state", STATES, ids=lambda s: s.name)


def test_the_moves_are_those_that_were_agreed() -> None:
    assert set(MACHINE.moves) == set(CONTRACT.split())
    assert len(STATES) == len(LABELS) == 18


@states
def test_every_state_is_reached(state: State) -> None:
    reached, before = {MACHINE.initial}, -1
    while before != len(reached):
        before = len(reached)
        reached |= {m.to for m in MACHINE.moves.values() if m.to != STAY and reached & set(m.sources)}
    assert state.name in reached


@states
def test_no_state_lasts_for_ever(state: State) -> None:
    ways_out = [m for m in MACHINE.out_of(state.name) if m.to != STAY]
    assert bool(ways_out) != state.final
    assert bool(state.limit) != state.final
    if state.limit:
        assert book().entry(state.limit).unit in {"calendar_days", "working_days", "working_hours", "per_procedure"}


@states
def test_states_speak(state: State) -> None:
    assert state.label
    assert state.told.endswith(".")


@moves
def test_moves_are_whole(name: str) -> None:
    move = MACHINE.moves[name]
    assert move.label
    assert move.noted
    assert move.law
    assert move.by
    assert move.by <= ROLES
    assert move.result in {"", *RESULTS}
    assert all(g.__doc__ for g in (*move.guards, *move.checks))
    assert len(MACHINE.states) >= len(set(move.sources)) == len(move.sources)


@moves
def test_nobody_acts_without_the_role(name: str) -> None:
    move = MACHINE.moves[name]
    for role in ROLES - move.by:
        assert MACHINE.refusal(move.sources[0], name, {role}, Facts())
    assert not {m.name for m in MACHINE.allowed("submitted", {"administrator"}, Facts())}


@moves
def test_nothing_happens_in_a_wrong_state(name: str) -> None:
    move = MACHINE.moves[name]
    for state in MACHINE.states.keys() - set(move.sources):
        with pytest.raises(Illegal, match=r"chưa làm việc này được"):
            MACHINE.step(state, name, move.by, Facts(), {})


@moves
def test_a_missing_input_is_named(name: str) -> None:
    move = MACHINE.moves[name]
    open_to_all = Facts(max_value=9, reminded=True, answer_overdue=True, draft_apology=name == "dismiss_apology")
    for field in move.needs:
        given = {other: "x" for other in move.needs if other != field}
        with pytest.raises(Illegal) as refused:
            MACHINE.step(move.sources[0], name, move.by, open_to_all, given)
        assert refused.value.field == field


@pytest.mark.parametrize("state", OPEN_AFTER_ACCEPTANCE)
@pytest.mark.parametrize("name", ["sign_apology", "exempt_apology", "apologise_error", "draft_apology"])
def test_the_chair_can_say_sorry_from_acceptance_to_hand_over(state: str, name: str) -> None:
    assert not MACHINE.refusal(state, name, {"chair"}, Facts(late=True))


def test_handing_over_is_never_held_up() -> None:
    worst = Facts(late=True, limit_known=False, fileable=False, supplements=9, has_result=True)
    for state in ("issued", "not_eligible"):
        assert MACHINE.step(state, "hand_over", {"clerk"}, worst, {"receiver": "bà Bùi"}).target(state) == "handed_over"


def test_forms_ask_for_what_the_case_needs() -> None:
    assert asks("request_supplement", Facts()) == ("items", "ground")
    assert asks("request_supplement", Facts(supplements=1)) == ("items", "ground", "special_law", "chair")
    assert asks("guide", Facts(guidances=1)) == ("items", "special_law", "chair")
    assert asks("sign_apology", Facts()) == ("reason", "new_date")
    assert asks("sign_apology", Facts(reappointments=1)) == ("reason",)


def test_an_unknown_move_is_refused() -> None:
    with pytest.raises(Illegal):
        MACHINE.refusal("draft", "burn", {"clerk"}, Facts())


@pytest.mark.parametrize(
    "move",
    [
        Move("go", ("a",), "z", frozenset({"clerk"}), "x", "", "x", "x"),
        Move("go", ("a",), "a", frozenset({"clerk"}), "x", "", "x", "x", clock="fast"),
        Move("go", ("a",), "a", frozenset({"clerk"}), "x", "", "x", "x", needs=("gold",)),
    ],
)
def test_a_broken_table_is_refused(move: Move[None]) -> None:
    with pytest.raises(RuleError):
        machine("x", "a", [State("a", "a", "a.")], [move], {})
