"""A telephone or identity number in a summary is most likely the sender's: it is pointed out, not judged."""

import re
from typing import Final

from thanthien.core.text import plain_digits

# Digits with single blanks, dots or dashes between: 9 (old identity card), 10–11 (telephone), 12 (identity card).
_NUMBER: Final = re.compile(r"(?<!\d)(?:\+84|0084|\d)(?:[ .\-\u00a0]?\d){8,11}(?!\d)")
_DAYS: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")


def numbers_in(text: str) -> list[str]:
    """Return what looks like a telephone or identity number in a text, in its order; dates are none."""
    return [found.group() for found in _NUMBER.finditer(_DAYS.sub(" ", plain_digits(text)))]
