"""A difficulty (khó khăn, vướng mắc) that a commune raises to the level above: its moves and its clock.

No law sets a time for the answer; the level above promises one. Until it has set its own, ``ANSWER_DAYS`` holds, and
every page that shows the date marks the limit as assumed. A date is counted as every other (``rules.clock``): the days
in which the level above waits for the commune's word do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from thanthien.rules.calendar import NATIONAL, Calendar
from thanthien.rules.clock import Due, due
from thanthien.rules.dated import choices_on
from thanthien.rules.limits import Event, Limit
from thanthien.rules.machine import STAY, Machine, Move, State, machine

COMMUNE, ABOVE = "commune", "above"
RAISED, ASKED_BACK, ANSWERED, CLOSED = "raised", "asked_back", "answered", "closed"
OPEN: Final = (RAISED, ASKED_BACK, ANSWERED)
FIRST, SECOND = 1, 2
ANSWER_DAYS: Final = {FIRST: 10, SECOND: 5}
LONGEST_DAYS: Final = 60
MOST_QUESTIONS: Final = 2
SOLVED, UNSOLVED = "solved", "unsolved"
REDATED: Final = "redate"  # the calendar of whoever answers moved: nobody's act, and no move of the machine
OUTCOMES: Final = {SOLVED: "Đã gỡ được", UNSOLVED: "Chưa gỡ được, xã thôi không hỏi nữa"}
SOURCES: Final = {
    "gap": "chỗ còn thiếu khi rà soát điều kiện",
    "finding": "phát hiện khi kiểm tra",
    "task": "việc trong kế hoạch năm",
}
NEEDED: Final = {
    "text": "Viết rõ, để người đọc hiểu ngay mà không phải hỏi lại.",
    "reason": "Ghi vì sao: câu trả lời chưa giúp được chỗ nào, hay còn thiếu gì.",
    "outcome": "Chọn: đã gỡ được hay chưa.",
    "owner": "Chọn người nhận việc này.",
}


class Area(NamedTuple):
    """What kind of difficulty it is."""

    code: str
    text: str


def areas(on: date) -> tuple[Area, ...]:
    """The kinds of difficulty that may be chosen on a day."""
    return tuple(Area(row["code"], row["text"]) for row in choices_on("difficulty_area", on))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards ask: how high it stands, whether the answer is late, how often the commune was asked back."""

    level: int = FIRST
    late: bool = False
    questions: int = 0
    answered_before: bool = False


def goes_higher(facts: Facts) -> str:
    """It goes up once: over the level above stands its head, and nobody of this programme over the head."""
    return "Việc này đã lên người đứng đầu cấp trên." if facts.level >= SECOND else ""


def late_or_answered(facts: Facts) -> str:
    """Within its time nobody is passed over: one goes higher when the answer is late or did not help."""
    if facts.late or facts.answered_before:
        return ""
    return "Còn trong hạn trả lời. Chuyển lên khi quá hạn, hoặc khi câu trả lời chưa giúp được."


def asked_seldom(facts: Facts) -> str:
    """Asking back stops the clock, so it may not go on for ever."""
    if facts.questions < MOST_QUESTIONS:
        return ""
    return f"Đã hỏi lại {MOST_QUESTIONS} lần. Trả lời theo những gì đã biết, nói rõ còn thiếu gì."


STATES: Final = (
    State(RAISED, "chờ cấp trên trả lời", "Cấp trên đang xem.", limit="difficulty.answer"),
    State(ASKED_BACK, "cấp trên hỏi lại, chờ xã", "Xã trả lời câu hỏi của cấp trên."),
    State(ANSWERED, "đã có trả lời, chờ xã xem", "Xã xem câu trả lời có gỡ được không."),
    State(CLOSED, "đã khép lại", "Việc này đã khép lại.", final=True),
)


def _move(name: str, sources: tuple[str, ...], to: str, by: str, label: str, **more: Any) -> Move[Facts]:
    return Move(name, sources, to, frozenset({by}), label, label, label.lower(), "", **more)


MOVES: Final = (
    _move("assign", (RAISED, ASKED_BACK), STAY, ABOVE, "Giao người trả lời", needs=("owner",)),
    _move("ask_back", (RAISED,), ASKED_BACK, ABOVE, "Hỏi lại xã", clock="pause", needs=("text",),
          guards=(asked_seldom,)),
    _move("answer", (RAISED,), ANSWERED, ABOVE, "Trả lời", clock="stop", needs=("text",)),
    _move("supply", (ASKED_BACK,), RAISED, COMMUNE, "Trả lời câu hỏi của cấp trên", clock="resume", needs=("text",)),
    _move("escalate", (RAISED, ANSWERED), RAISED, COMMUNE, "Chuyển lên người đứng đầu", clock="start",
          needs=("reason",), guards=(goes_higher, late_or_answered)),
    _move("reopen", (ANSWERED, CLOSED), RAISED, COMMUNE, "Chưa gỡ được, hỏi tiếp", clock="start", needs=("reason",)),
    _move("close", OPEN, CLOSED, COMMUNE, "Khép lại", clock="stop", needs=("outcome",)),
)  # fmt: skip
MACHINE: Final[Machine[Facts]] = machine("difficulty", RAISED, STATES, MOVES, NEEDED)


def answer_due(
    since: datetime, days: int, halts: Iterable[tuple[str, datetime]] = (), *, own: bool = False,
    calendar: Calendar = NATIONAL,
) -> Due:  # fmt: skip
    """Until when the level above answers what reached it at ``since`` (aware), within ``days`` working days.

    ``halts`` are ("pause" or "resume", moment) in order: while the commune is asked, the clock stands. ``own`` says
    that the level above has set the limit itself. Raises BadLimit, BadEvents, OutOfCalendar.
    """
    said = "Cấp trên tự đặt thời hạn này" if own else "Luật không đặt thời hạn; cấp trên chưa đặt, lấy mức tạm"
    limit = Limit(days, "working_days", rule_id="KKVM", article=said, status="assumed")
    return due(since, limit, calendar, events=[Event(kind, at) for kind, at in halts])
