"""Service at home or at the bedside: asked for, handed to another post, done, called off.

Who is visited, where and why is personal (some are ill): encrypted, read by the one who serves, emptied at the end.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock, db
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, phone
from thanthien.programme.access import outside as access
from thanthien.programme.access import plan as plan_access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import HomeService
from thanthien.rules.outside import ASKED, CANCELLED, DONE, HOME_KEPT, LAPSED
from thanthien.rules.packs import personal_in

_FAR: Final = timedelta(days=90)
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Need:
    """Who cannot come, as typed: name, phone (may be empty), address, and what is needed."""

    name: str
    phone: str
    address: str
    need: str


@command("outside.ask_home")
def ask_home(
    run: Run, *, actor: Actor, now: datetime, need: Need, server: UUID, day: date, hamlet: UUID | None = None
) -> Done:
    """Write down that somebody needs to be served at home, on which day, by which post."""
    if actor.unit_id is None or not actor.may("outside.note"):
        raise NotThere
    today = clock.local(now).date()
    if not today <= day <= today + _FAR:
        raise Refused("Ngày đến nhà: từ hôm nay đến 90 ngày tới.", "day", "past-day")
    row = HomeService(
        unit_id=actor.unit_id, hamlet=access.hamlet(actor, hamlet, today) if hamlet else None,
        server=plan_access.post(actor, server, today), person=_person(need), day=day, asked_at=now,
        asked_by_id=UUID(actor.id),
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(row.unit_id, ("home_service", row.id), {"due_at": day.isoformat(), "to": str(row.server_id)})
    return Done(str(row.id))


def _person(need: Need) -> dict[str, str]:
    name, address, wanted = clean(need.name), clean(need.address), clean(need.need)
    if not 2 <= len(name) <= 100:
        raise Refused("Ghi họ tên người cần phục vụ.", "name")
    if not 3 <= len(address) <= 200:
        raise Refused("Ghi nơi ở, để người phục vụ tìm đến được.", "address")
    if not 3 <= len(wanted) <= 300:
        raise Refused("Ghi việc cần làm.", "need")
    if need.phone and not phone(need.phone):
        raise Refused("Số điện thoại có 10 chữ số.", "phone")
    return {"name": name, "phone": phone(need.phone), "address": address, "need": wanted}


@command("outside.hand_home")
def hand_home(run: Run, *, actor: Actor, now: datetime, home_id: UUID, server: UUID) -> Done:
    """Hand a service at home to another post; who held it before reads the person no more."""
    row, today = _open(actor, home_id), clock.local(now).date()
    if not (actor.may("outside.change") or access.serves(actor, row, today)):
        raise NotThere
    row.server = plan_access.post(actor, server, today)
    row.save(update_fields=["server"])
    run.audit(row.unit_id, ("home_service", row.id), {"to": str(row.server_id)})
    return Done(str(row.id))


@command("outside.end_home")
def end_home(run: Run, *, actor: Actor, now: datetime, home_id: UUID, done: bool, outcome: str) -> Done:
    """Say that a service at home was done, or was not needed any more; the person's data go at once.

    ``outcome`` names nobody: everybody of the commune reads it, and it stays when the person's data are gone. The
    machine knows the name, telephone and address that it is about to forget, and refuses those.
    """
    row, today, words = _open(actor, home_id), clock.local(now).date(), clean(outcome)
    if not (actor.may("outside.change") or access.serves(actor, row, today)):
        raise NotThere
    if not 5 <= len(words) <= 300:
        raise Refused("Ghi đã làm gì, hoặc vì sao thôi. Không ghi tên.", "outcome")
    if personal_in(words, [row.person.get("name", ""), row.person.get("address", "")]):
        raise Refused(
            "Lời này có tên, điện thoại hoặc nơi ở. Ghi đã làm gì, không ghi về người được phục vụ.", "outcome"
        )
    if done and today < row.day:
        raise Refused("Chưa đến ngày hẹn đến nhà.", "", "too-early")
    row.state, row.outcome, row.ended_on, row.person = DONE if done else CANCELLED, words, today, {}
    row.save(update_fields=["state", "outcome", "ended_on", "person"])
    run.audit(row.unit_id, ("home_service", row.id), {"to": row.state})
    return Done(str(row.id))


@command("outside.lapse_home")
def lapse_home(run: Run, *, actor: Actor, now: datetime, home_id: UUID) -> Done:
    """Empty the person of a service at home that nobody closed in time; the line stays, as not done.

    Nobody of a unit that was merged can close it any more. Raises :class:`NotThere` before its time, and once closed.
    """
    today = clock.local(now).date()
    row = db.lock(access.outlived(today - HOME_KEPT).filter(id=home_id)).first() if actor.kind == "system" else None
    if row is None:
        raise NotThere
    row.state, row.ended_on, row.person = LAPSED, today, {}
    row.save(update_fields=["state", "ended_on", "person"])
    run.audit(row.unit_id, ("home_service", row.id), {"to": row.state})
    return Done(str(row.id))


def lapse_homes(now: datetime) -> int:
    """Empty what has outlived its time, one act each (the loop); return how many."""
    until = clock.local(now).date() - HOME_KEPT
    ids = list(access.outlived(until).order_by("day", "id").values_list("id", flat=True)[:_AT_ONCE])
    for home_id in ids:
        lapse_home(actor=SYSTEM, now=now, home_id=home_id)
    return len(ids)


def _open(actor: Actor, home_id: UUID) -> HomeService:
    row = access.take_home(actor, home_id)
    if row.state != ASKED:
        raise Refused("Việc này đã xong, hoặc đã thôi.", "", "ended")
    return row
