"""The date by which the level above answers a difficulty, when the calendar of whoever answers moves."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.programme.access import difficulties as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Difficulty
from thanthien.rules.calendar import Calendar
from thanthien.rules.clock import Due
from thanthien.rules.difficulty import REDATED, answer_due
from thanthien.rules.errors import RuleError
from thanthien.rules.redating import held_or_moved


def dates(move: onestop.redating.Move, now: datetime) -> Iterator[onestop.redating.OtherDate]:
    """Yield the difficulties whose answer is due on another day by the calendar that whoever answers will have."""
    for row in access.unanswered(move.units):
        due = _new(row, move.after(row.above_unit_id), move.decided_at, now)
        if due is not None:
            yield onestop.redating.OtherDate(row.due_at, row.id, due.at, f"Cấp trên trả lời: {row.title}")


def _new(row: Difficulty, calendar: Calendar, decided_at: datetime, now: datetime) -> Due | None:
    halts = [(kind, datetime.fromisoformat(at)) for kind, at in row.halts]
    try:
        due = answer_due(clock.local(row.asked_at), row.limit_days, halts, own=row.own_limit, calendar=calendar)
    except RuleError:
        return None
    return due if held_or_moved(row.due_at, due.at, decided_at, now) else None


@command("difficulty.redate")
def redate(
    run: Run, *, actor: Actor, now: datetime, key: UUID, decided_at: datetime, why: str, cause: UUID
) -> Done:  # fmt: skip
    """Give a difficulty its date by the calendar of today; both sides read it in the thread. The system's act only."""
    row = access.take_unanswered(key)
    if actor.kind != "system" or row is None:
        raise NotThere
    dated = org.calendars.of(row.above_unit_id)
    due = _new(row, dated.calendar, decided_at, now)
    if due is None:
        raise NotThere
    old, said = row.due_at, f"Trả lời chậm nhất ngày {clock.local(due.at):%d/%m/%Y}, vì {why}."
    row.due_at, row.derivation = due.at, due.to_json() | {"calendar": dated.number}
    row.thread = [*row.thread, {"act": REDATED, "at": clock.iso(now), "by": actor.label, "text": said}]
    row.version += 1
    row.save(update_fields=["due_at", "derivation", "thread", "version"])
    data = {"before": clock.iso(old), "due_at": clock.iso(row.due_at), "cause": str(cause)}
    run.audit(row.unit_id, ("difficulty", row.id), data)
    return Done(str(row.id))
