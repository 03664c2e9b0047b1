"""The one place that reads the wall clock. Rules, queries and commands get ``now`` as an argument."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")
_rehearsal = threading.local()


def now() -> datetime:
    """Return the present moment in Vietnam, or the moment being rehearsed in this thread."""
    rehearsed: datetime | None = getattr(_rehearsal, "at", None)
    return rehearsed if rehearsed is not None else datetime.now(VN)


def today() -> date:
    """Return the calendar day in Vietnam."""
    return now().date()


def rehearsed() -> datetime | None:
    """Return the moment being rehearsed, or None when the clock is the real one."""
    return getattr(_rehearsal, "at", None)


@contextmanager
def rehearse(at: datetime) -> Iterator[None]:
    """Let this thread live at ``at`` (tests and the demo's history only)."""
    before = getattr(_rehearsal, "at", None)
    _rehearsal.at = at.astimezone(VN)
    try:
        yield
    finally:
        _rehearsal.at = before


def local(at: datetime) -> datetime:
    """Return the same moment with Vietnam's offset."""
    return at.astimezone(VN)


def iso(at: datetime) -> str:
    """Write a moment as ISO 8601 with ``+07:00``, to the second."""
    return at.astimezone(VN).isoformat(timespec="seconds")


def day_start(day: date) -> datetime:
    """Return 00:00 of a day in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=VN)


def iso_micro(at: datetime) -> str:
    """Write a moment as ISO 8601 with microseconds, for cursors."""
    return at.astimezone(VN).isoformat()
