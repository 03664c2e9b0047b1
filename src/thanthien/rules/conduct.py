"""What a friendly commune promises: ten principles, five times "know", four "more", four "show", three "never".

The words are those of the model's seed (xã Cẩm Tâm, 2023), kept letter by letter. What is measured for each promise
stands in ``quality.figures``: one definition a promise.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from thanthien.rules.dated import choices_on

GROUPS: Final = {
    "ten": "Mười nguyên tắc giao tiếp với công dân",
    "know": "Năm biết",
    "more": "Bốn tăng",
    "show": "Bốn thể hiện",
    "never": "Ba không",
}


class Promise(NamedTuple):
    """One promise: its code (p01, k2 …), the group it stands in, its words."""

    id: str
    group: str
    text: str


def promises(on: date) -> tuple[Promise, ...]:
    """The promises that hold on a day, in the order in which the commune says them."""
    return tuple(Promise(row["code"], row["group"], row["text"]) for row in choices_on("conduct", on))
