"""Moments in Vietnamese time. Viet Nam has one time zone and no summer time, so +07:00 is exact."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from thanthien.rules.errors import BadMoment

VIETNAM = timezone(timedelta(hours=7), "+07:00")
LAST_SECOND = time(23, 59, 59)


def local(moment: datetime) -> datetime:
    """The same instant on a Vietnamese clock. Raises BadMoment for anything without a time zone."""
    if getattr(moment, "tzinfo", None) is None:
        raise BadMoment("Thiếu giờ hoặc múi giờ, nên không biết tính từ lúc nào.")
    return moment if moment.tzinfo is VIETNAM else moment.astimezone(VIETNAM)


def moment(text: str) -> datetime:
    """Read `2026-02-12`, `2026-02-12T09:30` or a full ISO moment; without a zone it is Vietnamese time.

    A bare date means the beginning of that day. Raises BadMoment.
    """
    try:
        read = datetime.fromisoformat(text.strip())
    except (ValueError, TypeError) as wrong:
        raise BadMoment(f"“{str(text)[:40]}” không phải ngày giờ. Ghi như 2026-02-12T09:30.") from wrong
    return local(read if read.tzinfo else read.replace(tzinfo=VIETNAM))


def day_of(text: str) -> date:
    """Read `2026-02-12`. Raises BadMoment."""
    return moment(text).date()


def past(now: datetime, end: datetime, exact: bool) -> bool:
    """Whether a limit is over: one in days with its last second still in time, one in hours at its instant."""
    return now > end if exact else now.date() > end.date()


def end_of(day: date) -> datetime:
    """The last second of a day: how 24:00 (BLDS Đ.148 k.6) is written without slipping to the next date."""
    return datetime.combine(day, LAST_SECOND, VIETNAM)
