"""A figure beside its floor, and the table they make."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class Figure:
    """One line of the table. ``ratio`` is what the aim speaks of; ``met`` is None where there is no aim."""

    what: str
    value: str
    floor: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return "" if self.met is None else "met" if self.met else "**not met**"


@dataclass
class Part:
    """What one part of a run found, with a profile of what misses its aim."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def interleaved(rounds: int, **measures: Callable[[], float]) -> dict[str, list[float]]:
    """Measure floor and figure in turns, so that a slow minute of the machine hits both."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return found


def median(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def share(value: float, floor: float) -> str:
    """Say a share of a floor as "1/12"."""
    return f"1/{floor / value:.1f}" if value else "-"


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of Markdown."""
    rows = [("what", "measured", "floor of the same run", "ratio", "aim", "verdict")]
    rows += [(one.what, one.value, one.floor, one.ratio, one.aim, one.verdict) for one in figures]
    widths = [max(len(row[at]) for row in rows) for at in range(6)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
