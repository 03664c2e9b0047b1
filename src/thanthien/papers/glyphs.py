"""What the vendored font can draw, and what to do with what it cannot.

A paper with a hole in a name is worse than no paper, so drawing an unknown character fails. The policy:
- pictures (emoji and other symbols) say nothing in law: `printable` drops them;
- signs with a plain equal (→ ≤ ≥ ☐ and kinds of hyphens) become that equal;
- a letter of a script that the font lacks is never dropped nor replaced: the person at the counter must write
  it in Latin letters, and `MissingGlyph` says which letters these are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from thanthien.core.text import nfc

FONTS = Path(__file__).parent / "fonts"
EQUALS = str.maketrans(
    {"→": "->", "≤": "<=", "≥": ">=", "☐": "[ ]", "☑": "[x]", "☒": "[x]", "■": "-", "●": "•", "№": "Số"}
)
HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2015", "-"))
LAYOUT = frozenset("\n\t")
# The font has glyphs for these, but in a text they mean that something went wrong before it came here.
INVISIBLE = frozenset({0x00, 0x0D, 0x200B, 0xFEFF, 0xFFFD})


class MissingGlyph(ValueError):
    """The text has characters that the font of the papers cannot draw."""

    def __init__(self, characters: set[str]) -> None:
        self.characters = frozenset(characters)
        shown = " ".join(f"{c} (U+{ord(c):04X})" for c in sorted(characters))
        super().__init__(f"Xã chưa in được những chữ này: {shown}. Viết lại bằng chữ Việt.")


@cache
def drawable() -> frozenset[int]:
    """Code points that all four styles can draw, from the list written when the fonts were built."""
    points: set[int] = set()
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split():
        first, last = (int(part, 16) for part in line.split("-"))
        points.update(range(first, last + 1))
    return frozenset(points - INVISIBLE)


def tidy(text: str) -> str:
    """NFC, and one kind each of space and hyphen: changes that no reader of the paper can see."""
    text = nfc(text).replace("\r\n", "\n").replace("\r", "\n").translate(HYPHENS)
    if text.isascii():
        return text
    return "".join(" " if c != "\u00a0" and unicodedata.category(c) == "Zs" else c for c in text)


def missing_glyphs(text: str) -> set[str]:
    """The characters of the text, after `tidy`, that would print as a hole."""
    known = drawable()
    return {c for c in set(tidy(text)) if ord(c) not in known and c not in LAYOUT}


def printable(text: str) -> str:
    """The text without pictures and with plain signs. Letters stay, even those that `render` will refuse."""
    text = tidy(text).translate(EQUALS)
    known = drawable()
    kept = "".join(c for c in text if c in LAYOUT or ord(c) in known or not _is_picture(c))
    return re.sub(" {2,}", " ", kept).strip() if len(kept) < len(text) else text


def _is_picture(char: str) -> bool:
    """Symbols, skin tones, joiners, selectors, controls; not letters, marks or digits."""
    if unicodedata.category(char) in {"So", "Sk", "Sm", "Cf", "Cc", "Co", "Cn", "Cs"}:
        return True
    return char in "\ufe0e\ufe0f\u20e3"
