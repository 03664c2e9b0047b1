"""Appointments by legal act: what is offered, a place taken, moved, called off; who came; names forgotten.

Acts of one commune lock its rule first: two people who press for the last place in the same second take turns, and a
unique key over unit, slot and place stands behind that.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from thanthien.core import clock, ids, text, wall
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.notify import service as notify
from thanthien.onestop import booking_days, search_query
from thanthien.onestop.access import booking as access
from thanthien.onestop.commands import _booking_share
from thanthien.onestop.commands._applicant import Applicant, checked
from thanthien.onestop.models import Booking, BookingRule
from thanthien.org import service as org

KEPT: Final = timedelta(days=7)  # names and phones after the day: nobody asks for them any more
BEFORE: Final = timedelta(hours=24)
AT_ONCE: Final = 500
OTHER: Final = "Việc khác"
FULL: Final = "Giờ này vừa có người hẹn hết chỗ. Anh/chị chọn giờ khác."
NOBODY: Final = "Người hẹn"


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment that was made, moved or ended."""

    id: str
    code: str
    token: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The rule that was set."""

    id: str


@dataclass(frozen=True, slots=True)
class Offered:
    """How a commune gives appointments, as typed; ``free_days`` are weekdays, Monday 0."""

    open: bool
    minutes: int
    people: int
    days_ahead: int
    free_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Who comes; all of it may stay empty."""

    name: str = ""
    phone: str = ""
    email: str = ""


@command("booking.set")
def set_rule(run: Run, *, actor: Actor, now: datetime, offered: Offered) -> Kept:
    """Say how the commune gives appointments; those given keep their hour. Raises :class:`Refused` at a field."""
    if actor.unit_id is None or not actor.may("booking.set"):
        raise NotThere
    for field, least, most, label in (
        ("minutes", 10, 120, "Mỗi lượt từ 10 đến 120 phút."),
        ("people", 1, 20, "Mỗi lượt từ 1 đến 20 người."),
        ("days_ahead", 1, 60, "Hẹn trước từ 1 đến 60 ngày."),
    ):
        if not least <= getattr(offered, field) <= most:
            raise Refused(label, field)
    free = sorted(set(offered.free_days))
    if not set(free) <= set(range(7)):
        raise Refused("Chọn lại các thứ trong tuần.", "free_days")
    row = access.rule_of(actor.unit_id, lock=True) or BookingRule(unit_id=actor.unit_id)
    row.open, row.minutes, row.people = offered.open, offered.minutes, offered.people
    row.days_ahead, row.free_days, row.changed_at = offered.days_ahead, free, now
    row.save()
    told = {"open": row.open, "minutes": row.minutes, "people": row.people, "days": row.days_ahead}
    run.audit(row.unit_id, ("booking_rule", row.id), told)
    return Kept(str(row.id))


@command("booking.book")
def book(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, procedure: str, starts_at: datetime, who: Who
) -> Booked:
    """Take a place. ``procedure`` may be "" for any other matter.

    Raises :class:`Refused` (``slot``) for a slot that is full or not offered, or at the field of a person.
    """
    wall.admit(unit_id)
    if actor.kind == "staff" and not (actor.may("booking.serve") and actor.unit_id == unit_id):
        raise NotThere
    person, title = _person(who), _title(unit_id, procedure, now)
    slot, seat = _place(unit_id, starts_at, now)
    if actor.kind == "citizen" and not (person.phone or person.email):
        _booking_share.spare(unit_id, slot.starts_at)
    day = clock.local(slot.starts_at).date()
    serial = run.number(unit_id, f"booking:{day}")
    row = Booking(
        id=ids.uuid7(), unit_id=unit_id, code=f"LH-{day:%y%m%d}-{serial:02}", procedure_code=procedure, title=title,
        starts_at=slot.starts_at, ends_at=slot.ends_at, seat=seat, name=person.name, phone=person.phone,
        email=person.email, made_at=now,
        reminded_at=now if slot.starts_at - now <= BEFORE else None,  # what was said today is not said again
    )  # fmt: skip
    run.add(row)
    run.audit(unit_id, ("booking", row.id), {"code": row.code, "at": clock.iso(row.starts_at)})
    _tell(run, row, "booking_made")
    return _booked(row)


