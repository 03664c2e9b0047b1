"""The catalogue as shipped: facts (procedures.json), our words (words.toml), limits per case (cases.toml).

Pure: reads files beside it, knows no database. What a commune confirms or corrects lives in tables;
these files are version 1. An unknown figure is None here and stays None everywhere: never a guess.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thanthien.onestop.catalogue_shape import BrokenData, Procedure, parse

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Catalogue:
    version: int
    valid_from: date
    source: str
    groups: Mapping[str, str]
    procedures: tuple[Procedure, ...]

    def get(self, code: str) -> Procedure | None:
        return next((one for one in self.procedures if one.code == code), None)

    def by_group(self) -> dict[str, list[Procedure]]:
        """Procedures by life event, in the order of the groups, most asked for first."""
        listed: dict[str, list[Procedure]] = {key: [] for key in self.groups}
        for one in sorted(self.procedures, key=lambda item: item.rank):
            listed[one.group].append(one)
        return listed


@cache
def load() -> Catalogue:
    """Return the shipped catalogue; raise BrokenData when its files do not fit together."""
    facts = json.loads((DATA / "procedures.json").read_text(encoding="utf-8"))
    words = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    cases = tomllib.loads((DATA / "cases.toml").read_text(encoding="utf-8"))
    known = {one["code"] for one in facts["procedures"]}
    for what, codes in (
        ("words", set(words["procedures"])),
        ("not_fileable", set(words["not_fileable"])),
        ("cases", set(cases["cases"])),
        ("notice_before", set(cases["notice_before"])),
    ):
        if codes - known or (what == "words" and known - codes):
            raise BrokenData(f"{what}: {sorted(codes ^ known if what == 'words' else codes - known)}")
    procedures = tuple(_procedure(one, words, cases) for one in facts["procedures"])
    return Catalogue(
        version=facts["version"],
        valid_from=date.fromisoformat(facts["valid_from"]),
        source=facts["source"],
        groups=words["groups"],
        procedures=procedures,
    )


def _procedure(raw: dict[str, Any], words: dict[str, Any], cases: dict[str, Any]) -> Procedure:
    code = raw["code"]
    ours = words["procedures"][code]
    if ours["group"] not in words["groups"]:
        raise BrokenData(f"{code}: no such group")
    why_not = words["not_fileable"].get(code)
    before = cases["notice_before"].get(code)
    facts = {key: value for key, value in raw.items() if key != "time_limit"}
    return parse(
        facts
        | ours
        | {
            "limit": _limit(raw["time_limit"], cases["cases"].get(code, [])),
            "fileable": why_not is None,
            "why_not": why_not,
            "silent_consent": code in cases["silent_consent"]["codes"],
            "notice_before": [before["value"], before["unit"]] if before else None,
        }
    )


def _limit(raw: dict[str, Any] | None, cases: list[dict[str, Any]]) -> dict[str, Any]:
    unknown = dict.fromkeys(("value", "unit", "max_value", "cutoff", "note"))
    empty = {"value": None, "unit": None, "meaning_assumed": False, "note": None}
    per_case = [empty | one for one in cases]
    return {**unknown, "same_day_rule": False, "verified": False, **(raw or {}), "cases": per_case}
