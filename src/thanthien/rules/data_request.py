"""A request of a data subject: its kinds, its lawful moves and its clocks.

Law: Luật 91/2025/QH15; NĐ 356/2025/NĐ-CP (answer in 2 working days, act in 15 days, one extension of up to 15:
DL-01, DL-02, DL-05, DL-06). Page: docs/manual/yeu-cau-du-lieu.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from thanthien.rules.calendar import NATIONAL, Calendar
from thanthien.rules.clock import Due, due
from thanthien.rules.dated import choices_on
from thanthien.rules.machine import STAY, Machine, Move, State, machine
from thanthien.rules.moments import local
from thanthien.rules.office_hours import DEFAULT_HOURS, OfficeHours
from thanthien.rules.rulebook import book

SEE, CORRECT, DELETE, RESTRICT, OBJECT, WITHDRAW = "see", "correct", "delete", "restrict", "object", "withdraw_consent"
KINDS: Final = {
    SEE: "Xem, nhận bản sao dữ liệu của mình",
    CORRECT: "Sửa dữ liệu sai",
    DELETE: "Xóa dữ liệu",
    RESTRICT: "Hạn chế xử lý dữ liệu",
    OBJECT: "Phản đối việc xử lý dữ liệu",
    WITHDRAW: "Rút lại sự đồng ý",
}
# DL-02 names these three; the others take DL-05, which is assumed.
_STOPPING: Final = frozenset({RESTRICT, OBJECT, WITHDRAW})
CLERK, RECORDS, CHAIR, CITIZEN = "clerk", "records_clerk", "chair", "citizen"

NEEDED = {
    "reason": "Ghi lý do, như nói với người nhà.",
    "ground": "Chọn căn cứ để từ chối.",
    "text": "Ghi lời trả lời; người yêu cầu sẽ đọc đúng những lời này.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards ask: whether it was extended, whether the law lets the data go, whether time is over."""

    extended: bool = False
    deletes: bool = False
    erasable: bool = True
    over: bool = False


def not_extended(facts: Facts) -> str:
    """DL-06: one extension, while the time still runs."""
    if facts.extended:
        return "Yêu cầu này đã gia hạn một lần. Luật chỉ cho gia hạn một lần."
    return "Đã quá hạn thực hiện, không gia hạn được nữa." if facts.over else ""


def may_be_erased(facts: Facts) -> str:
    """Records that the law obliges to keep are not erased at a wish (Luật Lưu trữ 33/2024/QH15)."""
    if not facts.deletes or facts.erasable:
        return ""
    return "Hồ sơ này còn trong thời hạn lưu theo luật nên chưa xóa được. Từ chối thì chọn căn cứ lưu trữ."


def deletion_is_the_chairs(facts: Facts, given: Any) -> str:
    """What cannot be brought back is done by the chair."""
    return "" if not facts.deletes or given.get("chair") else "Việc xóa dữ liệu do Chủ tịch quyết định."


STATES: Final = (
    State("received", "mới nhận", "Xã đã nhận yêu cầu, sẽ trả lời.", limit="DL-01"),
    State("answered", "đã trả lời, đang thực hiện", "Xã đã trả lời và đang thực hiện.", limit="DL-02"),
    State("done", "đã thực hiện", "Xã đã làm xong theo yêu cầu.", final=True),
    State("refused", "đã từ chối", "Xã không làm theo được và đã nêu căn cứ.", final=True),
    State("taken_back", "đã rút", "Anh/chị đã rút yêu cầu.", final=True),
)
OPEN: Final = ("received", "answered")
_LAW = "NĐ 356/2025/NĐ-CP"


def _move(
    name: str, sources: tuple[str, ...], to: str, by: set[str], label: str, told: str, **more: Any
) -> Move[Facts]:
    return Move(name, sources, to, frozenset(by), label, told, label.lower(), _LAW, **more)


MOVES: Final = (
    _move("answer", ("received",), "answered", {CLERK, RECORDS, CHAIR}, "Trả lời đã nhận",
          "Xã đã trả lời và đang thực hiện", needs=("text",), guards=(may_be_erased,)),
    _move("extend", OPEN, STAY, {CHAIR}, "Gia hạn một lần", "Xã xin thêm thời gian",
          needs=("reason",), guards=(not_extended,)),
    _move("carry_out", OPEN, "done", {CLERK, RECORDS, CHAIR}, "Đã thực hiện", "Xã đã làm xong theo yêu cầu",
          needs=("text",), guards=(may_be_erased,), checks=(deletion_is_the_chairs,)),
    _move("refuse", OPEN, "refused", {CHAIR}, "Từ chối, có căn cứ", "Xã không làm theo được",
          needs=("ground", "reason")),
    _move("take_back", OPEN, "taken_back", {CITIZEN, CLERK}, "Người yêu cầu rút lại", "Đã rút yêu cầu"),
)  # fmt: skip
MACHINE: Final[Machine[Facts]] = machine("data_request", "received", STATES, MOVES, NEEDED)


class Ground(NamedTuple):
    """A legal ground on which a request is refused, and how it is told."""

    code: str
    label: str
    sentence: str
    law: str
    assumed: bool


def grounds(on: date) -> tuple[Ground, ...]:
    """The grounds that may be chosen on a day."""
    rows = choices_on("data_refusal", on)
    return tuple(Ground(r["code"], r["label"], r["sentence"], r["law"], r["status"] == "assumed") for r in rows)


def act_rule(kind: str) -> str:
    """The subject of the rule that limits the carrying out of a kind of request."""
    return "data.withdraw" if kind in _STOPPING else "data.act"


def clocks(
    received: datetime, kind: str, calendar: Calendar = NATIONAL, hours: OfficeHours = DEFAULT_HOURS
) -> tuple[Due, Due]:
    """Until when a request received at a moment has to be answered, and until when carried out.

    Raises UnknownRule for a day before the law, BadMoment, OutOfCalendar.
    """
    day = local(received).date()
    answer, act = (book().at(subject, day).limit() for subject in ("data.reply", act_rule(kind)))
    return due(received, answer, calendar, hours), due(received, act, calendar, hours)


def extended(act_due: datetime, calendar: Calendar = NATIONAL, hours: OfficeHours = DEFAULT_HOURS) -> Due:
    """The new date of an extended request: the extension is counted from the end of the first limit (DL-06)."""
    return due(act_due, book().at("data.extension", local(act_due).date()).limit(), calendar, hours)
