"""Other work on the machine: waited for a while before each round, and told in the results.

Between two rounds our own servers have nothing to do, so whoever keeps the cores busy then is somebody else.
"""

import statistics
from pathlib import Path
from time import monotonic, sleep

LOOK, CALM = 0.2, 0.25
PATIENCE, BUDGET = 15.0, 300.0

_seen: list[float] = []
_waited = 0.0


def _ticks() -> tuple[int, int]:
    cells = [int(cell) for cell in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(cells), cells[3] + cells[4]


def _busy() -> float:
    total, idle = _ticks()
    sleep(LOOK)
    later, still = _ticks()
    return 1 - (still - idle) / max(1, later - total)


def before_round() -> None:
    """Wait until the cores are mostly idle, or patience is over; note how busy they were."""
    global _waited
    began = monotonic()
    busy = _busy()
    while busy > CALM and monotonic() - began < PATIENCE and _waited + monotonic() - began < BUDGET:
        sleep(0.5)
        busy = _busy()
    _waited += monotonic() - began
    _seen.append(busy)


def told() -> str:
    """Say how much other work there was."""
    if not _seen:
        return "No rounds under load."
    disturbed = sum(busy > CALM for busy in _seen)
    return (
        f"Just before the {len(_seen)} rounds other work kept {statistics.median(_seen):.0%} of the cores busy (median;"
        f" most {max(_seen):.0%}); {disturbed} rounds began while more than {CALM:.0%} were busy."
    )
