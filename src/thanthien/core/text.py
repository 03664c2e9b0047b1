"""Text at the door: one form of every letter, nothing invisible, and a folded form for searching."""

import re
import unicodedata

# Zero-width, bidi controls, soft hyphen, byte-order mark: they hide text or reverse it.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[^\S\n]+")


def nfc(text: str) -> str:
    """Return the composed form (NFC), so that equal letters are equal bytes."""
    return unicodedata.normalize("NFC", text)


def clean_multiline(text: str) -> str:
    """Return NFC text without invisible characters; line breaks stay, at most one blank line."""
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
    text = _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\x85", "\n")
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
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return nfc(bare.replace("đ", "d").replace("ð", "d"))


def phone(text: str) -> str:
    """Return a Vietnamese phone number as 0xxxxxxxxx, or "" when it is not one.

    Accepts blanks, dots, dashes and +84 / 0084 / 84.
    """
    digits = re.sub(r"[\s.\-()\u00a0]", "", clean(text))
    digits = re.sub(r"^(\+84|0084|84(?=\d{9}$))\(?0?\)?", "0", digits)
    return digits if re.fullmatch(r"0\d{9,10}", digits) else ""
