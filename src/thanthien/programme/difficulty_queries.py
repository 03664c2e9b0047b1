"""Difficulties as people read them: the clock, what may be done now, and answers found by a few typed words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from rapidfuzz import fuzz

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.paging import Leaf, leaf
from thanthien.core.text import clean, fold
from thanthien.org import service as org
from thanthien.programme.access import difficulties as access
from thanthien.programme.drafting import Note, Period, Section, Table
from thanthien.programme.models import Difficulty, Solution
from thanthien.rules.clock import Due
from thanthien.rules.difficulty import ANSWERED, ASKED_BACK, CLOSED, MACHINE, OPEN, RAISED, SOLVED, Facts, answer_due
from thanthien.rules.machine import Move

PAGE: Final = 50
SIMILAR: Final = 5
TYPED: Final = 300  # letters of the question that are compared
ENOUGH: Final = 0.5  # share of the asked words that must be found again, each word by likeness
LIKE: Final = 80  # rapidfuzz ratio, 0 to 100, from which two syllables are the same word mistyped
FILLER: Final = frozenset({
    "bi", "cac", "cai", "cho", "co", "con", "cua", "dang", "de", "den", "duoc", "gi", "hay", "khi", "khong", "la",
    "lai", "lam", "len", "mot", "muon", "nao", "nay", "nhieu", "nhu", "nhung", "o", "ra", "rat", "roi", "se", "tai",
    "the", "thi", "tren", "trong", "tu", "va", "van", "ve", "vi", "viec", "voi", "xa", "xin",
})  # fmt: skip
GROUPS: Final = {
    "commune": {"mo": OPEN, "xong": (CLOSED,)},
    "above": {"tra-loi": (RAISED,), "cho-xa": (ASKED_BACK, ANSWERED), "xong": (CLOSED,)},
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A difficulty in a list: ``late`` says that its answer is overdue now."""

    row: Difficulty
    said: str
    late: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """One difficulty: its clock (None once answered), what the actor may do, and what was said."""

    row: Difficulty
    said: str
    late: bool
    due: Due | None
    moves: tuple[Move[Facts], ...]
    side: str
    published: Solution | None


def case_list(actor: Actor, side: str, group: str, now: datetime, after: str = "") -> Leaf[CaseLine]:
    """Return a page of the difficulties of one side ("commune" or "above"), the nearest date first.

    An unknown group is the first one. What is closed is read newest first.
    """
    rows = access.raised_by(actor) if side == "commune" else access.raised_to(actor)
    groups = GROUPS[side]
    name = group if group in groups else next(iter(groups))
    found = leaf(rows.filter(state__in=groups[name]), "-raised_at" if name == "xong" else "due_at", after, PAGE)
    return Leaf(tuple(_line(row, now) for row in found.rows), found.after)


def _line(row: Difficulty, now: datetime) -> CaseLine:
    return CaseLine(row, MACHINE.states[row.state].label, row.state == RAISED and row.due_at < now)


def case_view(actor: Actor, row: Difficulty, now: datetime) -> CaseView:
    """Return a difficulty that the actor may read, with its buttons."""
    line = _line(row, now)
    facts = Facts(row.level, line.late, row.questions, row.state == ANSWERED)
    sides = access.sides(actor, row)
    moves = MACHINE.allowed(row.state, sides, facts)
    return CaseView(
        row, line.said, line.late, _due(row), moves, "above" if row.above_unit_id == actor.scope else "commune",
        access.published_for(actor, row),
    )  # fmt: skip


def _due(row: Difficulty) -> Due | None:
    if row.state not in (RAISED, ASKED_BACK):
        return None
    halts = [(kind, datetime.fromisoformat(at)) for kind, at in row.halts]
    dated = org.calendars.at(row.above_unit_id, row.derivation.get("calendar", 0))
    return answer_due(row.asked_at, row.limit_days, halts, own=row.own_limit, calendar=dated.calendar)


def late_cases(actor: Actor, side: str, now: datetime) -> list[Difficulty]:
    """Return what is answered too late, the oldest date first, at most :data:`PAGE`."""
    rows = access.raised_by(actor) if side == "commune" else access.raised_to(actor)
    return list(access.late(rows, now)[:PAGE])


def waiting_cases(actor: Actor, now: datetime) -> dict[str, int]:
    """Count what waits for the level above ("open") and what of it is late."""
    rows = access.raised_to(actor).filter(state=RAISED)
    return {"open": rows.count(), "late": access.late(rows, now).count()}


def told(actor: Actor, period: Period, now: datetime) -> Section | None:
    """Return the section of the reports: what was raised in a period, how it ended, what was late."""
    rows = access.raised_by(actor).filter(
        raised_at__gte=clock.day_start(period.first), raised_at__lt=clock.day_start(period.last + timedelta(days=1))
    )
    found = list(rows.order_by("raised_at", "id"))
    if not found:
        return None
    late = sum((one.answered_at or one.closed_at or now) > one.due_at for one in found if one.state != ASKED_BACK)
    solved = sum(one.outcome == SOLVED for one in found)
    note = Note("Danh sách khó khăn xã đã nêu", "/can-bo/mo-hinh/kho-khan/")
    lines = tuple(
        (one.title, f"{clock.local(one.raised_at):%d/%m/%Y}", one.owner_title, MACHINE.states[one.state].label)
        for one in found
    )
    head = ("Việc vướng", "Ngày nêu", "Nơi trả lời", "Đến đâu rồi")
    head = ("Việc vướng", "Ngày nêu", "Nơi trả lời", "Đến đâu rồi")
    table = Table(head, lines, "Khó khăn đã nêu lên cấp trên", note=note)
    text = f"Xã nêu {len(found)} khó khăn lên cấp trên; {solved} việc đã gỡ được; {late} việc quá hạn trả lời."
    return Section("Khó khăn, vướng mắc", text, (table,))


def solutions(actor: Actor, now: datetime, asked: str = "", most: int = 0) -> list[Solution]:
    """Return answers that the actor may read: all, newest first, or the nearest to what was typed, best first.

    Words are compared without diacritics, and a mistyped syllable counts by its likeness (normalised edit distance,
    rapidfuzz ``ratio``). Fewer than half of the words found again is nothing found.
    """
    shelf = access.shelf(actor, now)
    words = _words(asked)
    if not words:
        return shelf if not clean(asked) else []
    scored = [(_score(words, one), -place, one) for place, one in enumerate(shelf)]
    found = [one for score, _, one in sorted(scored, key=lambda row: row[:2], reverse=True) if score >= ENOUGH]
    return found[:most] if most else found


def _split(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def _words(text: str) -> list[str]:
    return [word for word in dict.fromkeys(_split(clean(text)[:TYPED])) if word not in FILLER]


def _score(words: Sequence[str], one: Solution) -> float:
    """Share of the asked words that the answer holds; what stands in its question counts whole, in its text half."""
    question, every = set(_split(one.question)), set(_split(one.key))
    return sum(max(_like(word, question), _like(word, every) / 2) for word in words) / len(words)


def _like(word: str, known: set[str]) -> float:
    if word in known:
        return 1.0
    best = max((fuzz.ratio(word, other, score_cutoff=LIKE) for other in known), default=0.0) if len(word) > 3 else 0.0
    return best / 100
