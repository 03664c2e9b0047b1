"""Who booked an hour comes: code in, number out, at the machine in the hall or at the desk."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, text
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import search_query
from thanthien.onestop.access import booking as access
from thanthien.onestop.commands.tickets import Given, issue, may_give
from thanthien.onestop.models import Booking, Ticket
from thanthien.org import service as org
from thanthien.rules import tickets as rules
from thanthien.rules import words

LINK: Final = re.compile(r"/lich-hen/([^/?#\s]+)")  # what the QR code of an appointment holds
CODE: Final = re.compile(r"(?:LH)?([0-9]{6})([0-9]{2,4})", re.IGNORECASE)
UNKNOWN: Final = "Xã chưa thấy lịch hẹn nào có mã này. Xem lại mã, hoặc đưa cho cán bộ ở quầy xem giúp."
ANYWAY: Final = "Cần làm hôm nay thì lấy số thường, không phải đặt lại."


@command("booking.arrive")
def arrive(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, code: str, lane: str, kiosk_id: UUID | None = None
) -> Given:
    """Note that the person of an appointment came and give their number, once.

    ``code`` is what was typed or scanned: the code, its digits alone, or the appointment's link. A machine gives the
    number from half an hour before the hour until half an hour after its slot; a clerk all day. Raises
    :class:`Refused` (field ``code``): ``unknown``, ``elsewhere``, ``cancelled``, ``taken``, ``early``, ``late``;
    :class:`NotThere` for who may not.
    """
    may_give(actor, unit_id, kiosk_id)
    row = access.take(actor, expected(unit_id, code, now, at_desk=kiosk_id is None).id)
    _judge(row, now, at_desk=kiosk_id is None)  # once more, now that it is locked
    row.state = "came"
    row.save(update_fields=["state"])
    run.audit(unit_id, ("booking", row.id), {"code": row.code, "to": row.state})
    by = "desk" if kiosk_id is None else "kiosk"
    ticket = Ticket(unit_id=unit_id, lane=lane, service=_service(row, now), taken_at=now, booking=row)
    return issue(run, ticket, by, act="ticket.take")


def expected(unit_id: UUID, code: str, now: datetime, *, at_desk: bool = False) -> Booking:
    """Return the appointment whose person may have a number now; raises :class:`Refused` as :func:`arrive` does."""
    row = _found(unit_id, text.clean(code)[:300])
    _judge(row, now, at_desk=at_desk)
    return row


def _found(unit_id: UUID, typed: str) -> Booking:
    link = LINK.search(typed)
    known = CODE.fullmatch(re.sub(r"[\s.\-–]", "", typed))
    try:
        if link:
            row = access.by_token(link[1])
        elif known:
            row = access.by_code(unit_id, f"LH-{known[1]}-{known[2]}")
        else:
            raise NotThere
    except NotThere:
        raise Refused(UNKNOWN, "code", "unknown") from None
    if row.unit_id != unit_id:
        there = org.office_of(row.unit_id).unit
        raise Refused(f"Lịch hẹn này ở {there.kind_word} {there.name}, không phải ở đây. {ANYWAY}", "code", "elsewhere")
    return row


def _judge(row: Booking, now: datetime, *, at_desk: bool) -> None:
    if row.state == "cancelled":
        raise Refused(f"Lịch hẹn này đã hủy. {ANYWAY}", "code", "cancelled")
    if row.state == "came":
        raise Refused(_taken(row), "code", "taken")
    today, day = clock.local(now).date(), clock.local(row.starts_at).date()
    at = clock.local(row.starts_at)
    said = f"{words.clock_time(at)} {words.WEEKDAYS[at.weekday()]} {words.short_year(at)}"
    if today > day or (not at_desk and now > row.ends_at + rules.GRACE):
        raise Refused(f"Giờ hẹn {said} đã qua. {ANYWAY}", "code", "late")
    if today < day:
        raise Refused(f"Lịch hẹn này vào {said}, chưa đến ngày. {ANYWAY}", "code", "early")
    if not at_desk and now < row.starts_at - rules.EARLY:
        opens = words.clock_time(clock.local(row.starts_at - rules.EARLY))
        raise Refused(f"Hẹn lúc {words.clock_time(at)}, máy cho số từ {opens}. {ANYWAY}", "code", "early")


def _taken(row: Booking) -> str:
    ticket = Ticket.objects.filter(booking=row).first()
    if ticket is None:
        return "Lịch hẹn này cán bộ đã ghi là đã đến. Chưa có số thì đến quầy, cán bộ cho số."
    at = words.clock_time(clock.local(ticket.taken_at))
    return f"Lịch hẹn này đã lấy số {ticket.label} lúc {at}. Không còn giấy thì đến quầy, cán bộ in lại."


def _service(row: Booking, now: datetime) -> str:
    _, offered = search_query.at_desk(row.unit_id, clock.local(now).date())
    offer = offered.every.get(row.procedure_code)
    return rules.service_of(offer.entry.group if offer else "")
