"""The public timetable as a calendar file (iCalendar, RFC 5545): people take it into their phone."""

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from thanthien.core.clock import VN
from thanthien.programme.models import OutingDay
from thanthien.rules.outside import CANCELLED


def calendar(rows: Iterable[OutingDay], host: str, now: datetime) -> str:
    """Return days as the text of an ``.ics`` file; one that was called off is marked so (RFC 5545, 3.8.1.11).

    ``host`` makes the UIDs the commune's own.
    """
    file = Calendar()
    file.add("prodid", "-//Than Thien//VI")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    for row in rows:
        file.add_component(_event(row, host, now))
    text: str = file.to_ical().decode("utf-8")
    return text


def _event(row: OutingDay, host: str, now: datetime) -> Event:
    outing, off = row.outing, row.state == CANCELLED
    event = Event()
    event.add("uid", f"{row.id}@{host}")
    event.add("sequence", int(off))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", datetime.combine(row.day, outing.opens, VN).astimezone(UTC))
    event.add("dtend", datetime.combine(row.day, outing.closes, VN).astimezone(UTC))
    event.add("summary", outing.get_kind_display())
    event.add("location", f"{outing.place}, {outing.hamlet}" if outing.hamlet else outing.place)
    event.add("description", f"Thôi: {row.reason}" if off else outing.offered)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    return event
