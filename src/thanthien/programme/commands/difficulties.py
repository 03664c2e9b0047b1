"""Acts on a difficulty: raise it, answer it, ask back, take it higher, close it. ``rules.difficulty`` says when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.org import service as org
from thanthien.programme.access import difficulties as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.difficulty_sources import told
from thanthien.programme.models import Difficulty
from thanthien.rules.difficulty import (
    ANSWERED,
    FIRST,
    MACHINE,
    OUTCOMES,
    RAISED,
    SECOND,
    Facts,
    answer_due,
    areas,
)
from thanthien.rules.errors import RuleError
from thanthien.rules.machine import Illegal

TEXT_LIMIT: Final = 5000


@command("difficulty.raise")
def raise_difficulty(
    run: Run, *, actor: Actor, now: datetime, area: str, title: str, text: str, source_kind: str = "",
    source_id: UUID | None = None,
) -> Done:  # fmt: skip
    """Raise a difficulty of the actor's commune to the unit over it, and start the clock of the answer.

    ``source_kind`` and ``source_id`` name what it comes from (a gap, a finding, a task), which the actor must be able
    to read. Raises :class:`Refused` at the field that is wrong, and where no unit stands over the actor's.
    """
    if actor.unit_id is None or not actor.may("difficulty.change"):
        raise NotThere
    day = clock.local(now).date()
    if area not in {one.code for one in areas(day)}:
        raise Refused("Chọn loại khó khăn.", "area")
    name, words = clean(title), clean_multiline(text)
    if not 5 <= len(name) <= 200:
        raise Refused("Ghi việc vướng trong một dòng, từ 5 đến 200 chữ cái.", "title")
    if not 10 <= len(words) <= TEXT_LIMIT:
        raise Refused("Anh/chị kể thêm, từ 10 chữ cái.", "text")
    over = access.above(actor.unit_id, day)
    if not over:
        raise Refused("Không có cấp trên nào của đơn vị này ở đây.", "", "nobody-above")
    row = Difficulty(unit_id=actor.unit_id, area=area, title=name, text=words, raised_at=now, state=MACHINE.initial)
    if source_id is not None:
        row.source_kind, row.source_id = source_kind, source_id
        row.source_label = told(actor, source_kind, source_id).title
    _ask(row, over[0], FIRST, now)
    _say(row, "raise", run, "")
    row.save(force_insert=True)
    run.audit(actor.unit_id, ("difficulty", row.id), {"kind": area, "due_at": clock.iso(row.due_at)})
    return Done(str(row.id))


def _ask(row: Difficulty, unit: org.UnitBrief, level: int, now: datetime) -> None:
    """Let the answer's clock begin at a unit and level, with whoever answers there today."""
    days, own = access.days_of(unit.id)
    row.above_unit_id, row.level, row.asked_at = unit.id, level, now
    row.limit_days, row.own_limit, row.halts, row.questions = days[level], own, [], 0
    row.answered_at = None
    post = access.answerer(unit.id, level, clock.local(now).date())
    row.owner = post
    nobody = f"người đứng đầu {unit.label}" if level == SECOND else f"{unit.label}, chưa có người nhận"
    row.owner_title = f"{post.title}, {post.staff.name}"[:200] if post else nobody
    _reckon(row)


def _reckon(row: Difficulty) -> None:
    halts = [(kind, datetime.fromisoformat(at)) for kind, at in row.halts]
    try:
        dated = org.calendars.of(row.above_unit_id)  # of whoever answers: its days off count
        due = answer_due(row.asked_at, row.limit_days, halts, own=row.own_limit, calendar=dated.calendar)
    except RuleError as no:
        raise Refused(no.sentence) from no
    row.due_at, row.derivation = due.at, due.to_json() | {"calendar": dated.number}


def _say(row: Difficulty, act: str, run: Run, text: str, by: str = "") -> None:
    said = by or f"{run.actor.position}, {run.actor.label}".strip(", ")
    row.thread = [*row.thread, {"act": act, "at": clock.iso(run.now), "by": said, "text": text}]


def _step(run: Run, row: Difficulty, move: str, given: Mapping[str, Any], side: frozenset[str]) -> None:
    facts = Facts(
        level=row.level, late=row.state == RAISED and row.due_at < run.now, questions=row.questions,
        answered_before=row.state == ANSWERED,
    )  # fmt: skip
    try:
        row.state = MACHINE.step(row.state, move, side, facts, given).target(row.state)
    except Illegal as no:
        raise Refused(no.sentence, no.field, no.problem) from no


def _begin(actor: Actor, key: UUID, version: int) -> tuple[Difficulty, frozenset[str]]:
    row = access.take(actor, key, version)
    return row, access.sides(actor, row)


