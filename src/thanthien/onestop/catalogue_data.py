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

DATA = Path(__file__).parent / "data"

LIMIT_UNITS = ("same_day", "working_day", "day", "hour")
FEE_STATUSES = ("free", "assumed_free", "fixed", "assumed_fixed", "by_province", "unknown")
HANDLERS = ("commune", "police", "other")


class BrokenData(Exception):
    """A shipped data file contradicts itself; the server must not start on it."""


@dataclass(frozen=True, slots=True)
class Paper:
    text: str
    short: str
    required: bool
    only_if: str | None


@dataclass(frozen=True, slots=True)
class LimitCase:
    """A limit for one kind of case. `value` None: the case is known, its length is not."""

    key: str
    label: str
    value: int | None
    unit: str | None
    verified: bool
    meaning_assumed: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class Limit:
    """How long the law gives. value None: no published limit, and no date may be invented from it."""

    value: int | None
    unit: str | None
    max_value: int | None
    same_day_rule: bool
    cutoff: str | None
    verified: bool
    note: str | None
    cases: tuple[LimitCase, ...]

    @property
    def known(self) -> bool:
        return self.value is not None

    def case(self, key: str) -> LimitCase | None:
        return next((one for one in self.cases if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Fee:
    status: str
    amount_vnd: int | None
    text: str
    exemptions: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Law:
    text: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Province:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of the catalogue, version 1."""

    code: str
    name: str
    title: str
    lead: str
    group: str
    rank: int
    key: str
    field: str
    promulgated_by: str
    promulgated_by_verified: bool
    scope: str
    province: Province | None
    authority: tuple[str, ...]
    authority_verified: bool
    handler: str
    handler_name: str | None
    applicants: tuple[str, ...]
    papers: tuple[Paper, ...]
    forms: tuple[str, ...]
    limit: Limit
    fee: Fee
    result: str
    legal_basis: tuple[Law, ...]
    online_level: str | None
    channels: tuple[str, ...]
    catalogue_state: str | None
    record_updated: date | None
    effective_from: date | None
    effective_to: date | None
    replaced_by: tuple[str, ...]
    verified: bool
    verified_fields: tuple[str, ...]
    unverified_fields: tuple[str, ...]
    fileable: bool
    why_not: str | None
    silent_consent: bool
    notice_before: tuple[int, str] | None
    notes: str | None
    sources: tuple[str, ...]

    @property
    def enabled_by_default(self) -> bool:
        """A province's own code is off until a commune of that province turns it on."""
        return self.scope != "province"

    def in_force(self, on: date) -> bool:
        """Open ends are unknown ends, so they never switch a procedure off."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )

    def unconfirmed(self, field: str) -> bool:
        """Whether this field must carry the tag "chờ xác nhận"."""
        return not self.verified or field in self.unverified_fields


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
    why_not = words["not_fileable"].get(code)
    before = cases["notice_before"].get(code)
    if ours["group"] not in words["groups"] or raw["handler"] not in HANDLERS:
        raise BrokenData(f"{code}: group or handler")
    plain = ("code", "name", "field", "promulgated_by", "promulgated_by_verified", "scope", "handler",
             "handler_name", "authority_verified", "result", "online_level", "catalogue_state", "verified",
             "notes")  # fmt: skip
    lists = ("authority", "applicants", "forms", "channels", "replaced_by", "verified_fields",
             "unverified_fields", "sources")  # fmt: skip
    return Procedure(
        **{key: raw[key] for key in plain},
        **{key: tuple(raw[key]) for key in lists},
        title=ours["title"],
        lead=ours["lead"],
        group=ours["group"],
        rank=ours["rank"],
        key=ours["key"],
        province=Province(**raw["province"]) if raw["province"] else None,
        papers=tuple(Paper(**one) for one in raw["papers"]),
        limit=_limit(code, raw["time_limit"], cases["cases"].get(code, [])),
        fee=_fee(code, raw["fee"]),
        legal_basis=tuple(Law(**one) for one in raw["legal_basis"]),
        record_updated=_day(raw["record_updated"]),
        effective_from=_day(raw["effective_from"]),
        effective_to=_day(raw["effective_to"]),
        fileable=why_not is None,
        why_not=why_not,
        silent_consent=code in cases["silent_consent"]["codes"],
        notice_before=(before["value"], before["unit"]) if before else None,
    )


def _limit(code: str, raw: dict[str, Any] | None, cases: list[dict[str, Any]]) -> Limit:
    raw = raw or {}
    per_case = tuple(_case(one) for one in cases)
    units = [raw.get("unit"), *(one.unit for one in per_case)]
    if any(unit is not None and unit not in LIMIT_UNITS for unit in units):
        raise BrokenData(f"{code}: unit of the limit")
    if (raw.get("value") is None) != (raw.get("unit") is None):
        raise BrokenData(f"{code}: a limit needs both figure and unit")
    return Limit(
        value=raw.get("value"),
        unit=raw.get("unit"),
        max_value=raw.get("max_value"),
        same_day_rule=bool(raw.get("same_day_rule")),
        cutoff=raw.get("cutoff"),
        verified=bool(raw.get("verified")),
        note=raw.get("note"),
        cases=per_case,
    )


def _case(raw: dict[str, Any]) -> LimitCase:
    return LimitCase(
        key=raw["key"],
        label=raw["label"],
        value=raw.get("value"),
        unit=raw.get("unit"),
        verified=raw["verified"],
        meaning_assumed=raw.get("meaning_assumed", False),
        note=raw.get("note"),
    )


def _fee(code: str, raw: dict[str, Any]) -> Fee:
    if raw["status"] not in FEE_STATUSES:
        raise BrokenData(f"{code}: status of the fee")
    return Fee(**{**raw, "exemptions": tuple(raw["exemptions"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
