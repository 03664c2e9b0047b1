"""The readiness review (rà soát điều kiện): what is looked at, what may be answered, what is a gap, what has changed.

The five groups follow the seed Chiềng Sinh (S4, 2024); the items are dated data, *assumed* until a province gives its
own. Page: docs/rules/checklist.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from thanthien.rules.dated import choices_on

GROUPS: Final = {
    "facility": "Cơ sở vật chất",
    "equipment": "Trang thiết bị",
    "finance": "Kinh phí",
    "people": "Con người",
    "document": "Văn bản",
}
ANSWERS: Final = {"yes": "Có", "part": "Có một phần", "no": "Chưa có", "na": "Không áp dụng"}
GAPS: Final = frozenset({"no", "part"})
OWES_NOTE: Final = frozenset({"part", "na"})  # half of what, and why not
AREA_OF: Final = {
    "facility": "culture", "equipment": "reform", "finance": "reform", "people": "reform", "document": "democracy",
}  # fmt: skip
_RANK: Final = {"no": 0, "part": 1, "yes": 2}
CHANGES: Final = {
    "better": "tốt lên", "worse": "kém đi", "same": "như cũ", "new": "mục mới", "gone": "không còn xét",
    "open": "chưa xem lại",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. ``code`` stays the same over the years, so that two reviews can be compared."""

    code: str
    group: str
    text: str
    hint: str = ""
    source: str = ""
    assumed: bool = True


def items(on: date) -> tuple[Item, ...]:
    """The items of the country's list that hold on a day, group by group; empty before the first list (2023)."""
    found = (
        Item(row["code"], row["group"], row["text"], row.get("hint", ""), row["source"], row["status"] == "assumed")
        for row in choices_on("checklist", on)
    )
    return in_order(found)


def in_order(rows: Iterable[Item]) -> tuple[Item, ...]:
    """Items by group in the order of :data:`GROUPS`; inside a group as they came."""
    groups = list(GROUPS)
    return tuple(sorted(rows, key=lambda one: groups.index(one.group)))


def changed(before: str | None, after: str | None) -> str:
    """What became of an item between two reviews, one of :data:`CHANGES`.

    ``None``: the item was not in that review; "": not answered yet. "Does not apply" has no better or worse: it is
    ``same`` beside itself, else the item counts as ``new`` or ``gone``.
    """
    if after == "":
        return "open"
    rank_before, rank_after = _RANK.get(before or ""), _RANK.get(after or "")
    if rank_before is None and rank_after is None:
        return "gone" if after is None else "same" if before else "new"
    if rank_before is None:
        return "new"
    if rank_after is None:
        return "gone"
    return "same" if rank_before == rank_after else "better" if rank_after > rank_before else "worse"


def counted(answers: Iterable[str]) -> Mapping[str, int]:
    """How many items have each answer; "" counts what is still open. Every answer is a key."""
    found = dict.fromkeys([*ANSWERS, ""], 0)
    for one in answers:
        found[one] += 1
    return found
