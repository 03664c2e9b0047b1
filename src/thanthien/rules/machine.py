"""The kernel of every table of moves: which acts are lawful in a state, for whom, and why not.

A table is data (see dossier.py). From it come the buttons, the check in the command, the diagram in the
manual, the permission matrix and the tests. The kernel knows nothing about any kind of case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from thanthien.rules.errors import RuleError

CLOCK_EFFECTS = ("none", "start", "pause", "resume", "change_limit", "revise", "stop")
STAY = "="

F = TypeVar("F")

# A guard is a named pure function: "" lets the move pass, anything else is the Vietnamese reason why not.
Guard = Callable[[F], str]
Check = Callable[[F, Mapping[str, Any]], str]


class Illegal(RuleError):
    """The move is not lawful now; the sentence says why, `field` names the input that is missing."""

    problem = "illegal-move"

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class State:
    """A state with its Vietnamese names. `limit` names the rule that keeps it from lasting for ever."""

    name: str
    label: str
    told: str
    limit: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Move(Generic[F]):
    """One lawful act.

    `to` is a state or STAY. `by` holds role words. `needs` names the inputs without which it is not an act.
    `guards` look at the case as it stands and decide whether the button is there; `checks` look at the
    inputs as well and run only when the act is done. `result` is the outcome that the act settles, `paper`
    the number of the form it sends.
    """

    name: str
    sources: tuple[str, ...]
    to: str
    by: frozenset[str]
    label: str
    told: str
    noted: str
    law: str
    clock: str = "none"
    needs: tuple[str, ...] = ()
    guards: tuple[Guard[F], ...] = ()
    checks: tuple[Check[F], ...] = ()
    result: str = ""
    paper: str = ""

    def target(self, state: str) -> str:
        """The state after this move from `state`."""
        return state if self.to == STAY else self.to


@dataclass(frozen=True, slots=True)
class Machine(Generic[F]):
    """A checked table of moves for one kind of case."""

    name: str
    initial: str
    states: Mapping[str, State]
    moves: Mapping[str, Move[F]]
    needed: Mapping[str, str]

    def allowed(self, state: str, roles: Iterable[str], facts: F) -> tuple[Move[F], ...]:
        """The moves for which a button may be shown, in the table's order."""
        held = frozenset(roles)
        return tuple(m for m in self.moves.values() if not self._refusal(m, state, held, facts))

    def refusal(self, state: str, move: str, roles: Iterable[str], facts: F) -> str:
        """Why a button cannot be pressed, "" if it can. Raises Illegal for a move that does not exist."""
        return self._refusal(self._move(move), state, frozenset(roles), facts)

    def step(
        self, state: str, move: str, roles: Iterable[str], facts: F, given: Mapping[str, Any] | None = None
    ) -> Move[F]:
        """The move, if it is lawful with the inputs `given`; its `target(state)` is the new state.

        Raises Illegal with the reason, and with the field when an input is missing.
        """
        act = self._move(move)
        reason = self._refusal(act, state, frozenset(roles), facts)
        if reason:
            raise Illegal(reason)
        inputs = given or {}
        for field in act.needs:
            if inputs.get(field) in (None, "", (), []):
                raise Illegal(self.needed[field], field)
        for check in act.checks:
            reason = check(facts, inputs)
            if reason:
                raise Illegal(reason)
        return act

    def out_of(self, state: str) -> tuple[Move[F], ...]:
        """Every move that starts in `state`, whoever may do it."""
        return tuple(m for m in self.moves.values() if state in m.sources)

    def _move(self, name: str) -> Move[F]:
        found = self.moves.get(name)
        if found is None:
            raise Illegal(f"Không có việc “{name}”.")
        return found

    def _refusal(self, move: Move[F], state: str, roles: frozenset[str], facts: F) -> str:
        if state not in move.sources:
            known = self.states.get(state)
            return f"Hồ sơ đang ở bước “{known.label if known else state}”, chưa làm việc này được."
        if not roles & move.by:
            return "Việc này do người khác làm."
        return next((reason for guard in move.guards if (reason := guard(facts))), "")


def machine(
    name: str, initial: str, states: Iterable[State], moves: Iterable[Move[F]], needed: Mapping[str, str]
) -> Machine[F]:
    """Build a table and refuse a broken one: unknown states, effects or inputs, names used twice.

    `needed` says, for every input that a move needs, what a person reads when it is missing.
    """
    by_state = {s.name: s for s in states}
    rows = list(moves)
    by_move = {m.name: m for m in rows}
    if initial not in by_state or len(by_move) != len(rows):
        raise RuleError(f"{name}: trạng thái đầu hoặc tên bước bị trùng.")
    for move in rows:
        ends = {*move.sources, *(() if move.to == STAY else (move.to,))}
        if ends - by_state.keys() or move.clock not in CLOCK_EFFECTS or set(move.needs) - needed.keys():
            raise RuleError(f"{name}: bước {move.name} nói đến thứ không có trong bảng.")
    return Machine(name, initial, MappingProxyType(by_state), MappingProxyType(by_move), needed)
