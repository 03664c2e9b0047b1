"""The shape of one procedure of the catalogue, and its way to JSON and back (a version in the database).

An unknown figure is None and stays None everywhere: no date and no fee is invented from it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

LIMIT_UNITS = ("same_day", "working_day", "day", "hour")
FEE_STATUSES = ("free", "assumed_free", "fixed", "assumed_fixed", "by_province", "unknown")
HANDLERS = ("commune", "police", "other")


class BrokenData(Exception):
    """A catalogue entry contradicts itself; the server must not start on it."""


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
    online_vnd: int | None = None  # what is asked instead when filed online, where an officer has said so
    source: str = ""  # the text that an officer's amount comes from


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
    # field → who laid it down, since when, by which text
    origins: Mapping[str, str] = dataclasses.field(default_factory=dict)

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


_DAYS = ("record_updated", "effective_from", "effective_to")


def dump(procedure: Procedure) -> dict[str, Any]:
    """Return plain JSON values; `parse` gives back an equal procedure."""
    data = asdict(procedure)
    for key in _DAYS:
        data[key] = data[key].isoformat() if data[key] else None
    data["notice_before"] = list(data["notice_before"]) if data["notice_before"] else None
    return {key: _lists(value) for key, value in data.items()}


def parse(data: Mapping[str, Any]) -> Procedure:
    """Return the procedure that `dump` wrote; raise BrokenData on an unknown unit, fee status or handler."""
    raw: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    cases = tuple(LimitCase(**one) for one in data["limit"]["cases"])
    before = data["notice_before"]
    raw |= {
        "province": Province(**data["province"]) if data["province"] else None,
        "papers": tuple(Paper(**one) for one in data["papers"]),
        "limit": Limit(**{**data["limit"], "cases": cases}),
        "fee": Fee(**{**data["fee"], "exemptions": tuple(data["fee"]["exemptions"])}),
        "legal_basis": tuple(Law(**one) for one in data["legal_basis"]),
        "notice_before": (int(before[0]), str(before[1])) if before else None,
        **{key: date.fromisoformat(data[key]) if data[key] else None for key in _DAYS},
    }
    procedure = Procedure(**raw)
    check(procedure)
    return procedure


def check(procedure: Procedure) -> None:
    """Raise BrokenData when a figure cannot be understood by the clock or by the reader."""
    limit = procedure.limit
    units = [limit.unit, *(one.unit for one in limit.cases)]
    figures = [(limit.value, limit.unit), *((one.value, one.unit) for one in limit.cases)]
    wrong = {
        "unit of the limit": any(unit is not None and unit not in LIMIT_UNITS for unit in units),
        "limit without figure or unit": any((value is None) != (unit is None) for value, unit in figures),
        "status of the fee": procedure.fee.status not in FEE_STATUSES,
        "handler": procedure.handler not in HANDLERS,
        "reason not to file": procedure.fileable != (procedure.why_not is None),
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            raise BrokenData(f"{procedure.code}: {what}")


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(one) for key, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, tuple | list) else value
