"""A meeting as a calendar file (iCalendar, RFC 5545; how it is asked, moved and called off by e-mail: RFC 5546)."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from thanthien.programme.models import Meeting

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def calendar(row: Meeting, method: str, now: datetime, *, organizer: str = "", attendee: str = "") -> str:
    """Return a meeting as the text of an ``.ics`` file.

    The same UID and a higher SEQUENCE let a calendar move the entry it has (RFC 5545, 3.8.4.7, 3.8.7.4). ``method``
    is one of RFC 5546: REQUEST and CANCEL name ``organizer`` and ``attendee``, PUBLISH names nobody.
    """
    domain = settings.DEFAULT_FROM_EMAIL.partition("@")[2]
    event = Event()
    event.add("uid", f"{row.id}@{domain}")
    event.add("sequence", row.revision)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", row.starts_at.astimezone(UTC))
    event.add("dtend", row.ends_at.astimezone(UTC))
    event.add("summary", f"{row.title}: {row.board.name}")
    event.add("location", row.place)
    event.add("description", "\n".join(agenda_lines(row.agenda)))
    event.add("status", "CANCELLED" if method == CANCEL or row.state == "cancelled" else "CONFIRMED")
    if attendee:
        host = vCalAddress(f"MAILTO:{settings.DEFAULT_FROM_EMAIL}")
        host.params["CN"] = vText(organizer)
        event.add("organizer", host)
        event.add("attendee", vCalAddress(f"MAILTO:{attendee}"))
    file = Calendar()
    file.add("prodid", "-//Than Thien//VI")
    file.add("version", "2.0")
    file.add("method", method)
    file.add_component(event)
    return str(file.to_ical(), "utf-8")


def agenda_lines(agenda: Sequence[dict[str, object]]) -> list[str]:
    """Return an agenda in words, one line an item: number, title, who presents, how long."""
    return [
        f"{number}. {item['title']}" + (f" ({item['by']})" if item["by"] else "")
        + (f", {item['minutes']} phút" if item["minutes"] else "")
        for number, item in enumerate(agenda, start=1)
    ]  # fmt: skip
