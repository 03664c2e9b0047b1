"""The law as dated entries: load, check, freeze, look up by day.

Files: rules/data/rulebook/*.toml, one subject matter each. Every question names the day it asks about; the
caller decides which day that is (a dossier keeps the rules of the day it was received). Intervals are
half-open: `valid_to` is the first day on which the entry no longer holds. Page: docs/rules/rulebook.md.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from thanthien.rules.errors import LimitUnknown, UnknownRule
from thanthien.rules.limits import UNITS as CLOCK_UNITS
from thanthien.rules.limits import Limit

STATUSES = ("in_force", "announced", "assumed")
COMPARATORS = ("max", "min", "exact", "before_by", "more_than")
CONFIDENCE = ("high", "medium", "low")
NATION = "nation"

# Every unit of measure an entry may use. Those of CLOCK_UNITS can be counted by the clock; the others are
# numbers of another kind, or say what sort of rule stands there when no number does.
UNITS = frozenset(CLOCK_UNITS) | {
    "times", "times_per_year", "days_per_week", "percent", "points", "persons", "votes", "answers",
    "grounds", "level", "levels", "hour_of_day",
    "policy", "per_procedure", "per_province", "rule", "role", "list", "pattern", "pattern_example",
    "principle", "organ", "practice", "document", "duty", "checklist", "routing", "step", "event",
    "classification", "channel", "sanction", "permanent", "term", "formula",
}  # fmt: skip

_REQUIRED = ("id", "subject", "title", "valid_from", "unit", "law", "status")
_TYPES: dict[str, tuple[type, ...]] = {
    "id": (str,), "subject": (str,), "title": (str,), "valid_from": (date,), "valid_to": (date,),
    "applies_to": (str,), "value": (int, float, str), "unit": (str,), "cmp": (str,), "counted_from": (str,),
    "law": (str,), "source": (str,), "status": (str,), "confidence": (str,), "note": (str,), "of": (str,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule during one stretch of time.

    `subject` is the line in time it belongs to (two entries of one subject never overlap); `id` is what is
    cited. `value` may be missing where the law sets no number of its own.
    """

    id: str
    subject: str
    title: str
    valid_from: date
    unit: str
    law: str
    status: str
    valid_to: date | None = None
    applies_to: str = NATION
    value: int | float | str | None = None
    cmp: str = ""
    counted_from: str = ""
    source: str = ""
    confidence: str = "high"
    note: str = ""
    of: str = ""

    def holds(self, day: date) -> bool:
        """Whether the entry is valid on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def number(self) -> int:
        """The value as a whole number. Raises UnknownRule when the entry has none."""
        if type(self.value) is not int:
            raise UnknownRule(f"{self.id} không ghi con số nào.")
        return self.value

    @property
    def assumed(self) -> bool:
        """Whether the text of the law has not been seen."""
        return self.status == "assumed"

    def limit(self) -> Limit:
        """The entry as a limit for the clock.

        Raises LimitUnknown where the law leaves the number to each procedure or province, and UnknownRule
        when the entry is not a stretch of time.
        """
        if self.unit in ("per_procedure", "per_province"):
            raise LimitUnknown(f"{self.id} để mỗi thủ tục hoặc mỗi tỉnh đặt thời hạn. Tính theo mã thủ tục.")
        if self.unit not in CLOCK_UNITS or self.cmp not in ("max", "min"):
            raise UnknownRule(f"{self.id} không phải là một thời hạn đếm tới.")
        return Limit(self.number, self.unit, self.id, self.law, self.status)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which a subject has no entry, and why that is right; `valid_to` None: from then on."""

    subject: str
    valid_from: date
    valid_to: date | None
    why: str


