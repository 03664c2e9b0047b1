"""What a commune hangs up and puts right in its office, and when the gates "posting" and "refit" are open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from thanthien.rules.dated import choices_on

GATES: Final = ("posting", "refit")


class Kind(NamedTuple):
    """A kind of things hung up; ``gate`` is what it counts for, "" for none."""

    code: str
    text: str
    gate: str


def kinds(on: date) -> tuple[Kind, ...]:
    """The kinds that are known on a day."""
    return tuple(Kind(row["code"], row["text"], row["gate"]) for row in choices_on("posting", on))


def open_since(gate: str, first: Mapping[str, date], on: date) -> date | None:
    """Return the day since which a gate is open: when the last of its kinds came to hang, None while one is missing.

    ``first`` gives for each kind that hangs now the earliest day. Raises ``ValueError`` for a gate that no kind has.
    """
    asked = [one.code for one in kinds(on) if one.gate == gate]
    if not asked:
        raise ValueError(f"no kind of posting counts for {gate}")
    return max(first[code] for code in asked) if set(asked) <= set(first) else None
