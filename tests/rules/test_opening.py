"""Open or closed, and the closure before the door."""

from datetime import date, datetime, time

import pytest

from thanthien.rules.moments import VIETNAM
from thanthien.rules.office_hours import DEFAULT_DAY, DEFAULT_HOURS, OfficeHours, Session
from thanthien.rules.opening import closure, opening, said_hours


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "until", "next_at"),
    [
        (at(23, 7, 30), at(23, 11, 30), None),
        (at(23, 16, 59), at(23, 17), None),
        (at(23, 11, 30), None, at(23, 13)),
        (at(23, 7, 29), None, at(23, 7, 30)),
        (at(23, 17), None, at(25, 7, 30)),  # 24/11 is a holiday
        (at(21, 9), None, at(23, 7, 30)),  # a plain Saturday
        (at(22, 9, month=8), at(22, 11, 30, month=8), None),  # a make-up Saturday
    ],
)
def test_open_until_or_closed_until(now: datetime, until: datetime | None, next_at: datetime | None) -> None:
    found = opening(now, DEFAULT_HOURS)
    assert (found.is_open, found.until, found.next_at) == (until is not None, until, next_at)


def test_tomorrows_holiday_is_told_today_and_on_the_day_itself() -> None:
    for now in (at(23, 9), at(24, 9)):
        found = closure(now, DEFAULT_HOURS)
        assert found is not None
        assert (found.first, found.last, found.opens_at) == (date(2026, 11, 24), date(2026, 11, 24), at(25, 7, 30))
        assert found.reason == "Ngày Văn hóa Việt Nam"


@pytest.mark.parametrize("now", [at(20, 16), at(22, 9), at(25, 9), at(22, 9, month=8)])
def test_a_weekend_is_no_closure(now: datetime) -> None:
    assert closure(now, DEFAULT_HOURS) is None


def test_a_long_closure_is_told_whole() -> None:
    found = closure(at(13, 9, month=2), DEFAULT_HOURS)
    tet = closure(at(15, 9, month=2), DEFAULT_HOURS)
    assert found is None or found.first >= date(2026, 2, 14)
    assert tet is not None
    assert tet.first == date(2026, 2, 16)
    assert tet.opens_at is not None
    assert tet.opens_at.date() > tet.last >= date(2026, 2, 20)


def test_the_week_in_words() -> None:
    assert said_hours(DEFAULT_HOURS) == ("Thứ Hai đến thứ Sáu:", "7:30–11:30 và 13:00–17:00")
    short = (Session(time(8), time(11)),)
    mixed = OfficeHours(week=(*(DEFAULT_DAY,) * 4, short, short, ()))
    assert said_hours(mixed) == (
        "Thứ Hai đến thứ Năm:", "7:30–11:30 và 13:00–17:00", "Thứ Sáu đến thứ Bảy:", "8:00–11:00",
    )  # fmt: skip