class Rulebook:
    """All entries, by id and by subject. `version` is a hash over their content."""

    def __init__(self, entries: Iterable[Entry], gaps: Iterable[Gap] = (), broken: Iterable[str] = ()) -> None:
        rows = sorted(entries, key=lambda e: (e.subject, e.valid_from, e.id))
        self.entries: tuple[Entry, ...] = tuple(rows)
        self.gaps: tuple[Gap, ...] = tuple(gaps)
        self.broken: tuple[str, ...] = tuple(broken)
        self.by_id: Mapping[str, Entry] = MappingProxyType({e.id: e for e in rows})
        subjects: dict[str, tuple[Entry, ...]] = {}
        for entry in rows:
            subjects[entry.subject] = (*subjects.get(entry.subject, ()), entry)
        self.by_subject: Mapping[str, tuple[Entry, ...]] = MappingProxyType(subjects)
        self.version = hashlib.sha256(repr((self.entries, self.gaps)).encode()).hexdigest()

    def entry(self, rule_id: str) -> Entry:
        """The entry with this id, in force or not. Raises UnknownRule."""
        found = self.by_id.get(rule_id)
        if found is None:
            raise UnknownRule(f"Không có quy tắc mang số {rule_id}.")
        return found

    def at(self, subject: str, day: date) -> Entry:
        """The entry of a subject that holds on `day`. Raises UnknownRule."""
        for entry in self.by_subject.get(subject, ()):
            if entry.holds(day):
                return entry
        raise UnknownRule(f"Ngày {day.day}/{day.month}/{day.year} chưa có quy tắc nào về “{subject}”.")

    def limit_on(self, rule_id: str, day: date) -> Limit:
        """The limit of a rule for a case that begins on `day`.

        Raises as `Entry.limit`, and UnknownRule for a rule that did not hold that day (the sentence names the
        one that did).
        """
        entry = self.entry(rule_id)
        if not entry.holds(day):
            other = next((e.id for e in self.by_subject[entry.subject] if e.holds(day)), "")
            hint = f" Ngày ấy theo {other}." if other else ""
            raise UnknownRule(f"{rule_id} không có hiệu lực ngày {day.day}/{day.month}/{day.year}.{hint}")
        return entry.limit()

    def check(self) -> list[str]:
        """Everything that must stop the server: a list of sentences, empty when the book is sound."""
        problems = [*self.broken, *(p for entry in self.entries for p in _entry_problems(entry))]
        counted = Counter(entry.id for entry in self.entries)
        problems += [f"{name}: có {times} quy tắc mang cùng một số." for name, times in counted.items() if times > 1]
        declared = {(g.subject, g.valid_from, g.valid_to) for g in self.gaps}
        for subject, rows in self.by_subject.items():
            problems += [p for first, then in pairwise(rows) for p in _between(first, then, declared)]
            ended = rows[-1].valid_to
            if ended is not None and (subject, ended, None) not in declared:
                problems.append(f"{subject}: sau {rows[-1].id} không còn quy tắc nào mà không khai báo.")
        strangers = {g.subject for g in self.gaps} - self.by_subject.keys()
        problems += [f"Khoảng trống của {name}: không có quy tắc nào như thế." for name in sorted(strangers)]
        return problems


def _between(first: Entry, then: Entry, declared: set[tuple[str, date, date | None]]) -> Iterable[str]:
    if first.valid_to is None or first.valid_to > then.valid_from:
        yield f"{first.id} và {then.id} cùng nói về {first.subject} trong một quãng thời gian."
    elif first.valid_to < then.valid_from and (first.subject, first.valid_to, then.valid_from) not in declared:
        yield f"{first.subject}: giữa {first.id} và {then.id} có khoảng trống không khai báo."


def _entry_problems(entry: Entry) -> Iterable[str]:
    known = (
        (entry.unit, UNITS, "đơn vị"),
        (entry.status, STATUSES, "tình trạng"),
        (entry.confidence, CONFIDENCE, "mức tin cậy"),
        (entry.cmp, (*COMPARATORS, ""), "cách so"),
    )
    yield from (f"{entry.id}: không có {what} “{value}”." for value, allowed, what in known if value not in allowed)
    if entry.valid_to is not None and entry.valid_to <= entry.valid_from:
        yield f"{entry.id}: ngày hết hiệu lực không sau ngày có hiệu lực."
    yield from (f"{entry.id}: thiếu {name}." for name in ("title", "law", "subject") if not getattr(entry, name))


def parse(texts: Iterable[tuple[str, str]]) -> Rulebook:
    """Build a book from (file name, TOML text) pairs.

    What cannot be read is left out and named by `check()`: a broken row must stop the server with a sentence,
    not with a stack of lines.
    """
    entries: list[Entry] = []
    gaps: list[Gap] = []
    broken: list[str] = []
    for name, text in texts:
        try:
            raw = tomllib.loads(text)
            gaps += [Gap(g["subject"], g["from"], g.get("to"), g["why"]) for g in raw.get("gap", [])]
        except (tomllib.TOMLDecodeError, KeyError) as wrong:
            broken.append(f"{name}: không đọc được ({wrong}).")
            continue
        for row in raw.get("rule", []):
            problem = _row_problem(row)
            if problem:
                broken.append(f"{name}, {row.get('id', '?')}: {problem}")
            else:
                entries.append(Entry(**row))
    return Rulebook(entries, gaps, broken)


def _row_problem(row: dict[str, Any]) -> str:
    missing = [key for key in _REQUIRED if key not in row]
    strange = [key for key in row if key not in _TYPES]
    wrong = [key for key, value in row.items() if key in _TYPES and type(value) not in _TYPES[key]]
    if missing or strange or wrong:
        return f"thiếu {missing}, lạ {strange}, sai kiểu {wrong}."
    return ""


@cache
def book() -> Rulebook:
    """The rulebook that ships with the product, read once.

    It is not refused here when it is broken: `check()` names every problem, and a system check keeps the
    server from starting.
    """
    folder = resources.files("thanthien.rules").joinpath("data/rulebook")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return parse((f.name, f.read_text("utf-8")) for f in files)
