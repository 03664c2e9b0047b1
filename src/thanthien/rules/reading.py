"""Readings of personal data: the kinds of act that leave a row, and the reasons for seeing a whole number.

Law: Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP (the data subject's right to know; card images are sensitive, DL-03).
Which readings have to be shown to their owner is the house's own choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from thanthien.rules.dated import choices_on

OPEN, FILE, PAPER, NUMBER, CARD = "dossier.open", "file.read", "paper.read", "identity.read", "card.read"
KINDS: Final[Mapping[str, str]] = {
    OPEN: "mở hồ sơ",
    FILE: "xem tệp đã gửi",
    PAPER: "xem hoặc in giấy của xã",
    NUMBER: "xem đủ số định danh",
    CARD: "xem ảnh thẻ",
}
ONCE_A_DAY: Final = frozenset({OPEN, FILE, PAPER})


class Reason(NamedTuple):
    """A reason of the list: what officers choose, what its owner reads, whether it has to be told in words."""

    code: str
    label: str
    sentence: str
    needs_text: bool


def reasons(on: date) -> tuple[Reason, ...]:
    """The reasons that may be chosen on a day."""
    rows = choices_on("reading_reason", on)
    return tuple(Reason(row["code"], row["label"], row["sentence"], row.get("needs_text", False)) for row in rows)


def sentence(code: str, on: date) -> str:
    """What the owner reads about a reason that was chosen on a day; "" for one that the list did not hold."""
    return next((one.sentence for one in reasons(on) if one.code == code), "")
