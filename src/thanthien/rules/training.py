"""Training: who counts as trained, the hours of a quiz, its marking, results that expose nobody.

Page: docs/rules/training.md. The questions on conduct are dated data (``data/choices/conduct_quiz.toml``), each about
one promise of ``rules.conduct``, with the reason behind its answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final

from thanthien.rules.conduct import promises
from thanthien.rules.dated import choices_on
from thanthien.rules.ratings import PRIVACY_FLOOR

AUDIENCES: Final = {
    "all": "mọi cán bộ, công chức",
    "posts": "những chức danh đã chọn",
    "named": "chỉ những người ghi tên",
}
PRESENT_BY: Final = {"listed": "ghi tên trước", "qr": "quét mã", "hand": "điểm danh tay"}
PASS_MARK: Final = 80  # percent of right answers; a commune may ask for more or less
MOST_ATTEMPTS: Final = 3  # the best one counts
CODE_LIFE: Final = timedelta(minutes=5)  # a code on the screen: long enough to sign in after scanning it
CODE_TURNS: Final = timedelta(seconds=45)  # the page shows a new one this often
DOORS_OPEN: Final = timedelta(minutes=30)  # presence is taken this long before the beginning…
DOORS_SHUT: Final = timedelta(minutes=60)  # …and this long after the end
LEAST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one right answer. ``code`` names the promise it is about, "" for a commune's own.

    ``right`` is the place of the right option, from 0. ``reason`` is shown after sending.
    """

    code: str
    text: str
    options: tuple[str, ...]
    right: int
    reason: str

    def __post_init__(self) -> None:
        good = LEAST_OPTIONS <= len(self.options) <= MOST_OPTIONS and 0 <= self.right < len(self.options)
        if not (good and self.text and self.reason and len(set(self.options)) == len(self.options)):
            raise ValueError(f"not a question: {self.text!r}")

    def json(self) -> dict[str, Any]:
        """Return it as a record keeps it."""
        return {
            "code": self.code, "text": self.text, "options": list(self.options), "right": self.right,
            "reason": self.reason,
        }  # fmt: skip


def question(row: Mapping[str, Any]) -> Question:
    """Read a question back; raises ``ValueError`` for what is none."""
    options, right = row.get("options"), row.get("right")
    if not isinstance(options, list | tuple) or not isinstance(right, int) or isinstance(right, bool):
        raise ValueError("not a question")
    texts = (str(row.get(name, "")) for name in ("code", "text", "reason"))
    code, text, reason = texts
    return Question(code, text, tuple(map(str, options)), right, reason)


def conduct_questions(on: date) -> tuple[Question, ...]:
    """The questions on the conduct rules that hold on a day, in the order of the promises.

    Raises ``ValueError`` where one is about a promise that does not hold.
    """
    order = {one.id: at for at, one in enumerate(promises(on))}
    found = [question({**row, "code": row["promise"]}) for row in choices_on("conduct_quiz", on)]
    if not {one.code for one in found} <= set(order):
        raise ValueError("a question is about no promise")
    return tuple(sorted(found, key=lambda one: order[one.code]))


@dataclass(frozen=True, slots=True)
class Marked:
    """How a quiz went."""

    right: int
    total: int
    passed: bool


def mark(questions: Sequence[Question], answers: Sequence[int], pass_mark: int) -> Marked:
    """Mark a quiz. It is passed when right/total reaches ``pass_mark`` percent, in exact fractions.

    Raises ``ValueError`` without questions, or with another number of answers.
    """
    if not questions or len(answers) != len(questions):
        raise ValueError("an answer for each question, -1 for none")
    right = sum(chosen == one.right for one, chosen in zip(questions, answers, strict=True))
    return Marked(right, len(questions), Fraction(right, len(questions)) * 100 >= pass_mark)


def hours(now: datetime, opens: datetime | None, closes: datetime | None) -> str:
    """Tell where a quiz stands: "none", "before", "open" or "after". It is open in [opens, closes)."""
    if opens is None or closes is None:
        return "none"
    if now < opens:
        return "before"
    return "open" if now < closes else "after"


def doors(now: datetime, starts: datetime, ends: datetime) -> bool:
    """Tell whether presence is taken by code now."""
    return starts - DOORS_OPEN <= now <= ends + DOORS_SHUT


@dataclass(frozen=True, slots=True)
class Shown:
    """A group of the results: its name, how many sent the quiz, how many passed, mean share of right answers."""

    name: str
    people: int
    passed: int
    percent: int


REST: Final = "Các nhóm khác gộp lại"
ALL: Final = "Tất cả các nhóm"


def by_group(results: Mapping[str, Sequence[Marked]], floor: int = PRIVACY_FLOOR) -> tuple[Shown, ...]:
    """Return results by group so that no number speaks of fewer than ``floor`` persons, by subtraction neither.

    Groups under the floor are put together; where they are still too few, the smallest of the others joins them,
    so that the sum over all groups never gives a small one away (secondary suppression: Hundepool and others,
    Statistical Disclosure Control, Wiley 2012, ch. 4). Under the floor altogether nothing is shown.
    """
    found = [(name, list(rows)) for name, rows in results.items() if rows]
    groups = sorted(found, key=lambda one: (len(one[1]), one[0]))
    rest: list[Marked] = []
    while groups and (len(groups[0][1]) < floor or 0 < len(rest) < floor):
        rest += groups.pop(0)[1]
    shown = [_shown(name, rows) for name, rows in sorted(groups)]
    return tuple([*shown, _shown(REST if shown else ALL, rest)] if len(rest) >= floor else shown)


def _shown(name: str, rows: Sequence[Marked]) -> Shown:
    mean = sum((Fraction(one.right, one.total) for one in rows), Fraction(0)) / len(rows)
    return Shown(name, len(rows), sum(one.passed for one in rows), round(mean * 100))
