"""What a password must not be: one that others have guessed before.

Guessing programs start with lists of leaked passwords and with names, years and keyboard rows put together. We ship
Django's list of 20,000 (its licence covers it) and our own list of Vietnamese words, and look at what is left of a
password when digits, marks and the usual letter-for-digit swaps are taken off. No service outside is asked.
"""

import functools
import re
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from thanthien.core.text import fold

WORDS: Final = Path(__file__).with_name("data") / "easy-words.txt"
LEAST: Final = 10
MOST_WORDS: Final = 4  # easy words in a row that make no secret; five words chosen freely do
RUN: Final = 4
ROWS: Final = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890", "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "147258369", "qazwsxedcrfvtgbyhnujmikolp",
)  # fmt: skip
_SWAPS: Final = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)
EASY: Final = (
    "Mật khẩu này nằm trong danh sách đã bị lộ hoặc dễ đoán (tên, năm, hàng phím). "
    "Nghĩ ra vài từ chẳng dính gì với nhau, ghép lại thành một câu của riêng mình."
)

SHORT: Final = f"Mật khẩu cần ít nhất {LEAST} chữ, kể cả dấu cách. Ghép vài từ thành một câu thì đủ dài."


@functools.cache
def _easy() -> frozenset[str]:
    lines = WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@functools.cache
def _leaked() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def is_easy(password: str, own: frozenset[str] = frozenset()) -> bool:
    """Tell whether a guessing program finds it early: leaked, a number, a keyboard row, names with years.

    ``own`` are the person's own words (name, log-in), which are as easy as those of the list.
    """
    plain = fold(password).lower().replace(" ", "")
    bare = re.sub(r"[^a-z0-9]", "", plain)
    if bare.isdigit() or len(set(plain)) < 5 or _mostly_runs(bare):
        return True
    trimmed = re.sub(r"^[^a-z@$]+|[^a-z]+$", "", plain)
    swapped = re.sub(r"[^a-z]", "", trimmed.translate(_SWAPS))
    cores = {bare, re.sub(r"[^a-z]", "", plain), swapped, bare.strip("0123456789")}
    return (
        any(core in _leaked() or _few_words(core, _easy() | own) for core in cores if len(core) > 1)
        or plain in _leaked()
    )


def _few_words(text: str, easy: frozenset[str]) -> bool:
    """Tell whether the letters are at most :data:`MOST_WORDS` easy words in a row; a lone letter counts as two."""
    fewest: list[int | None] = [0, *([None] * len(text))]
    for end in range(1, len(text) + 1):
        ways = (
            before + (1 if text[start:end] in easy else 2)
            for start in range(end)
            if (before := fewest[start]) is not None and (end - start == 1 or text[start:end] in easy)
        )
        fewest[end] = min(ways, default=None)
    last = fewest[-1]
    return last is not None and last <= MOST_WORDS


def _mostly_runs(text: str) -> bool:
    """Tell whether less than four letters are left when keyboard rows and alphabets are taken out."""
    for length in range(len(text), RUN - 1, -1):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            if any(part in row or part in row[::-1] for row in ROWS):
                return len(text) - length < RUN or _mostly_runs(text[:start] + text[start + length :])
    return False


class LongEnough:
    """Refuse what is short, in our own words: Django's sentence has no Vietnamese one."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` for fewer than :data:`LEAST` letters, blanks included."""
        if len(password) < LEAST:
            raise ValidationError(SHORT, code="password_too_short")

    def get_help_text(self) -> str:
        """Return the advice."""
        return SHORT


class NotEasy:
    """Refuse what is on the lists, and say what to do instead."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` for a password that is easy to guess."""
        about = f"{getattr(user, 'name', '')} {getattr(user, 'login', '')}"
        if is_easy(password, frozenset(re.findall("[a-z]{2,}", fold(about).lower()))):
            raise ValidationError(EASY, code="easy")

    def get_help_text(self) -> str:
        """Return the advice."""
        return EASY
