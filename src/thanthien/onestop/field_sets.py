"""The questions of a form, as dated data: full sets for the 12 most used procedures, common ones for the rest.

A file is one version of one form. Blocks (`_common.toml`) are written once and named where they are asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thanthien.onestop.catalogue_shape import BrokenData

FOLDER = Path(__file__).parent / "data" / "fields"
STEP_KEYS = ("who", "matter", "result", "review")
TYPES = (
    "text", "name", "date3", "choice", "select", "phone", "email", "number", "id_number", "textarea", "yesno",
    "consent",
)  # fmt: skip
YES_NO = (("yes", "Có"), ("no", "Không"))
MAX_LENGTH = {"name": 60, "phone": 20, "email": 254, "id_number": 12, "text": 200, "textarea": 2000}
_OWN_KEYS = {"block", "prefix", "labels"}


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if another field has one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `sensitive`: encrypted at rest. `past`, `future`, `year_only` are for dates in three boxes."""

    name: str
    label: str
    type: str
    step: str
    group: str = ""
    hint: str = ""
    required: bool = True
    autocomplete: str = ""
    max_length: int | None = None
    min_value: int | None = None
    max_value: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    initial: str = ""
    past: bool = False
    future: bool = False
    year_only: bool = False
    sensitive: bool = False
    show_if: Condition | None = None

    def is_asked(self, answers: Mapping[str, str]) -> bool:
        return self.show_if is None or answers.get(self.show_if.field, "") in self.show_if.values


@dataclass(frozen=True, slots=True)
class FieldSet:
    """One dated version of a form. `code` "" is the form of every procedure without its own."""

    code: str
    version: int
    valid_from: date
    valid_to: date | None
    status: str
    at_counter: str
    steps: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    limit_field: str
    limit_cases: Mapping[str, str]

    @property
    def full(self) -> bool:
        """Whether the whole form is asked here; otherwise the rest is filled at the counter."""
        return self.code != ""

    @property
    def unconfirmed(self) -> bool:
        return self.status == "assumed"

    def of_step(self, key: str) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.step == key)

    def field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)

    def limit_case(self, answers: Mapping[str, str]) -> str | None:
        """Return the key of the limit's case that the answers choose, None for the default limit."""
        return self.limit_cases.get(answers.get(self.limit_field, ""))


def field_set(code: str, on: date) -> FieldSet:
    """Return the form of a procedure on a day; the common form when it has none of its own."""
    held = [one for one in load() if one.code in (code, "") and _holds(one, on)]
    if not held:
        held = [one for one in load() if one.code == ""][:1]
    return max(held, key=lambda one: (one.code == code, one.version))


def version(code: str, number: int, on: date) -> FieldSet:
    """Return the version that a dossier was begun with; the one of the day if it is gone."""
    same = [one for one in load() if one.code == code and one.version == number]
    return same[0] if same else field_set(code, on)


def _holds(one: FieldSet, on: date) -> bool:
    return one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)


@cache
def load() -> tuple[FieldSet, ...]:
    """Return all shipped forms; raise BrokenData when one cannot be asked."""
    common = _read(FOLDER / "_common.toml")
    files = [FOLDER / "_default.toml", *sorted(FOLDER.glob("[!_]*.toml"))]
    found = tuple(_parse(_read(path), common) for path in files)
    for one in found:
        _check(one)
    return found


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _parse(raw: dict[str, Any], common: dict[str, Any]) -> FieldSet:
    chosen = raw.get("limit_case", {"field": "", "cases": {}})
    return FieldSet(
        code=raw.get("code", ""),
        version=raw["version"],
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        status=raw["status"],
        at_counter=raw.get("at_counter", ""),
        steps=tuple(raw["steps"].items()),
        fields=tuple(_field(one, common["lists"]) for one in _expanded(raw["fields"], common["blocks"])),
        limit_field=chosen["field"],
        limit_cases=chosen["cases"],
    )


def _expanded(entries: list[dict[str, Any]], blocks: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        if "block" not in entry:
            yield entry
            continue
        own = {key: value for key, value in entry.items() if key not in _OWN_KEYS}
        labels = entry.get("labels", {})
        for one in blocks[entry["block"]]:
            name = f"{entry['prefix']}_{one['name']}" if "prefix" in entry else one["name"]
            yield one | own | {"name": name, "label": own.get("label", labels.get(one["name"], one["label"]))}


def _field(raw: dict[str, Any], lists: dict[str, list[str]]) -> Field:
    kind, shown = raw["type"], raw.get("show_if")
    plain = ("name", "label", "step", "group", "hint", "autocomplete", "initial", "past", "future", "year_only")
    counted = kind == "number"
    return Field(
        **{key: raw[key] for key in plain if key in raw},
        type=kind,
        required=raw.get("required", True),
        max_length=None if counted else raw.get("max", MAX_LENGTH.get(kind)),
        min_value=raw.get("min") if counted else None,
        max_value=raw.get("max") if counted else None,
        options=_options(raw, lists),
        sensitive=raw.get("sensitive", kind == "id_number"),
        show_if=Condition(shown["field"], tuple(shown["is"])) if shown else None,
    )


def _options(raw: dict[str, Any], lists: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    if raw["type"] == "yesno":
        return YES_NO
    if "list" in raw:
        return tuple((word, word) for word in lists[raw["list"]])
    return tuple((value, label) for value, label in raw.get("options", []))


def _check(one: FieldSet) -> None:
    """A form that asks twice, asks under a step it has not, or waits for an answer it never gets, is broken."""
    seen: dict[str, Field] = {}
    steps = {key for key, _ in one.steps}
    if tuple(key for key, _ in one.steps) != STEP_KEYS:
        raise BrokenData(f"{one.code}: steps")
    for field in one.fields:
        waits = field.show_if
        wrong = (
            field.name in seen
            or field.type not in TYPES
            or field.step not in steps - {"review"}
            or (field.type in ("choice", "select") and len(field.options) < 2)
            or (waits is not None and waits.field not in seen)
            or (waits is not None and not set(waits.values) <= {value for value, _ in seen[waits.field].options})
        )
        if wrong:
            raise BrokenData(f"{one.code}: {field.name}")
        seen[field.name] = field
    if one.limit_field and set(one.limit_cases) != {value for value, _ in seen[one.limit_field].options}:
        raise BrokenData(f"{one.code}: limit_case")
