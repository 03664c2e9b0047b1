"""A meeting as a calendar file (``core.ics``)."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from thanthien.core import ics
from thanthien.core.ics import CANCEL, PUBLISH, REQUEST
from thanthien.programme.models import Meeting

__all__ = ["CANCEL", "PUBLISH", "REQUEST", "agenda_lines", "calendar"]


def calendar(row: Meeting, method: str, now: datetime, *, organizer: str = "", attendee: str = "") -> str:
    """Return a meeting as the text of an ``.ics`` file; ``method`` and who is named: see :func:`core.ics.calendar`."""
    entry = ics.Entry(
        f"{row.id}@{settings.DEFAULT_FROM_EMAIL.partition('@')[2]}", row.revision, row.starts_at, row.ends_at,
        f"{row.title}: {row.board.name}", row.place, "\n".join(agenda_lines(row.agenda)),
        method == CANCEL or row.state == "cancelled",
    )  # fmt: skip
    host = (organizer, settings.DEFAULT_FROM_EMAIL)
    return ics.calendar([entry], method, now, organizer=host, attendee=attendee)


def agenda_lines(agenda: Sequence[dict[str, object]]) -> list[str]:
    """Return an agenda in words, one line an item: number, title, who presents, how long."""
    return [
        f"{number}. {item['title']}" + (f" ({item['by']})" if item["by"] else "")
        + (f", {item['minutes']} phút" if item["minutes"] else "")
        for number, item in enumerate(agenda, start=1)
    ]  # fmt: skip
