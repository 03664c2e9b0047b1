"""The act that dates open cases anew, in pieces: broken off it goes on, run twice it moves nothing twice."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final
from uuid import UUID

from thanthien.core import jobs, wall
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Busy, NotThere, Refused
from thanthien.onestop import other_dates, redating, redating_causes
from thanthien.onestop.access import redating as access
from thanthien.onestop.commands import _redate
from thanthien.onestop.models import Dossier, Redating
from thanthien.org import service as org
from thanthien.rules.errors import RuleError

JOB: Final = "onestop.redate"
AT_ONCE: Final = 100
LOOP_SECONDS: Final = 10.0
log = logging.getLogger("thanthien.onestop")


@dataclass(frozen=True, slots=True)
class Piece:
    """How many cases one piece moved, and how many could not be counted."""

    moved: int
    failed: int


def begin(run_unit: UUID, cause: UUID, label: str, now: datetime, *, number: int = 0, opens: bool = True) -> None:
    """Open the act in the transaction of what caused it; the job that does it starts with the commit."""
    row = Redating(
        unit_id=run_unit, kind="calendar" if number else "limit", cause=cause, number=number, opens=opens,
        label=label[:160], decided_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    jobs.enqueue(JOB, redating_id=row.id)


def calendar_moved(fact: org.CalendarMoved) -> None:
    """A notice began to hold or was taken back."""
    opens = org.calendars.step(fact.number).opens
    begin(fact.unit_id, fact.notice_id, fact.label, fact.at, number=fact.number, opens=opens)


@command("redating.piece")
def redate_some(
    run: Run, *, actor: Actor, now: datetime, redating_id: UUID, dossier_ids: Collection[UUID], total: int
) -> Piece:
    """Date some cases anew and tell their people; what somebody moved meanwhile is weighed as it stands now."""
    row = access.take_redating(redating_id)
    if row is None or actor.kind != "system":
        raise NotThere
    cause, why = redating_causes.of_redating(row), _redate.Why(row.label, row.cause)
    moved = failed = 0
    for dossier in access.take_running(dossier_ids):
        try:
            moved += _one(run, dossier, row, cause, why)
        except RuleError:
            log.exception("%s could not be dated anew", dossier.code)
            failed += 1
    row.total, row.moved, row.failed = total, row.moved + moved, row.failed + failed
    row.save(update_fields=["total", "moved", "failed"])
    run.audit(row.unit_id, ("redating", row.id), {"cause": str(row.cause), "moved": moved, "failed": failed}, here=True)
    return Piece(moved, failed)


def _one(run: Run, dossier: Dossier, row: Redating, cause: redating_causes.Cause, why: _redate.Why) -> bool:
    dated = org.calendars.of(dossier.unit_id)
    if row.opens and access.keeps(dossier.id, row.cause):
        return False
    if row.kind == "calendar":
        moved, limit = _redate.under_calendar(dossier, dated, row.decided_at, run), None
    else:
        limit = redating.wanted(cause, dossier.limit)
        moved = _redate.under_limit(dossier, limit, row.decided_at, run) if limit else None
    if moved is None:
        return False
    _redate.write(run, dossier, moved, dated, why, dict(limit) if limit else None)
    return True


@command("redating.finish")
def finish(run: Run, *, actor: Actor, now: datetime, redating_id: UUID, others: int = 0) -> Piece:
    """Nothing is left to move."""
    row = access.take_redating(redating_id)
    if row is None or actor.kind != "system":
        raise NotThere
    if row.finished_at is None:
        row.finished_at, row.total, row.others = now, row.total or 0, row.others + others
        row.save(update_fields=["finished_at", "total", "others"])
    data = {"cause": str(row.cause), "moved": row.moved, "others": row.others}
    run.audit(row.unit_id, ("redating", row.id), data, here=True)
    return Piece(row.moved, row.failed)


def carry_out(redating_id: UUID, now: datetime, seconds: float = 3600.0) -> tuple[int, bool]:
    """Move what one act has to move, for so many seconds; return how many were moved, and whether none is left."""
    row, moved, began = access.redating(redating_id), 0, monotonic()
    if row.finished_at is not None:
        return 0, True
    with wall.lifted():
        left = redating.moving(redating_causes.of_redating(row), now)
    total = row.moved + len(left)
    for start in range(0, len(left), AT_ONCE):
        if monotonic() - began > seconds:
            return moved, False
        piece = sorted(left[start : start + AT_ONCE])  # locked in the order of their keys
        done = redate_some(actor=SYSTEM, now=now, redating_id=redating_id, dossier_ids=piece, total=total)
        moved += done.moved
    others = 0
    if row.kind == "calendar":
        with wall.lifted():
            units = redating_causes.units_below(row.unit_id)
            others = other_dates.carry(units, row.decided_at, row.label, row.cause, now)
    finish(actor=SYSTEM, now=now, redating_id=redating_id, others=others)
    return moved, True


def go_on(now: datetime) -> int:
    """Carry on with what was broken off (the loop, which has other things to do); return how many were moved."""
    moved = 0
    for redating_id in access.unfinished():
        try:
            moved += carry_out(redating_id, now, LOOP_SECONDS)[0]
        except (Refused, NotThere, Busy):
            log.exception("a list of dates could not be moved to its end and will be tried again")
    return moved
