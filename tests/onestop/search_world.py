"""One index over the whole national catalogue, and the lists of what people type."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from thanthien.onestop import catalogue_data, search_words
from thanthien.onestop.search import Entry, Index

ON = date(2026, 11, 22)
HERE = Path(__file__).parent


@cache
def index(*, provinces: bool = False) -> Index:
    catalogue = catalogue_data.load()
    words = search_words.load()
    entries = [
        Entry.of(one, catalogue.groups[one.group])
        for one in catalogue.procedures
        if provinces or one.enabled_by_default
    ]
    return Index(entries, words.synonyms, words, ON)


def asked(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what was typed and the codes that are right for it."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            typed, codes = line.split(" | ")
            yield typed, codes.split(",")


def rank(typed: str, codes: list[str]) -> int:
    """Return the place of the first right answer, 1 is best, 99 is missing."""
    found = [hit.code for hit in index().search(typed)]
    return next((at for at, code in enumerate(found, start=1) if code in codes), 99)
