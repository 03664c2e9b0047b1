"""The record of destruction (biên bản tiêu hủy): proposed by the records clerk, approved by the chair, done once.

Law: Luật Lưu trữ 33/2024/QH15 (what has outlived its retention is destroyed by a record, approved by the head of the
body). Page: docs/manual/yeu-cau-du-lieu.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from thanthien.rules.machine import Machine, Move, State, machine

RECORDS, CHAIR = "records_clerk", "chair"
MOST: Final = 500  # dossiers in one record: one act, one transaction

NEEDED = {"reason": "Ghi lý do không duyệt."}


@dataclass(frozen=True, slots=True)
class Facts:
    """Whether the person who acts has proposed the record, and how many of its dossiers may no longer go."""

    proposed_by_actor: bool = False
    held_back: int = 0


def second_person(facts: Facts) -> str:
    """Nobody approves what they have proposed."""
    return "Người lập biên bản không tự duyệt được. Việc này cần người thứ hai." if facts.proposed_by_actor else ""


def all_still_due(facts: Facts) -> str:
    """The list is frozen: when a dossier of it must stay, a new record is drawn up."""
    if not facts.held_back:
        return ""
    return f"{facts.held_back} hồ sơ trong biên bản nay không được hủy nữa. Không duyệt, rồi lập biên bản mới."


STATES: Final = (
    State("proposed", "chờ duyệt", "chờ Chủ tịch duyệt"),
    State("approved", "đã duyệt", "đã duyệt, chờ tiêu hủy"),
    State("refused", "không duyệt", "không duyệt", final=True),
    State("carried_out", "đã tiêu hủy", "đã tiêu hủy", final=True),
)
_LAW = "Luật Lưu trữ 33/2024/QH15"


def _move(name: str, source: str, to: str, by: str, label: str, **more: Any) -> Move[Facts]:
    return Move(name, (source,), to, frozenset({by}), label, label, label.lower(), _LAW, **more)


MOVES: Final = (
    _move("approve", "proposed", "approved", CHAIR, "Duyệt biên bản", guards=(second_person, all_still_due)),
    _move("refuse", "proposed", "refused", CHAIR, "Không duyệt", needs=("reason",)),
    _move("carry_out", "approved", "carried_out", RECORDS, "Tiêu hủy theo biên bản", guards=(all_still_due,)),
)
MACHINE: Final[Machine[Facts]] = machine("destruction", "proposed", STATES, MOVES, NEEDED)
