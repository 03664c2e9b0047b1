"""Legal texts as an officer chooses them: kind, number and what it is about; laws first, fees last.

A procedure's entry holds numbers alone ("123/2015/NĐ-CP"). The short subjects stand in choices/legal_text.toml; they
are from general knowledge and *assumed*: what is printed on a paper is the number, never the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from thanthien.rules.dated import choices_on

_NUMBER: Final = re.compile(r"\d[\d.]*/\d{4}/[A-ZĐ]+\d*(?:-[A-ZĐ]+)*")
# The ending of a number says what kind of text it is, and a law binds more than a circular.
_KINDS: Final = (
    (re.compile(r"/QH\d+$"), "Luật", 0),
    (re.compile(r"/UBTVQH\d+$"), "Pháp lệnh", 1),
    (re.compile(r"/NQ-CP$"), "Nghị quyết", 2),
    (re.compile(r"/NĐ-CP$"), "Nghị định", 2),
    (re.compile(r"/QĐ-TTg$"), "Quyết định", 3),
    (re.compile(r"/(?:TTLT|NQLT)-.+$"), "Liên tịch", 4),
    (re.compile(r"/TT-BTC$"), "Thông tư", 6),
    (re.compile(r"/TT-.+$"), "Thông tư", 5),
)
_OTHER: Final = 7
_ANY_DAY: Final = date(2026, 1, 1)


class LegalText(NamedTuple):
    """A text as a list shows it: ``value`` as it stands in the entry, ``label`` with kind and subject."""

    value: str
    label: str


def in_order(texts: Iterable[str]) -> list[LegalText]:
    """Return the texts of an entry by weight (law, decree, circular, fees), each once, in the entry's order within."""
    once = dict.fromkeys(texts)
    return [LegalText(text, _label(text)) for text in sorted(once, key=_weight)]


def _weight(text: str) -> int:
    return _kind(text)[1]


def _kind(text: str) -> tuple[str, int]:
    found = _NUMBER.search(text)
    number = found.group() if found else text
    return next(((word, weight) for ending, word, weight in _KINDS if ending.search(number)), ("", _OTHER))


def _label(text: str) -> str:
    found = _NUMBER.search(text)
    if found is None:
        return text
    subject, (word, _) = _subjects().get(found.group(), ""), _kind(text)
    named = text if text[: found.start()].strip() and not _SHORT.match(text) else f"{word} {text[found.start() :]}"
    named = named.strip()
    return f"{named}: {subject}" if subject and subject not in named else named


_SHORT: Final = re.compile(r"(?:NĐ|TT|QĐ|NQ|NQLT|TTLT|Luật|Thông tư số|Nghị định số)\s+\d")


@cache
def _subjects() -> dict[str, str]:
    return {row["code"]: row["text"] for row in choices_on("legal_text", _ANY_DAY)}
