"""Text at the door: one form of every letter, nothing invisible, and a folded form for searching."""

import re
import unicodedata

# Zero-width, bidi controls, soft hyphen, byte-order mark: they hide text or reverse it.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Half a surrogate pair comes in through a JSON escape; no database and no encoder takes it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Sorting a run of marks is quadratic: one megabyte of them would stop a worker for minutes. No letter of a
# living script carries 30 (Unicode UAX #15 §13, stream-safe text).
_MARKS = "".join(letter for letter in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(letter))
_TOO_MANY_MARKS = re.compile(f"([{_MARKS}]{{30}})[{_MARKS}]+")
_BLANKS = re.compile(r"[^\S\n]+")


def nfc(text: str) -> str:
    """Return the composed form (NFC), so that equal letters are equal bytes."""
    return unicodedata.normalize("NFC", _TOO_MANY_MARKS.sub(r"\1", text))


def clean_multiline(text: str) -> str:
    """Return NFC text without invisible characters; line breaks stay, at most one blank line."""
    for line_end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_end, "\n")
    # What is invisible goes first: between a letter and its mark it would keep them from being composed.
    text = nfc(_CONTROL.sub("", _INVISIBLE.sub("", text)))
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean(text: str) -> str:
    """Return one line of NFC text without invisible characters and double blanks."""
    return " ".join(clean_multiline(text).split())


def fold(text: str) -> str:
    """Return text for searching: lower case, no marks, đ as d.

    Done in Python so that both databases agree (PostgreSQL's ``unaccent`` is not immutable, and
    SQLite's ``remove_diacritics`` leaves đ alone).
    """
    decomposed = unicodedata.normalize("NFD", _TOO_MANY_MARKS.sub(r"\1", text.lower()))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return nfc(bare.replace("đ", "d").replace("ð", "d"))


def phone(text: str) -> str:
    """Return a Vietnamese phone number as 0xxxxxxxxx, or "" when it is not one.

    Accepts blanks, dots, dashes and +84 / 0084 / 84.
    """
    digits = re.sub(r"[\s.\-()\u00a0]", "", plain_digits(clean(text)))
    digits = re.sub(r"^(\+84|0084|84(?=\d{9}$))\(?0?\)?", "0", digits)
    return digits if re.fullmatch(r"0[0-9]{9,10}", digits) else ""


def plain_digits(text: str) -> str:
    """Write digits of other scripts and full-width ones as 0–9: the same number must be found again."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
