"""The chair's next days: meetings, days on which the commune receives people (at a hamlet, without appointment)."""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from django.urls import reverse

from thanthien.core import clock
from thanthien.office.guard import StaffRequest
from thanthien.onestop import service as onestop
from thanthien.programme.service import meetings, outside
from thanthien.rules.outside import CANCELLED, NO_APPOINTMENT

DAYS: Final = 7
FREE: Final = "Ngày không phải hẹn: ai đến cũng được"


class Entry(NamedTuple):
    """One line: when (``hour`` false: all day), what, where it is read (or ""), the rest of the sentence."""

    at: datetime
    hour: bool
    words: str
    link: str = ""
    more: str = ""
    off: bool = False


def diary(request: StaffRequest) -> list[Entry]:
    """Return the entries of the days to come, by the hour; what is all day stands first on its day."""
    unit_id, today = request.actor.scope, clock.local(request.now).date()
    out = [one for one in outside.timetable(unit_id, today) if today <= one.day.day < today + timedelta(days=DAYS)]
    told = {one.day.day for one in out if one.day.outing.kind == NO_APPOINTMENT and one.day.state != CANCELLED}
    found = [_meeting(one.meeting) for one in meetings.own_on(request.actor, today, DAYS)]
    found += [_outing(one, request) for one in out]
    found += [_received(one, told) for one in onestop.booking.days_ahead(unit_id, today, DAYS)]
    return sorted((one for one in found if one.words), key=lambda one: (one.at, one.words))


def _meeting(row: meetings.Meeting) -> Entry:
    link = reverse("office:meeting", args=[row.id])
    return Entry(row.starts_at, True, row.title, link, row.place, row.state == "cancelled")


def _outing(line: outside.DayLine, request: StaffRequest) -> Entry:
    row = line.day.outing
    mine = any(str(one.staff_id) == request.actor.id for one in line.posts)
    at = datetime.combine(line.day.day, row.opens, clock.VN)
    place = f"{row.place}, có {request.called} phục vụ" if mine else row.place
    return Entry(at, True, row.get_kind_display(), "", place, line.day.state == CANCELLED)


def _received(one: onestop.booking.Ahead, told: set[date]) -> Entry:
    free = FREE if one.free and one.day not in told else ""
    booked = f"{one.booked} người đã đặt lịch ở Một cửa" if one.booked else ""
    return Entry(clock.day_start(one.day), False, free or booked, "", booked if free else "")
