"""Text messages: in how many segments a text leaves, and its letters without diacritics.

Source: 3GPP TS 23.038 (GSM 7 bit default alphabet and its extension table) and TS 23.040 (concatenation). One segment
holds 160 septets, or 70 UTF-16 units where one letter is not in the alphabet; of several segments each gives 7
septets (3 units) to the header that joins them: 153, 67. Operators charge by segment.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED: Final = frozenset("\f^{}\\[~]|€")  # two septets each
_BARE: Final = str.maketrans({"đ": "d", "Đ": "D", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "…": "..."})


@dataclass(frozen=True, slots=True)
class Segments:
    """How a text travels: ``gsm7`` or ``ucs2``, its length in septets or UTF-16 units, and how many segments."""

    encoding: str
    length: int
    count: int


def segments(text: str) -> Segments:
    """Count the segments of a text; an empty one has none. A two-septet letter is never cut in two."""
    if all(letter in BASIC or letter in EXTENDED for letter in text):
        return _packed("gsm7", [2 if letter in EXTENDED else 1 for letter in text], 160, 153)
    return _packed("ucs2", [2 if ord(letter) > 0xFFFF else 1 for letter in text], 70, 67)


def _packed(encoding: str, sizes: list[int], alone: int, joined: int) -> Segments:
    length = sum(sizes)
    if length <= alone:
        return Segments(encoding, length, 1 if length else 0)
    count, room = 1, joined
    for size in sizes:
        if size > room:
            count, room = count + 1, joined
        room -= size
    return Segments(encoding, length, count)


def bare(text: str) -> str:
    """Return a text without Vietnamese diacritics: "Đã có kết quả" becomes "Da co ket qua"."""
    apart = unicodedata.normalize("NFD", text.translate(_BARE))
    return unicodedata.normalize("NFC", "".join(one for one in apart if not unicodedata.combining(one)))


def international(phone: str) -> str:
    """Return a Vietnamese number in the form of E.164: ``0900000123`` becomes ``+84900000123``; "" for none."""
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdigit())
    return f"+84{digits[1:]}" if len(digits) in (10, 11) and digits.startswith("0") else ""
