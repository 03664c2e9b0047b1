"""How long each text message is: in segments, with diacritics and without, filled with what a commune usually says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from thanthien.notify import texts
from thanthien.rules.sms import bare, segments

MOST: Final = 3  # segments of the longest message that may be written; the usual one takes two
# A dossier as most are: what differs from commune to commune is its own name and telephone.
USUAL: Final = {"code": "TT-15163-261124-0001", "due": "thứ Năm 26/11/2026", "old_due": "thứ Ba 24/11/2026"}


@dataclass(frozen=True, slots=True)
class Long:
    """One text message as people read it, and its segments as written and without diacritics."""

    name: str
    words: str
    count: int
    bare_count: int


def measured(unit: str, phone: str, language: str = texts.LANGUAGE, more: Mapping[str, object] = USUAL) -> list[Long]:
    """Return every text message of a commune with its segments, the longest first.

    ``unit`` as the messages name it ("xã Cẩm Vân"). Source of the count: :mod:`thanthien.rules.sms`.
    """
    found = []
    for name in texts.names(language, short=True):
        line = texts.short(name, {**more, "unit": unit, "phone": phone}, language)
        found.append(Long(name, line, segments(line).count, segments(bare(line)).count))
    return sorted(found, key=lambda one: (-one.count, -len(one.words)))
