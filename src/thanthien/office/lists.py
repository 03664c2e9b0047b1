"""Lines of lists with what a page adds to them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from thanthien.onestop import service as onestop
from thanthien.rules.clock import ClockState, clock_state


class Waiting(NamedTuple):
    """A dossier that waits for its first answer, with the clock of that answer (None: came to the counter)."""

    line: onestop.Line
    clock: ClockState | None


def with_reply(lines: Iterable[onestop.Line], now: datetime) -> list[Waiting]:
    """Give each waiting dossier the clock of its first answer (8 working hours, TTHC-01)."""
    return [Waiting(line, _reply(line, now)) for line in lines]


def _reply(line: onestop.Line, now: datetime) -> ClockState | None:
    if line.first_reply_due is None:
        return None
    state = clock_state(now=now, lawful_at=line.first_reply_due, exact=True)
    return state._replace(spoken=f"Trả lời lần đầu: {state.short}.")
