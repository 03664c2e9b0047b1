"""What is told about a unit, as plain values. Kinds are the Vietnamese words, dates are ISO text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class UnitBrief:
    """A unit in a list or as a parent."""

    id: UUID
    code: str
    name: str
    kind: str
    level: str

    @property
    def label(self) -> str:
        """Kind and name: "xã Cẩm Vân"."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True)
class UnitTie(UnitBrief):
    """A predecessor or successor. ``divided``: which part of it is meant is for a human to decide."""

    valid_from: str | None
    valid_to: str | None
    divided: bool
    suggested: bool
    continues: bool
    law: str


@dataclass(frozen=True)
class UnitFact(UnitBrief):
    """A unit as it stood on a day; parents from the nearest up, ``note`` says how far to trust the answer."""

    parents: tuple[UnitBrief, ...]
    valid_from: str | None
    valid_to: str | None
    predecessors: tuple[UnitTie, ...]
    successors: tuple[UnitTie, ...]
    source: str
    note: str

    @property
    def full_label(self) -> str:
        """With its parents: "xã Cẩm Tâm, huyện Cẩm Thủy, tỉnh Thanh Hóa"."""
        return ", ".join([self.label, *(parent.label for parent in self.parents)])


def unit_json(facts: Iterable[UnitFact]) -> dict[str, Any]:
    """Return the promised shape, for the command line and the API alike."""
    return {"units": [_fact(fact) for fact in facts]}


def _brief(unit: UnitBrief) -> dict[str, Any]:
    return {"code": unit.code, "name": unit.name, "kind": unit.kind}


def _tie(tie: UnitTie) -> dict[str, Any]:
    return _brief(tie) | {
        "valid_from": tie.valid_from,
        "valid_to": tie.valid_to,
        "divided": tie.divided,
        "suggested": tie.suggested,
        "law": tie.law,
    }


def _fact(fact: UnitFact) -> dict[str, Any]:
    return _brief(fact) | {
        "parents": [_brief(parent) for parent in fact.parents],
        "valid_from": fact.valid_from,
        "valid_to": fact.valid_to,
        "predecessors": [_tie(tie) for tie in fact.predecessors],
        "successors": [_tie(tie) for tie in fact.successors],
        "note": fact.note or None,
    }
