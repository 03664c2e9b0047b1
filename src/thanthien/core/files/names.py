"""The name a file came with: kept for display only, never part of a path."""

import re
from typing import Final

from thanthien.core import text

LONGEST: Final = 100
NAMELESS: Final = "tep-khong-ten"
_SEPARATORS: Final = re.compile(r"[/\\]")
# Quotation marks and the like break headers and shells of those who save the file later.
_AWKWARD: Final = re.compile(r'[<>:"|?*;%`$]')
_EXTENSION: Final = re.compile(r"[a-z0-9]{1,8}")


def display_name(name: str) -> str:
    """Return the last part of a name in NFC, without control and direction characters, at most 100 letters.

    A right-to-left override makes ``anh\u202egpj.exe`` look like a picture: it is taken out before
    the extension is read.
    """
    last = _SEPARATORS.split(text.clean(name.replace("\x00", "")))[-1]
    last = text.clean(_AWKWARD.sub("_", last)).strip(". ")
    if not last:
        return NAMELESS
    if len(last) <= LONGEST:
        return last
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > 8:
        return last[:LONGEST].rstrip()
    return f"{stem[: LONGEST - len(ending) - 2].rstrip()}….{ending}"


def extension(name: str) -> str:
    """Return the extension of a display name in lower case, or ""."""
    stem, _dot, ending = name.rpartition(".")
    ending = ending.lower()
    return ending if stem and _EXTENSION.fullmatch(ending) else ""


def with_extension(name: str, ending: str) -> str:
    """Return the name with another extension (the cleaned copy of a PNG is a JPEG)."""
    stem = name.rpartition(".")[0] if extension(name) else name
    return f"{stem}.{ending}"
