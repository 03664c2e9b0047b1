"""The dates of open requests about data, when the calendar of their commune moves."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.privacy import access
from thanthien.privacy.commands._telling import said, tell
from thanthien.privacy.commands.requests import Asked
from thanthien.privacy.models import DataRequest
from thanthien.rules import data_request
from thanthien.rules.calendar import Calendar
from thanthien.rules.errors import RuleError
from thanthien.rules.redating import held_or_moved


class _Dates(NamedTuple):
    """Until when a request is answered, and until when carried out."""

    reply: datetime
    act: datetime

    def waits(self, row: DataRequest) -> datetime:
        """The one of the two that is owed next."""
        return self.act if row.answered_at else self.reply


def dates(move: onestop.redating.Move, now: datetime) -> Iterator[onestop.redating.OtherDate]:
    """Yield the open requests whose next date moves under the calendar that their unit will have."""
    for row in access.open_requests(move.units):
        new, old = _new(row, move.after(row.unit_id), move.decided_at, now), _Dates(row.reply_due, row.act_due)
        if new != old:
            what = f"Yêu cầu về dữ liệu cá nhân số {row.number}"
            yield onestop.redating.OtherDate(old.waits(row), row.id, new.waits(row), what)


def _new(row: DataRequest, calendar: Calendar, decided_at: datetime, now: datetime) -> _Dates:
    """Both dates counted anew; each stays where it was over, or would be over at once."""
    try:
        hours = onestop.hours_of(org.office_of(row.unit_id))
        reply, act = (due.at for due in data_request.clocks(clock.local(row.received_at), row.kind, calendar, hours))
        act = data_request.extended(act, calendar).at if row.extended else act
    except RuleError:
        return _Dates(row.reply_due, row.act_due)
    first = None if row.answered_at else held_or_moved(row.reply_due, reply, decided_at, now)
    return _Dates(first or row.reply_due, held_or_moved(row.act_due, act, decided_at, now) or row.act_due)


@command("data_request.redate")
def redate(
    run: Run, *, actor: Actor, now: datetime, key: UUID, decided_at: datetime, why: str, cause: UUID
) -> Asked:  # fmt: skip
    """Give an open request its dates by the calendar of today, and tell whoever asked. The system's act only."""
    row = access.take_open(key)
    if actor.kind != "system" or row is None:
        raise NotThere
    old = _Dates(row.reply_due, row.act_due)
    new = _new(row, org.calendars.of(row.unit_id).calendar, decided_at, now)
    if new == old:
        raise NotThere
    row.reply_due, row.act_due, row.sort_due = new.reply, new.act, new.waits(row)
    row.version, row.last_by, row.last_act, row.last_at = row.version + 1, actor.label, "redate", now
    row.save(update_fields=["reply_due", "act_due", "sort_due", "version", "last_by", "last_act", "last_at"])
    data = {"number": row.number, "before": clock.iso(old.waits(row)), "due_at": clock.iso(new.waits(row))}
    run.audit(row.unit_id, ("data_request", row.id), data | {"cause": str(cause)})
    until = said(row.act_due)
    tell(run, row, "data_request_redated", why=why, due=until, answered=row.answered_at is not None)
    return Asked(str(row.id), row.number, row.state)
