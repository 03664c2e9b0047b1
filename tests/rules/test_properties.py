"""Properties of the clock that no law could contradict."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from thanthien.rules.calendar import NATIONAL, Day
from thanthien.rules.clock import VIETNAM, Due, Event, Limit, due
from thanthien.rules.limits import UNITS
from thanthien.rules.office_hours import DEFAULT_HOURS
from thanthien.rules.supplement import SupplementPolicy

MODERATE = settings(max_examples=60, deadline=None)
KEEP = SupplementPolicy("pause", "x", "x", "in_force")

days = st.dates(date(2023, 2, 1), date(2026, 10, 1))
moments = st.datetimes(
    datetime.fromisoformat("2023-01-01"),
    datetime.fromisoformat("2026-10-01"),
    timezones=st.just(VIETNAM),
    allow_imaginary=False,
)
counts = st.integers(1, 60)
units = st.sampled_from(sorted(UNITS))
gaps = st.timedeltas(timedelta(0), timedelta(days=12))


def limit_of(count: int, unit: str) -> Limit:
    return Limit({"months": count % 6 + 1, "years": 1}.get(unit, count), unit)


def stops(*pairs: tuple[datetime, datetime]) -> list[Event]:
    return [e for a, b in pairs for e in (Event("pause", a), Event("resume", b))]


def ends(start: datetime, limit: Limit, *pairs: tuple[datetime, datetime]) -> datetime:
    return due(start, limit, events=stops(*pairs)).at


@MODERATE
@given(moments, counts, units, days)
def test_a_new_holiday_never_makes_a_date_earlier(start: datetime, n: int, unit: str, off: date) -> None:
    limit = limit_of(n, unit)
    more = NATIONAL.with_days([Day(off, "holiday", "thử")])
    assert due(start, limit, more).at >= due(start, limit).at


@MODERATE
@given(moments, st.integers(2, 60), st.integers(0, 15), st.data())
def test_a_pause_of_n_working_days_moves_the_date_by_n(
    start: datetime, value: int, n: int, data: st.DataObject
) -> None:
    limit = Limit(value, "working_days")
    plain = due(start, limit).due_on
    into = data.draw(st.integers(0, value - 1))
    stop = max(start, datetime.combine(NATIONAL.add_working_days(start.date(), into), start.time(), VIETNAM))
    resumed = datetime.combine(NATIONAL.add_working_days(stop.date(), n), start.time(), VIETNAM)
    moved = due(start, limit, events=stops((stop, max(stop, resumed)))).due_on
    assert NATIONAL.working_days_between(plain, moved) == n


@MODERATE
@given(moments, counts, units, gaps, gaps, gaps)
def test_splitting_a_pause_changes_nothing(
    start: datetime, n: int, unit: str, wait: timedelta, first: timedelta, second: timedelta
) -> None:
    limit = limit_of(n, unit)
    stop = start + wait
    middle, resumed = stop + first, stop + first + second
    whole = ends(start, limit, (stop, resumed))
    assert ends(start, limit, (stop, middle), (middle, resumed)) == whole


@MODERATE
@given(moments, counts, units, gaps)
def test_a_pause_of_no_length_changes_nothing(start: datetime, n: int, unit: str, wait: timedelta) -> None:
    limit = limit_of(n, unit)
    assert ends(start, limit, (start + wait, start + wait)) == due(start, limit).at


@MODERATE
@given(moments, counts, units)
def test_longer_limits_never_end_earlier(start: datetime, n: int, unit: str) -> None:
    if unit in ("working_days", "calendar_days", "hours", "working_hours"):
        assert due(start, Limit(n + 1, unit)).at >= due(start, Limit(n, unit)).at


@MODERATE
@given(moments, moments, counts, units)
def test_who_comes_later_is_never_due_earlier(a: datetime, b: datetime, n: int, unit: str) -> None:
    limit = limit_of(n, unit)
    assert due(min(a, b), limit).at <= due(max(a, b), limit).at


@MODERATE
@given(moments, counts, units)
def test_a_limit_in_days_never_ends_on_a_day_off(start: datetime, n: int, unit: str) -> None:
    if unit != "hours":
        assert NATIONAL.is_working_day(due(start, limit_of(n, unit)).due_on)


@MODERATE
@given(moments, counts)
def test_working_hours_are_used_up_exactly(start: datetime, n: int) -> None:
    at = due(start, Limit(n, "working_hours")).at
    assert DEFAULT_HOURS.worked_between(start, at, NATIONAL) == timedelta(hours=n)


@MODERATE
@given(days, st.integers(1, 200))
def test_counting_there_and_back(day: date, n: int) -> None:
    there = NATIONAL.add_working_days(day, n)
    assert NATIONAL.working_days_between(day, there) == n
    assert NATIONAL.is_working_day(there)
    back = NATIONAL.add_working_days(there, -n)
    assert back <= day
    assert NATIONAL.working_days_between(back, day) == 0


@MODERATE
@given(moments, counts, units, gaps, gaps)
def test_a_pause_never_makes_a_date_earlier(
    start: datetime, n: int, unit: str, wait: timedelta, length: timedelta
) -> None:
    limit = limit_of(n, unit)
    assert ends(start, limit, (start + wait, start + wait + length)) >= due(start, limit).at


@MODERATE
@given(moments, counts, units, gaps, gaps)
def test_what_is_drawn_is_what_was_counted(
    start: datetime, n: int, unit: str, wait: timedelta, length: timedelta
) -> None:
    found = due(start, limit_of(n, unit), events=stops((start + wait, start + wait + length)))
    _drawn_right(found, n, unit)


def _drawn_right(found: Due, n: int, unit: str) -> None:
    numbers = [mark.number for mark in found.days if mark.number]
    assert numbers == list(range(1, len(numbers) + 1))
    if unit == "working_days":
        assert len(numbers) == n
    assert [m.date for m in found.days if m.role == "due"] == [found.due_on]
    assert all(step.note and step.article and step.rule for step in found.steps)
    assert {len(week) for week in found.weeks()} == {7}
    assert found.weeks()[0][0].date.weekday() == 0


@MODERATE
@given(moments, counts, gaps, gaps)
def test_the_pause_policy_is_the_same_as_a_pause(start: datetime, n: int, wait: timedelta, length: timedelta) -> None:
    limit = Limit(n, "working_days")
    asked, complete = start + wait, start + wait + length
    told = [Event("supplement", asked), Event("complete", complete)]
    assert due(start, limit, events=told, policy=KEEP).at == ends(start, limit, (asked, complete))