def _end(run: Run, row: Difficulty, data: Mapping[str, Any]) -> Done:
    row.version += 1
    row.save()
    run.audit(row.unit_id, ("difficulty", row.id), {"to": row.state, **data})
    return Done(str(row.id))


def _words(text: str, least: int = 10) -> str:
    words = clean_multiline(text)
    if len(words) > TEXT_LIMIT:
        raise Refused(f"Đoạn này dài quá {TEXT_LIMIT} chữ cái.", "text")
    return words if len(words) >= least else ""


@command("difficulty.answer")
def answer(
    run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, version: int, text: str, decider: str = ""
) -> Done:
    """Answer. At the second level the head decides: ``decider`` names who did, and the commune reads it."""
    row, side = _begin(actor, difficulty_id, version)
    words, who = _words(text), clean(decider)[:120]
    _step(run, row, "answer", {"text": words}, side)
    if row.level == SECOND and len(who) < 5:
        raise Refused("Việc này đã lên người đứng đầu. Ghi tên và chức danh người quyết định.", "decider")
    row.answer, row.answered_at = words, now
    by = f"{actor.position}, {actor.label}; người quyết định: {who}" if who else ""
    _say(row, "answer", run, words, by)
    return _end(run, row, {"kind": "late" if row.due_at < now else "in_time"})


@command("difficulty.ask_back")
def ask_back(run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, version: int, text: str) -> Done:
    """Ask the commune for what is lacking; the clock stands until it has told."""
    row, side = _begin(actor, difficulty_id, version)
    words = _words(text)
    _step(run, row, "ask_back", {"text": words}, side)
    row.questions += 1
    row.halts = [*row.halts, ["pause", clock.iso(now)]]
    _reckon(row)
    _say(row, "ask_back", run, words)
    return _end(run, row, {})


@command("difficulty.supply")
def supply(run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, version: int, text: str) -> Done:
    """Tell what the level above asked; its clock goes on."""
    row, side = _begin(actor, difficulty_id, version)
    words = _words(text, 3)
    _step(run, row, "supply", {"text": words}, side)
    row.halts = [*row.halts, ["resume", clock.iso(now)]]
    _reckon(row)
    _say(row, "supply", run, words)
    return _end(run, row, {})


@command("difficulty.assign")
def assign(run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, version: int, owner: UUID) -> Done:
    """Give it to another post of the level above; the date stays."""
    row, side = _begin(actor, difficulty_id, version)
    _step(run, row, "assign", {"owner": owner}, side)
    post = org.colleagues(actor, clock.local(now).date()).filter(id=owner).first()
    if post is None:
        raise NotThere
    row.owner, row.owner_title = post, f"{post.title}, {post.staff.name}"[:200]
    _say(row, "assign", run, row.owner_title)
    return _end(run, row, {"position": str(post.id)})


@command("difficulty.escalate")
def escalate(run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, version: int, reason: str) -> Done:
    """Take it one level higher: when the answer is late or did not help.

    That is the unit over the one that was asked; where none is (a province), its head. The clock begins anew.
    """
    row, side = _begin(actor, difficulty_id, version)
    words = _words(reason)
    _step(run, row, "escalate", {"reason": words}, side)
    day = clock.local(now).date()
    over = access.above(row.above_unit_id, day)
    unit = over[0] if over else org.unit_by_id(row.above_unit_id, day)
    assert unit is not None
    _ask(row, unit, SECOND, now)
    _say(row, "escalate", run, words)
    return _end(run, row, {"due_at": clock.iso(row.due_at)})


@command("difficulty.reopen")
def reopen(run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, version: int, reason: str) -> Done:
    """Ask again where the answer did not help, or where what was solved came back; the clock begins anew."""
    row, side = _begin(actor, difficulty_id, version)
    words = _words(reason)
    _step(run, row, "reopen", {"reason": words}, side)
    unit = org.unit_by_id(row.above_unit_id, clock.local(now).date())
    assert unit is not None
    row.closed_at, row.outcome = None, ""
    _ask(row, unit, row.level, now)
    _say(row, "reopen", run, words)
    return _end(run, row, {"due_at": clock.iso(row.due_at)})


@command("difficulty.close")
def close(
    run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, version: int, outcome: str, text: str = ""
) -> Done:
    """Close it: solved, or given up; only the commune that raised it knows."""
    row, side = _begin(actor, difficulty_id, version)
    _step(run, row, "close", {"outcome": outcome if outcome in OUTCOMES else ""}, side)
    row.closed_at, row.outcome = now, outcome
    _say(row, "close", run, f"{OUTCOMES[outcome]}. {_words(text, 1)}".strip())
    return _end(run, row, {"result": outcome})
