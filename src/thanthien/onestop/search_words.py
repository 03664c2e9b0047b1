"""The words that search knows besides the catalogue: synonyms, abbreviations, fillers, matters of others."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thanthien.core.text import fold

FILE = Path(__file__).parent / "data" / "synonyms.toml"


@dataclass(frozen=True, slots=True)
class Synonym:
    """What people call a procedure, from one day to another. `source` tells who added it."""

    text: str
    code: str
    valid_from: date
    valid_to: date | None = None
    source: str = "nhà"

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A matter that another body settles, and what to tell the person who asks here."""

    words: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Words:
    synonyms: tuple[Synonym, ...]
    short: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    filler_phrases: frozenset[tuple[str, str]]
    elsewhere: tuple[Elsewhere, ...]
    try_words: tuple[str, ...]


@cache
def load() -> Words:
    """Return the shipped words; officers' own synonyms are merged by whoever builds the index."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Words(
        synonyms=tuple(_synonym(one, code, raw) for code, texts in raw["codes"].items() for one in texts),
        short={key: tuple(texts) for key, texts in raw["short"].items()},
        fillers=frozenset(fold(word) for word in raw["filler"]["words"]),
        filler_phrases=frozenset(_pair(phrase) for phrase in raw["filler"]["phrases"]),
        elsewhere=tuple(Elsewhere(tuple(one["words"]), one["say"]) for one in raw["elsewhere"]),
        try_words=tuple(raw["try"]["words"]),
    )


def _synonym(one: str | dict[str, Any], code: str, raw: dict[str, Any]) -> Synonym:
    dated = {"text": one} if isinstance(one, str) else one
    return Synonym(code=code, **({"valid_from": raw["valid_from"], "source": raw["source"]} | dated))


def _pair(phrase: str) -> tuple[str, str]:
    first, second = fold(phrase).split()
    return first, second