def _person(who: Who) -> Applicant:
    """Check what was typed; a name is not owed, so one stands in for it while the rest is judged."""
    named = bool(text.clean(who.name))
    found = checked(Applicant(who.name if named else NOBODY, who.phone, who.email))
    return found if named else Applicant("", found.phone, found.email)


def _title(unit_id: UUID, procedure: str, now: datetime) -> str:
    if not procedure:
        return OTHER
    _, offered = search_query.at_desk(unit_id, clock.local(now).date())
    offer = offered.every.get(procedure)
    if offer is None:
        raise NotThere
    return offer.entry.title


def _place(unit_id: UUID, starts_at: datetime, now: datetime) -> tuple[booking_days.Slot, int]:
    rule = access.rule_of(unit_id, lock=True)
    slot = booking_days.slot_at(unit_id, clock.local(starts_at), now)
    if rule is None or slot is None:
        raise Refused("Xã không hẹn vào giờ này. Anh/chị chọn giờ khác.", "slot", "no-slot")
    free = set(range(1, rule.people + 1)) - access.seats(unit_id, slot.starts_at)
    if not free:
        raise Refused(FULL, "slot", "full")
    return slot, min(free)


@command("booking.move")
def move(run: Run, *, actor: Actor, now: datetime, booking_id: UUID, starts_at: datetime) -> Booked:
    """Take another slot instead; code and link stay. Raises :class:`Refused` when it is past or the slot is full."""
    row = _open(actor, booking_id, now)
    if clock.local(starts_at) == clock.local(row.starts_at):
        raise Refused("Đây là giờ đang hẹn. Anh/chị chọn giờ khác.", "slot", "same")
    slot, row.seat = _place(row.unit_id, starts_at, now)
    other_day = clock.local(slot.starts_at).date() != clock.local(row.starts_at).date()
    if other_day and actor.kind == "citizen" and not (row.phone or row.email):
        _booking_share.spare(row.unit_id, slot.starts_at)
    row.starts_at, row.ends_at, row.revision = slot.starts_at, slot.ends_at, row.revision + 1
    row.reminded_at = now if slot.starts_at - now <= BEFORE else None
    row.save(update_fields=["starts_at", "ends_at", "seat", "revision", "reminded_at"])
    run.audit(row.unit_id, ("booking", row.id), {"code": row.code, "at": clock.iso(row.starts_at)})
    _tell(run, row, "booking_made")
    return _booked(row)


@command("booking.cancel")
def cancel(run: Run, *, actor: Actor, now: datetime, booking_id: UUID) -> Booked:
    """Call an appointment off; its place is free again at once."""
    row = _open(actor, booking_id, now)
    row.state, row.revision = "cancelled", row.revision + 1
    row.save(update_fields=["state", "revision"])
    run.audit(row.unit_id, ("booking", row.id), {"code": row.code})
    return _booked(row)


def _open(actor: Actor, booking_id: UUID, now: datetime) -> Booking:
    row = access.take(actor, booking_id)
    if row.state != "booked":
        raise Refused("Lịch hẹn này đã xong, hoặc đã hủy.", "", "ended")
    if row.starts_at <= now and actor.kind == "citizen":
        raise Refused("Giờ hẹn đã qua. Anh/chị đặt lịch mới.", "", "past")
    return row


@command("booking.mark")
def mark(run: Run, *, actor: Actor, now: datetime, booking_id: UUID, came: bool) -> Booked:
    """Note that somebody came, or did not; on the day itself and later, never before."""
    if actor.kind != "staff":
        raise NotThere
    row = access.take(actor, booking_id)
    if row.state not in ("booked", "absent"):
        raise Refused("Lịch hẹn này đã ghi rồi, hoặc đã hủy.", "", "ended")
    today, day = clock.local(now).date(), clock.local(row.starts_at).date()
    if today < day or (not came and now < row.starts_at):
        raise Refused("Chưa đến giờ hẹn.", "", "too-early")
    row.state = "came" if came else "absent"
    row.save(update_fields=["state"])
    run.audit(row.unit_id, ("booking", row.id), {"code": row.code, "to": row.state})
    return _booked(row)


