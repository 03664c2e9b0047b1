"""The steps of a dossier inside the office, as dated data: who does what, and with which share of the limit."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thanthien.onestop.catalogue_shape import BrokenData, Procedure

FILE = Path(__file__).parent / "data" / "steps.toml"
ROLES = ("clerk", "handler", "records_clerk", "chair", "administrator")


@dataclass(frozen=True, slots=True)
class Step:
    """`state`: the state of the dossier that this step ends in (or waits in)."""

    key: str
    title: str
    role: str
    share: float
    state: str


@dataclass(frozen=True, slots=True)
class Process:
    key: str
    title: str
    version: int
    valid_from: date
    status: str
    codes: frozenset[str]
    handlers: frozenset[str]
    steps: tuple[Step, ...]

    def after(self, key: str) -> Step | None:
        """Return the step that follows, None after the last."""
        keys = [one.key for one in self.steps]
        at = keys.index(key) + 1
        return self.steps[at] if at < len(self.steps) else None

    def until(self, key: str) -> float:
        """Return how much of the limit may be spent when this step ends, 0 to 1."""
        keys = [one.key for one in self.steps]
        return round(sum(one.share for one in self.steps[: keys.index(key) + 1]), 6)


def process_of(code: str) -> Process:
    """Return the shipped process of a procedure that the commune itself settles, by its code."""
    return next((one for one in load() if code in one.codes), load()[0])


def process_for(procedure: Procedure) -> Process:
    """Return the shipped process of a procedure; a commune's own one stands before it, in its own table."""
    found = [
        one for one in load() if procedure.code in one.codes or procedure.handler in one.handlers
    ] or [load()[0]]  # fmt: skip
    return found[0]


@cache
def load() -> tuple[Process, ...]:
    """Return the shipped processes, the default first."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = tuple(_process(one, raw) for one in raw["process"])
    if found[0].key != "default":
        raise BrokenData("steps: the default process comes first")
    return found


def _process(raw: dict[str, Any], file: dict[str, Any]) -> Process:
    steps = tuple(Step(**one) for one in raw["steps"])
    keys = [one.key for one in steps]
    if not math.isclose(sum(one.share for one in steps), 1.0) or len(set(keys)) != len(keys):
        raise BrokenData(f"steps of {raw['key']}: shares must make a whole, keys must differ")
    if any(one.role not in ROLES for one in steps):
        raise BrokenData(f"steps of {raw['key']}: no such role")
    return Process(
        key=raw["key"],
        title=raw["title"],
        version=file["version"],
        valid_from=file["valid_from"],
        status=file["status"],
        codes=frozenset(raw.get("codes", [])),
        handlers=frozenset(raw.get("handlers", [])),
        steps=steps,
    )
