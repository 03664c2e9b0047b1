"""The table of days off, and the edges where it must refuse."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from holidays import country_holidays

from thanthien.rules.calendar import NATIONAL, Calendar, Day, parse
from thanthien.rules.errors import BadCalendar, OutOfCalendar

# Weekdays off and Saturdays worked, year by year, typed in a second time from the notices.
OFF = {
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
}
WORKED = {2023: "", 2024: "05-04", 2025: "04-26", 2026: "01-10 08-22", 2027: ""}


@pytest.mark.parametrize("year", OFF)
def test_the_table_agrees_with_the_notices(year: int) -> None:
    special = NATIONAL.specials_between(date(year, 1, 1), date(year, 12, 31))
    first = [NATIONAL.day(date(year, 1, 1))] if year != 2023 else []
    rows = first + special
    assert {f"{d.date:%m-%d}" for d in rows if not d.works} == set(OFF[year].split())
    assert {f"{d.date:%m-%d}" for d in rows if d.works} == set(WORKED[year].split())


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2028, 1, 1), date.min, date.max])
def test_days_outside_the_table_are_refused(day: date) -> None:
    for ask in (NATIONAL.day, NATIONAL.is_working_day, NATIONAL.next_working_day, NATIONAL.roll_forward):
        with pytest.raises(OutOfCalendar, match="ịch nghỉ"):
            ask(day)


def test_counting_past_the_end_is_refused() -> None:
    with pytest.raises(OutOfCalendar, match="mới có đến"):
        NATIONAL.add_working_days(date(2027, 12, 30), 2)
    with pytest.raises(OutOfCalendar, match="trước ngày"):
        NATIONAL.add_working_days(date(2023, 1, 4), -3)


def test_a_moment_is_taken_as_its_day() -> None:
    noon = datetime.fromisoformat("2026-11-23T12:00")
    assert NATIONAL.next_working_day(noon) == date(2026, 11, 25)
    assert NATIONAL.day(noon).kind == "work"


def test_going_back_starts_right_on_a_day_off() -> None:
    assert NATIONAL.add_working_days(date(2026, 11, 24), -1) == date(2026, 11, 23)
    assert NATIONAL.add_working_days(date(2026, 11, 22), -1) == date(2026, 11, 20)
    assert NATIONAL.add_working_days(date(2026, 11, 25), 0) == date(2026, 11, 25)


def test_a_local_closure_is_not_a_national_swap() -> None:
    closed = Day(date(2026, 11, 25), "swapped_off", "bão", "TB 12/TB-UBND", scope="15163")
    local = NATIONAL.with_days([closed], "2026-11-24")
    assert local.add_working_days(date(2026, 11, 23), 1) == date(2026, 11, 26)
    assert local.day(date(2026, 11, 25)).said == "nghỉ theo thông báo của địa phương"
    assert NATIONAL.is_working_day(date(2026, 11, 25))
    assert local.version != NATIONAL.version


def test_a_later_notice_makes_an_estimate_firm() -> None:
    new_year = NATIONAL.day(date(2027, 1, 1))._replace(status="firm", notice="TB mới")
    asked = (date(2026, 12, 30), date(2027, 1, 5))
    assert NATIONAL.estimates_between(*asked) == ("Tết Dương lịch 2027 mới tính từ luật, chưa có thông báo.",)
    assert NATIONAL.with_days([new_year]).estimates_between(*asked) == ()


@pytest.mark.parametrize(
    "day",
    [
        Day(date(2026, 11, 25), "makeup_work"),
        Day(date(2026, 11, 25), "feast"),
        Day(date(2030, 1, 1), "holiday"),
    ],
)
def test_an_impossible_day_is_refused(day: Day) -> None:
    with pytest.raises(BadCalendar):
        NATIONAL.with_days([day])


def test_a_day_named_twice_is_refused() -> None:
    row = '[[occasion]]\nreason="x"\nnotice="y"\nholiday=[2026-01-01]\n'
    with pytest.raises(BadCalendar, match="hai lần"):
        parse(f'version="1"\nfirst=2026-01-01\nlast=2026-12-31\n{row}{row}')


def test_an_empty_calendar_still_knows_weekends() -> None:
    plain = Calendar(date(2026, 1, 1), date(2026, 1, 31), {})
    assert plain.add_working_days(date(2026, 1, 1), 1) == date(2026, 1, 2)
    assert plain.roll_forward(date(2026, 1, 3)) == date(2026, 1, 5)


def test_report_differences_from_the_holidays_package() -> None:
    """Report only: the package is a guess for years without a notice, our table is the notices."""
    other = country_holidays("VN", years=range(2023, 2027))
    weekdays = (date.fromordinal(n) for n in range(date(2023, 1, 1).toordinal(), date(2027, 1, 1).toordinal()))
    differ = [d for d in weekdays if NATIONAL.is_working_day(d) != other.is_working_day(d)]
    print("holidays package differs on:", ", ".join(map(str, differ)) or "no day")
    assert all(NATIONAL.day(d).notice for d in differ), "where we differ, a notice stands behind our table"