@command("booking.remind")
def remind(run: Run, *, actor: Actor, now: datetime, booking_id: UUID) -> Booked:
    """Remind of an appointment that begins within a day, by the channel that was given, if one was."""
    row = access.take(actor, booking_id) if actor.kind == "system" else None
    if row is None or row.state != "booked" or row.reminded_at is not None:
        raise NotThere
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    run.audit(row.unit_id, ("booking", row.id), {"code": row.code})
    _tell(run, row, "booking_reminder")
    return _booked(row)


@command("booking.forget")
def forget(run: Run, *, actor: Actor, now: datetime, booking_id: UUID) -> Booked:
    """Forget who came: the slot, the matter and whether they came stay, for the figures (law.md §15)."""
    row = access.take(actor, booking_id) if actor.kind == "system" else None
    if row is None or row.forgotten_at is not None or row.starts_at > now - KEPT:
        raise NotThere
    row.name, row.phone, row.email, row.forgotten_at = "", "", "", now
    row.save(update_fields=["name", "phone", "email", "forgotten_at"])
    run.audit(row.unit_id, ("booking", row.id), {"code": row.code})
    return _booked(row)


@command("booking.warn")
def warn(run: Run, *, actor: Actor, now: datetime, booking_id: UUID) -> Booked:
    """Tell somebody once that the day of their appointment was closed; the link still moves it or calls it off."""
    row = access.take(actor, booking_id) if actor.kind == "system" else None
    if row is None or row.state != "booked" or booking_days.way(row) is None or warned(row):
        raise NotThere
    run.audit(row.unit_id, ("booking", row.id), {"code": row.code})
    _tell(run, row, "booking_closed")
    return _booked(row)


def warned(row: Booking) -> bool:
    """Tell whether somebody was told that their day was closed: of another day after a move, anew."""
    told = notify.about(row.unit_id, row.id).filter(template="booking_closed")
    return any(one.payload.get("at") == booking_days.said(row) for one in told)


def to_call(unit_id: UUID, now: datetime) -> list[Booking]:
    """Return whose day was closed and whom no message reaches: somebody calls them, if they left a number."""
    return [one for one in booking_days.on_closed_days(unit_id, now) if booking_days.way(one) is None]


def warn_all(now: datetime) -> int:
    """Tell those whose day was closed after they had booked (the loop); return how many."""
    count = 0
    for unit_id in access.units_ahead(now):
        wall.admit(unit_id)
        for row in booking_days.on_closed_days(unit_id, now):
            if booking_days.way(row) is not None and not warned(row):
                warn(actor=SYSTEM, now=now, booking_id=row.id)
                count += 1
    return count


def remind_all(now: datetime) -> int:
    """Remind of what begins within a day (the loop); return how many."""
    found = list(access.to_remind(now, now + BEFORE).values_list("id", flat=True)[:AT_ONCE])
    for booking_id in found:
        remind(actor=SYSTEM, now=now, booking_id=booking_id)
    return len(found)


def forget_all(now: datetime) -> int:
    """Forget the people of appointments a week past (the loop); return how many."""
    found = list(access.to_forget(now - KEPT).values_list("id", flat=True)[:AT_ONCE])
    for booking_id in found:
        forget(actor=SYSTEM, now=now, booking_id=booking_id)
    return len(found)


def _booked(row: Booking) -> Booked:
    return Booked(str(row.id), row.code, access.token_of(row.id))


def _tell(run: Run, row: Booking, template: str) -> None:
    """Tell by the channel that was given: e-mail, or SMS where the commune has it.

    For everybody else the page itself holds code, link and calendar file.
    """
    way = booking_days.way(row)
    if way is None:
        return
    office = org.office_of(row.unit_id)
    said = booking_days.said(row)
    payload: dict[str, Any] = {
        "name": row.name, "address_as": "anh/chị", "title": row.title, "code": row.code,
        "unit": f"{office.unit.kind_word} {office.unit.name}", "phone": office.phone, "where": office.address,
        "at": said, "due": said,
        "link": f"{settings.THANTHIEN_URL}/lich-hen/{access.token_of(row.id)}/",
    }  # fmt: skip
    run.tell(row.unit_id, row.id, *way, template, payload)
