"""What a commune decides of its waiting room: what its counters serve, which machines give tickets; the day's end."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop.access import tickets as access
from thanthien.onestop.models import CounterServices, Kiosk, Ticket
from thanthien.rules import tickets as rules

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """The key of what was written down."""

    id: str


@command("ticket.counter")
def set_counter(run: Run, *, actor: Actor, now: datetime, counter: str, services: list[str]) -> Kept:
    """Say what a counter serves; nothing named means everything."""
    unit_id, name = _may_set(actor), clean(counter)
    if not 1 <= len(name) <= 30:
        raise Refused("Ghi tên quầy, ví dụ: Quầy 2.", "counter")
    wanted = [one for one in rules.SERVICES if one in services]
    if len(wanted) != len(set(services)):
        raise Refused("Chọn trong các việc có ở đây.", "services")
    run.number(unit_id, access.HALL)
    row, _ = CounterServices.objects.update_or_create(unit_id=unit_id, counter=name, defaults={"services": wanted})
    run.audit(unit_id, ("counter", row.id), {"counter": name, "services": wanted})
    return Kept(str(row.id))


@command("ticket.kiosk")
def add_kiosk(run: Run, *, actor: Actor, now: datetime, name: str, prints: bool = True) -> Kept:
    """Let a machine in the hall be admitted: its link works once, within a day."""
    unit_id, said = _may_set(actor), clean(name)
    if not 2 <= len(said) <= 60:
        raise Refused("Ghi máy đặt ở đâu, ví dụ: sảnh chính.", "name")
    row = Kiosk(unit_id=unit_id, name=said, prints=prints, made_at=now)
    run.add(row)
    run.audit(unit_id, ("kiosk", row.id), {"name": said, "prints": prints})
    return Kept(str(row.id))


@command("ticket.kiosk_end")
def end_kiosk(run: Run, *, actor: Actor, now: datetime, kiosk_id: UUID) -> Kept:
    """Take a machine out: from the next press on it gives no ticket."""
    row = access.kiosks(actor).filter(id=kiosk_id).first()
    if row is None:
        raise NotThere
    if row.ended_at is not None:
        raise Refused("Máy này đã thôi phát số.", "", "ended")
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    run.audit(row.unit_id, ("kiosk", row.id), {"name": row.name})
    return Kept(str(row.id))


@command("ticket.kiosk_paper")
def set_paper(run: Run, *, actor: Actor, now: datetime, kiosk_id: UUID, prints: bool) -> Kept:
    """A machine's paper ran out, or was put in: until then its screen shows the number for a telephone."""
    row = access.machines(actor).filter(id=kiosk_id).first()
    if row is None:
        raise NotThere
    if row.prints == prints:
        raise Refused("Máy này đã ghi như vậy rồi.", "", "same")
    row.prints = prints
    row.save(update_fields=["prints"])
    run.audit(row.unit_id, ("kiosk", row.id), {"name": row.name, "prints": prints})
    return Kept(str(row.id))


@command("ticket.kiosk_admit")
def admit_kiosk(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, token: str) -> Kept:
    """The machine that opened the link may give tickets from now on; the link works once."""
    row = access.kiosk_of_link(unit_id, token, now)
    # By condition, because two machines may press at the same moment.
    if not Kiosk.objects.filter(id=row.id, unit_id=unit_id, admitted_at__isnull=True).update(admitted_at=now):
        raise NotThere
    run.audit(unit_id, ("kiosk", row.id), {"name": row.name})
    return Kept(str(row.id))


def close_days(now: datetime) -> int:
    """End what earlier days left open, unit by unit; return how many (the loop)."""
    left = list(access.before(clock.local(now).date()).values_list("unit_id", "id")[:BATCH])
    for unit_id, rows in groupby(left, key=lambda one: one[0]):
        _close(actor=SYSTEM, now=now, unit_id=unit_id, ids=[str(key) for _, key in rows])
    return len(left)


@command("ticket.close_day")
def _close(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, ids: list[str]) -> Kept:
    """Who was called and never finished is taken as served; who still waited, as gone home."""
    run.number(unit_id, access.HALL)
    rows = Ticket.objects.filter(unit_id=unit_id, id__in=ids)
    served = rows.filter(state=rules.CALLED).update(state=rules.SERVED, ended_at=now)
    gone = rows.filter(state__in=rules.QUEUED).update(state=rules.CANCELLED, ended_at=now)
    run.audit(unit_id, ("ticket", None), {"served": served, "gone": gone})
    return Kept(str(unit_id))


def _may_set(actor: Actor) -> UUID:
    if actor.unit_id is None or not actor.acts("ticket.set"):
        raise NotThere
    return actor.unit_id
