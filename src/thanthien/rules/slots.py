"""Slots of a day for appointments: whole ones inside the sessions of the office, none across the midday break."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo

from thanthien.rules.office_hours import Session


def slots(day: date, sessions: Iterable[Session], minutes: int, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    """Yield beginning and end of each slot. A rest shorter than a slot at the end of a session gives none.

    ``minutes`` is the length of a slot, at least 5; raises ``ValueError`` below.
    """
    if minutes < 5:
        raise ValueError("a slot has at least five minutes")
    length = timedelta(minutes=minutes)
    for session in sessions:
        at, end = (datetime.combine(day, hour, zone) for hour in (session.opens, session.closes))
        while at + length <= end:
            yield at, at + length
            at += length
