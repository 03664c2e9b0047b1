"""The hour by which a filed dossier gets its first answer, when the calendar moves before anybody has looked at it."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere
from thanthien.onestop import timing
from thanthien.onestop.access import redating as access
from thanthien.onestop.commands import _messages
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import Dossier, Event
from thanthien.onestop.other_dates import Move, OtherDate
from thanthien.org import service as org
from thanthien.rules.calendar import Calendar
from thanthien.rules.errors import RuleError
from thanthien.rules.redating import held_or_moved


def first_replies(move: Move, now: datetime) -> Iterator[OtherDate]:
    """Yield the first answers that are due later, or earlier, by the calendar that their unit will have."""
    rows = access.unanswered(move.units, move.decided_at)
    for row in rows.only("id", "unit_id", "code", "filed_at", "first_reply_due").iterator():
        new = _new(row, move.after(row.unit_id), move.decided_at, now)
        if new is not None and row.first_reply_due is not None:
            yield OtherDate(row.first_reply_due, row.id, new, f"Trả lời lần đầu hồ sơ {row.code}")


def _new(row: Dossier, calendar: Calendar, decided_at: datetime, now: datetime) -> datetime | None:
    if row.first_reply_due is None:
        return None
    try:
        due = timing.first_reply(row.unit_id, row.filed_at, timing.hours_of(org.office_of(row.unit_id)), calendar)
    except RuleError:
        return None
    return held_or_moved(row.first_reply_due, due.at, decided_at, now)


@command("dossier.redate_first_reply")
def move_first_reply(
    run: Run, *, actor: Actor, now: datetime, key: UUID, decided_at: datetime, why: str, cause: UUID
) -> Kept:  # fmt: skip
    """Give a filed dossier another hour for its first answer, and tell its person. The system's act only."""
    row = next(iter(access.take_running([key])), None)
    if actor.kind != "system" or row is None or row.first_reply_at is not None or row.clock != "waiting":
        raise NotThere
    old, new = row.first_reply_due, _new(row, org.calendars.of(row.unit_id).calendar, decided_at, now)
    if old is None or new is None:
        raise NotThere
    row.first_reply_due, row.sort_due, row.version = new, new, row.version + 1
    row.last_by, row.last_act, row.last_at = actor.label[:120], "redate", now
    row.save(update_fields=["first_reply_due", "sort_due", "version", "last_by", "last_act", "last_at"])
    said = _messages.said(new, exact=True)
    run.add(
        Event(
            unit_id=row.unit_id, dossier=row, at=now, move="redate", by=actor.label[:120], position="", note="",
            public=f"Xã trả lời lần đầu chậm nhất {said}, vì {why}"[:300],
            data={"old": clock.iso(old), "cause": str(cause)},
        )
    )  # fmt: skip
    data = {"code": row.code, "before": clock.iso(old), "due_at": clock.iso(new), "cause": str(cause)}
    run.audit(row.unit_id, ("dossier", row.id), data)
    _messages.tell(run, row, org.office_of(row.unit_id), "first_reply_moved", first_reply=said, due=said, why=why)
    return Kept(str(row.id))
