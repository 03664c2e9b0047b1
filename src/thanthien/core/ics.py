"""Calendar files (iCalendar, RFC 5545; how an entry is asked for, moved and called off by e-mail: RFC 5546)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from icalendar import Calendar, Event, vCalAddress, vText

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
TYPE: Final = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment. The same ``uid`` and a higher ``sequence`` let a calendar move the entry that it has."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    location: str
    description: str
    cancelled: bool = False


def calendar(
    entries: Iterable[Entry], method: str, now: datetime, *, organizer: tuple[str, str] = ("", ""), attendee: str = ""
) -> str:
    """Return entries as the text of an ``.ics`` file.

    ``method`` is one of RFC 5546: REQUEST and CANCEL name ``organizer`` (name, address) and ``attendee`` (address),
    PUBLISH names nobody.
    """
    file = Calendar()
    file.add("prodid", "-//Than Thien//VI")
    file.add("version", "2.0")
    file.add("method", method)
    for entry in entries:
        event = _event(entry, now)
        if attendee:
            host = vCalAddress(f"MAILTO:{organizer[1]}")
            host.params["CN"] = vText(organizer[0])
            event.add("organizer", host)
            event.add("attendee", vCalAddress(f"MAILTO:{attendee}"))
        file.add_component(event)
    return str(file.to_ical(), "utf-8")


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.starts.astimezone(UTC))
    event.add("dtend", entry.ends.astimezone(UTC))
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("description", entry.description)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event
