"""Dating one open case anew because the calendar or the limit moved: fields, task, timeline, audit row, message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.onestop import access, timing
from thanthien.onestop.access import redating as redating_access
from thanthien.onestop.commands import _messages, _tasks
from thanthien.onestop.models import Dossier, Event
from thanthien.org import service as org
from thanthien.rules.redating import Moved, redated

LEARNT = "redate"


@dataclass(frozen=True, slots=True)
class Why:
    """What moved the date: the notice or the change of limit, in words that people read, and its key."""

    label: str
    cause: UUID


def catch_up(run: Run, dossier: Dossier) -> None:
    """Carry out what the calendar did since a running case was promised its date, before anything else moves it."""
    if not _runs(dossier):
        return
    steps = org.calendars.steps_after(dossier.unit_id, dossier.derivation.get("calendar", 0))
    if not steps:
        return
    last, dated = steps[-1], org.calendars.of(dossier.unit_id)
    moved = under_calendar(dossier, dated, last.at, run)
    if moved is not None and not (last.opens and redating_access.keeps(dossier.id, last.notice_id)):
        label = last.said.reason if last.opens else f"thu hồi thông báo “{last.said.reason}”"
        write(run, dossier, moved, dated, Why(label, last.notice_id))


def _runs(dossier: Dossier) -> bool:
    return dossier.clock == "running" and dossier.due_at is not None and dossier.decided_at is None


def under_calendar(dossier: Dossier, dated: org.calendars.Dated, decided_at: datetime, run: Run) -> Moved | None:
    """Return what becomes of a running case's date under a calendar; None where it stays."""
    if not _runs(dossier):
        return None
    hours = timing.hours_of(org.office_of(dossier.unit_id))
    before = timing.promised_by(dossier).calendar
    return redated(timing.promise_of(dossier, hours), before, dated.calendar, decided_at, run.now)


def under_limit(dossier: Dossier, limit: Mapping[str, Any], decided_at: datetime, run: Run) -> Moved | None:
    """Return what becomes of a running case's date under another limit; None where it stays."""
    if not _runs(dossier):
        return None
    hours = timing.hours_of(org.office_of(dossier.unit_id))
    before, after = timing.promised_by(dossier).calendar, org.calendars.of(dossier.unit_id).calendar
    wanted = timing.read_limit(limit)
    return redated(timing.promise_of(dossier, hours), before, after, decided_at, run.now, wanted)


def write(
    run: Run, dossier: Dossier, moved: Moved, dated: org.calendars.Dated, why: Why, limit: dict[str, Any] | None = None
) -> None:  # fmt: skip
    """Write the new date and tell the person: old date, new date, why. The receipt keeps what it promised."""
    old = dossier.revised_at or dossier.due_at
    before = {"due_at": dossier.due_at, "revised_at": dossier.revised_at}
    fields = timing.columns_of(moved.due, dated if moved.lawful else timing.promised_by(dossier))
    fields["clock_events"] = [
        _with_roll(kept, day) for kept, day in zip(dossier.clock_events, moved.rolled, strict=True)
    ]
    if limit is not None and moved.lawful:
        fields["limit"] = limit
    for name, value in fields.items():
        setattr(dossier, name, value)
    _tasks.follow(run, dossier, dossier.state, moved_date=True)
    if not timing.was_late(dossier, run.now):
        access.apologies(dossier).filter(state="draft").update(state="dismissed", note="ngày hẹn đã định lại")
    dossier.version += 1
    dossier.last_by, dossier.last_act, dossier.last_at = run.actor.label[:120], LEARNT, run.now
    dossier.save(update_fields=[*fields, "version", "last_by", "last_act", "last_at"])
    _leave(run, dossier, old, before, why, dated.number)


def _leave(run: Run, dossier: Dossier, old: Any, before: Mapping[str, Any], why: Why, number: int) -> None:
    exact = _messages.is_exact(dossier)
    new = dossier.revised_at or dossier.due_at
    old_said, said = _messages.said(old, exact), _messages.said(new, exact)
    shown = {name: clock.iso(value) if value else "" for name, value in before.items()}
    about = {"old": shown["revised_at"] or shown["due_at"], "cause": str(why.cause)}
    run.add(
        Event(
            unit_id=dossier.unit_id, dossier=dossier, at=run.now, move=LEARNT, by=run.actor.label[:120],
            position=run.actor.acting_as("dossier.note")[:120],
            public=f"Ngày hẹn {old_said} nay là {said}, vì {why.label}"[:300], note="", data=about,
        )
    )  # fmt: skip
    now_is = {"due_at": dossier.due_at, "revised_at": dossier.revised_at}
    dates = {name: clock.iso(value) for name, value in now_is.items() if value}
    data = {"code": dossier.code, "before": shown, **dates, "cause": str(why.cause), "calendar": number}
    run.audit(dossier.unit_id, ("dossier", dossier.id), data, act="dossier.redate")
    office = org.office_of(dossier.unit_id)
    _messages.tell(run, dossier, office, "redated", old_due=old_said, why=why.label)


def _with_roll(kept: Mapping[str, Any], day: date | None) -> dict[str, Any]:
    """Keep the date that an apology gave, and beside it the one that holds where the calendar rolled it on."""
    plain = {name: value for name, value in kept.items() if name != "rolled"}
    return plain | ({"rolled": day.isoformat()} if day and day.isoformat() != kept.get("new_date") else {})
