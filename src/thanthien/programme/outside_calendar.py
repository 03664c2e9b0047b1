"""The public timetable as a calendar file: people take it into their phone."""

from collections.abc import Iterable
from datetime import datetime

from thanthien.core import ics
from thanthien.core.clock import VN
from thanthien.programme.models import OutingDay
from thanthien.rules.outside import CANCELLED


def calendar(rows: Iterable[OutingDay], host: str, now: datetime) -> str:
    """Return days as the text of an ``.ics`` file; one that was called off is marked so (RFC 5545, 3.8.1.11).

    ``host`` makes the UIDs the commune's own.
    """
    return ics.calendar((_entry(row, host) for row in rows), ics.PUBLISH, now)


def _entry(row: OutingDay, host: str) -> ics.Entry:
    outing, off = row.outing, row.state == CANCELLED
    return ics.Entry(
        f"{row.id}@{host}", int(off), datetime.combine(row.day, outing.opens, VN),
        datetime.combine(row.day, outing.closes, VN), outing.get_kind_display(),
        f"{outing.place}, {outing.hamlet}" if outing.hamlet else outing.place,
        f"Thôi: {row.reason}" if off else outing.offered, off,
    )  # fmt: skip
