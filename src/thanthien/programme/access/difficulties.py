"""Difficulties as a commune sees its own and the level above those raised to it; answers for every commune below."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import clock, db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Stale
from thanthien.org import service as org
from thanthien.org.models import Position
from thanthien.programme.models import AnswerLimit, Difficulty, Solution
from thanthien.rules.difficulty import ABOVE, ANSWER_DAYS, COMMUNE, FIRST, MACHINE, OPEN, RAISED, REDATED, SECOND


def raised_by(actor: Actor) -> QuerySet[Difficulty]:
    """Return the difficulties of the actor's commune."""
    if not actor.may("difficulty.read"):
        return Difficulty.objects.none()
    return Difficulty.objects.filter(unit_id=actor.scope).select_related("above_unit")


def raised_to(actor: Actor) -> QuerySet[Difficulty]:
    """Return what communes raised to the actor's unit."""
    if not actor.may("difficulty.answer"):
        return Difficulty.objects.none()
    return Difficulty.objects.filter(above_unit_id=actor.scope).select_related("unit")


def sides(actor: Actor, row: Difficulty) -> frozenset[str]:
    """Return on which side of a difficulty the actor may act: "commune", "above", or on none."""
    held = {
        COMMUNE: row.unit_id == actor.scope and actor.may("difficulty.change"),
        ABOVE: row.above_unit_id == actor.scope and actor.may("difficulty.answer"),
    }
    return frozenset(side for side, yes in held.items() if yes)


def difficulty(actor: Actor, key: UUID) -> Difficulty:
    """Return one difficulty that concerns the actor's unit; raises :class:`NotThere`."""
    found = raised_by(actor).filter(id=key).first() or raised_to(actor).filter(id=key).first()
    if found is None:
        raise NotThere
    return found


def take(actor: Actor, key: UUID, version: int) -> Difficulty:
    """Return one locked for a move; raises :class:`NotThere`, and :class:`Stale` when somebody was faster."""
    row = difficulty(actor, key)
    if not sides(actor, row):
        raise NotThere
    row = db.lock(Difficulty.objects.filter(id=row.id)).get()
    if row.version != version:
        last = row.thread[-1]
        move = MACHINE.moves.get(last["act"])
        did = "định lại ngày trả lời" if last["act"] == REDATED else "nêu việc này"
        raise Stale(last["by"], move.noted if move else did, datetime.fromisoformat(last["at"]))
    return row


def unanswered(units: Collection[UUID]) -> QuerySet[Difficulty]:
    """Return what some units over communes owe an answer to (who asks is checked before)."""
    return Difficulty.objects.filter(above_unit_id__in=units, state=RAISED).order_by("due_at", "id")


def take_unanswered(key: UUID) -> Difficulty | None:
    """Return one of them, locked to be dated anew (the system's act only)."""
    return db.lock(Difficulty.objects.filter(id=key, state=RAISED)).first()


def late(rows: QuerySet[Difficulty], now: datetime) -> QuerySet[Difficulty]:
    """Return those whose answer is overdue, the oldest date first."""
    return rows.filter(state=RAISED, due_at__lt=now).order_by("due_at", "id")


def open_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Count the open difficulties of some communes."""
    found: dict[UUID, int] = {}
    for key in Difficulty.objects.filter(unit_id__in=units, state__in=OPEN).values_list("unit_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def above(unit_id: UUID, day: date) -> tuple[org.UnitBrief, ...]:
    """Return the units over one on a day, the nearest first: its district before 2025-07-01, its province since."""
    fact = org.unit_by_id(unit_id, day)
    return fact.parents if fact is not None else ()


def answerer(unit_id: UUID, level: int, day: date) -> Position | None:
    """Return whose post answers at the level above: who follows communes; at the second level its head."""
    with wall.lifted():  # a commune raises it, the post is of the level above
        held = org.holders(unit_id, "chair" if level == SECOND else "overseer", day)
    return held[0] if held else None


def days_of(unit_id: UUID) -> tuple[dict[int, int], bool]:
    """Return in how many working days a unit promises to answer, by level, and whether it has said so itself."""
    with wall.lifted():  # a promise of the level above, for its communes to read
        row = AnswerLimit.objects.filter(unit_id=unit_id).order_by("-set_at", "-id").first()
    return (ANSWER_DAYS, False) if row is None else ({FIRST: row.first_days, SECOND: row.second_days}, True)


def shelf(actor: Actor, now: datetime) -> list[Solution]:
    """Return the answers that the actor may read: those of the units over its commune, and its own; newest first."""
    if not (actor.may("difficulty.read") or actor.may("difficulty.answer")):
        return []
    units = [actor.scope, *(one.id for one in above(actor.scope, clock.local(now).date()))]
    rows = Solution.objects.filter(unit_id__in=units, withdrawn_on__isnull=True)
    with wall.lifted():
        return list(rows.order_by("-published_on", "-id"))


def published_for(actor: Actor, row: Difficulty) -> Solution | None:
    """Return the answer in the library that was made from a difficulty raised to the actor's unit."""
    rows = Solution.objects.filter(unit_id=actor.scope, difficulty_id=row.id, withdrawn_on__isnull=True)
    return rows.first() if actor.may("difficulty.answer") else None


def solution(actor: Actor, key: UUID) -> Solution:
    """Return an answer of the actor's own library; raises :class:`NotThere`."""
    rows = Solution.objects.filter(unit_id=actor.scope, id=key, withdrawn_on__isnull=True)
    found = rows.first() if actor.may("difficulty.answer") else None
    if found is None:
        raise NotThere
    return found


def take_solution(actor: Actor, key: UUID) -> Solution:
    """Return the same, locked for a change."""
    return db.lock(Solution.objects.filter(id=solution(actor, key).id)).get()
