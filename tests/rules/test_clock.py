"""Refusals of the clock, and what a derivation carries."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from thanthien.rules.clock import Event, Limit, due, moment, parse_event
from thanthien.rules.clock_state import clock_state, days_late
from thanthien.rules.errors import (
    BadCalendar,
    BadEvents,
    BadLimit,
    BadMoment,
    LimitUnknown,
    OutOfCalendar,
    RuleError,
    SecondReappointment,
)
from thanthien.rules.office_hours import DEFAULT_HOURS, OfficeHours, Session
from thanthien.rules.reckoning import check_new_date

START = moment("2026-11-11T09:20")
FIVE = Limit(5, "working_days", "1.004884", "QĐ công bố")


@pytest.mark.parametrize(
    ("value", "unit"), [(0, "hours"), (-1, "months"), (True, "hours"), (2.5, "hours"), ("5", "hours"), (5, "weeks")]
)
def test_an_impossible_limit_is_refused(value: Any, unit: str) -> None:
    with pytest.raises(BadLimit):
        Limit(value, unit)


def test_an_unknown_limit_gives_no_date() -> None:
    with pytest.raises(LimitUnknown) as refused:
        Limit(None, "working_days")
    assert refused.value.problem == "limit-unknown"


@pytest.mark.parametrize("start", [datetime.fromisoformat("2026-11-11T09:20"), date(2026, 11, 11), None, "2026-11-11"])
def test_a_moment_without_a_zone_is_refused(start: Any) -> None:
    with pytest.raises(BadMoment):
        due(start, FIVE)


@pytest.mark.parametrize("text", ["", "hôm qua", "2026-02-30", "31/12/2026"])
def test_an_unreadable_moment_is_refused(text: str) -> None:
    with pytest.raises(BadMoment):
        moment(text)


def test_any_zone_is_read_on_the_vietnamese_clock() -> None:
    late_evening = datetime.fromisoformat("2026-11-11T17:30:00+00:00")
    assert due(late_evening, FIVE).start.date() == date(2026, 11, 12)


@pytest.mark.parametrize("limit", [FIVE, Limit(5, "hours"), Limit(1, "working_hours"), Limit(1, "months")])
def test_days_outside_the_table_are_refused_in_every_unit(limit: Limit) -> None:
    with pytest.raises(OutOfCalendar):
        due(moment("2022-12-30T09:00"), limit)
    with pytest.raises(OutOfCalendar):
        due(moment("2027-12-31T16:59"), Limit(100_000, limit.unit))


@pytest.mark.parametrize(
    "text",
    [
        "resume@2026-11-12T08:00",
        "complete@2026-11-12T08:00",
        "pause@2026-11-12T08:00 complete@2026-11-13T08:00",
        "pause@2026-11-12T08:00 supplement@2026-11-13T08:00",
        "pause@2026-11-10T08:00",
        "verify@2026-11-12T08:00",
        "redate@2026-11-12T08:00",
        "apologise@2026-11-17T08:00/2026-11-18",
        "apologise@2026-11-17T08:00/2026-11-22",
        "apologise@2026-11-30T08:00/2026-11-26",
    ],
)
def test_events_that_cannot_have_happened_are_refused(text: str) -> None:
    with pytest.raises(BadEvents):
        due(START, FIVE, events=[parse_event(word) for word in text.split()])


@pytest.mark.parametrize("text", ["pause", "stop@2026-11-12", "pause@gestern", "@2026-11-12"])
def test_an_unreadable_event_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        parse_event(text)


def test_a_second_new_date_is_refused_and_a_dateless_apology_is_not() -> None:
    first = parse_event("apologise@2026-11-17T16:00/2026-11-26")
    with pytest.raises(SecondReappointment):
        due(START, FIVE, events=[first, parse_event("apologise@2026-11-25T16:00/2026-12-01")])
    found = due(START, FIVE, events=[first, parse_event("apologise@2026-11-27T16:00")])
    assert (found.due_on, found.revised_on) == (date(2026, 11, 18), date(2026, 11, 26))


def test_a_redated_case_is_paused_from_its_new_date() -> None:
    told = "redate@2026-11-12T08:00/2026-11-20 pause@2026-11-16T08:00 resume@2026-11-18T08:00"
    found = due(START, FIVE, events=[parse_event(word) for word in told.split()])
    assert found.due_on == date(2026, 11, 25)
    assert found.sentence() == "Ngày hẹn định lại: thứ Tư 25/11/2026."


def test_verification_survives_a_supplement() -> None:
    limit = Limit(3, "working_days", max_value=8)
    told = "verify@2026-11-12T08:00 supplement@2026-11-13T08:00 complete@2026-11-16T08:00"
    found = due(START, limit, events=[parse_event(word) for word in told.split()])
    assert found.due_on == date(2026, 11, 27)


def test_the_promised_shape() -> None:
    told = due(START, Limit(5, "working_days", "1.004884 v1", "thủ tục 1.004884", "assumed")).to_json()
    assert (told["due_on"], told["due_at"]) == ("2026-11-18", "2026-11-18T23:59:59+07:00")
    assert (told["status"], told["assumed"]) == ("firm", ["1.004884 v1"])
    steps = told["steps"]
    assert isinstance(steps, list)
    assert all(set(step) == {"rule", "article", "from", "to", "note"} for step in steps)
    assert all(step["rule"] and step["article"] and step["note"] for step in steps)


def test_a_standing_clock_promises_nothing() -> None:
    found = due(START, FIVE, events=[parse_event("supplement@2026-11-12T08:00")])
    told = found.to_json()
    assert (told["due_on"], told["due_at"], told["status"]) == (None, None, "estimate")
    assert told["assumed"] == ["TTHC-15"]
    assert "chờ bổ sung" in found.sentence()
    assert found.steps[0].note == "Thời hạn 5 ngày làm việc."


def test_a_pause_after_the_lawful_end_does_not_hide_lateness() -> None:
    found = due(START, FIVE, events=[parse_event("supplement@2026-11-19T08:00")])
    assert found.state(moment("2026-11-23T09:00")).late


def test_hours_are_late_at_once_and_said_in_hours() -> None:
    found = due(START, Limit(2, "hours"))
    assert found.at == moment("2026-11-11T11:20")
    assert not found.state(moment("2026-11-11T11:20")).late
    assert found.state(moment("2026-11-11T10:20")).short == "Còn 1 giờ"
    assert found.state(moment("2026-11-11T11:50")).short == "Trễ 30 phút"
    assert found.state(moment("2026-11-11T14:20")).long == "Trễ 3 giờ"
    assert found.state(moment("2026-11-13T14:20")).long == "Trễ 2 ngày"


def test_an_estimate_says_so() -> None:
    found = due(moment("2026-12-28T09:00"), FIVE)
    assert found.status == "estimate"
    assert found.state(moment("2026-12-28T10:00")).long == "Đúng hẹn, còn 5 ngày (dự kiến)"


def test_late_on_a_weekend_counts_as_one_day() -> None:
    friday = due(moment("2026-11-13T09:00"), FIVE).at
    assert [days_late(moment(f"2026-11-{day}T09:00"), friday) for day in (20, 21, 23, 25)] == [0, 1, 1, 2]


def test_a_decided_case_has_no_running_clock() -> None:
    state = clock_state(now=moment("2027-01-05"), lawful_at=due(START, FIVE).at, done_at=moment("2026-11-18T23:00"))
    assert (state.kind, state.late) == ("done", False)


@pytest.mark.parametrize("day", ["2026-11-18", "2026-11-22", "2026-11-10"])
def test_a_new_date_must_be_later_and_worked(day: str) -> None:
    with pytest.raises(BadEvents):
        check_new_date(
            date.fromisoformat(day), date(2026, 11, 18), moment("2026-11-17T09:00"), due(START, FIVE).calendar
        )


@pytest.mark.parametrize(
    "week",
    [((),) * 6, ((Session(time(9), time(8)),),) * 7, ((Session(time(8), time(12)), Session(time(11), time(17))),) * 7],
)
def test_impossible_hours_are_refused(week: Any) -> None:
    with pytest.raises(BadCalendar):
        OfficeHours(week)


def test_sessions_are_half_open_and_saturdays_do_not_count() -> None:
    calendar = due(START, FIVE).calendar
    both = OfficeHours((*DEFAULT_HOURS.week[:5], (Session(time(8), time(11)),), ()))
    open_at = {
        t: DEFAULT_HOURS.is_open(moment(f"2026-11-23T{t}"), calendar) for t in ("07:29", "07:30", "11:30", "16:59")
    }
    assert list(open_at.values()) == [False, True, False, True]
    assert both.sessions(date(2026, 11, 28), calendar) == ()
    assert DEFAULT_HOURS.sessions(date(2026, 8, 22), calendar) == DEFAULT_HOURS.makeup


def test_steps_name_the_notice_of_a_day_off() -> None:
    found = due(moment("2026-02-11T09:00"), Limit(5, "working_days"))
    tet = [step for step in found.steps if step.note_key == "special"]
    assert [step.article for step in tet] == ["TB 9441/TB-BNV"]
    assert tet[0].note == "Từ thứ Hai 16/2 đến thứ Sáu 20/2 nghỉ lễ (Tết Bính Ngọ), không tính."


def test_events_may_come_in_any_order() -> None:
    stop, go = Event("pause", moment("2026-11-12T08:00")), Event("resume", moment("2026-11-16T08:00"))
    assert due(START, FIVE, events=[go, stop]).at == due(START, FIVE, events=[stop, go]).at


def test_long_counts_are_folded() -> None:
    short, long = due(START, FIVE), due(START, Limit(40, "working_days"))
    assert short.folded_weeks() == short.weeks()
    first, between, *last = long.folded_weeks()
    assert (first, between, tuple(last)) == (long.weeks()[0], len(long.weeks()) - 3, long.weeks()[-2:])


def test_what_is_drawn_for_a_missed_date() -> None:
    found = due(START, FIVE, events=[parse_event("apologise@2026-11-17T16:05/2026-11-26")])
    drawn = {(mark.date.day, mark.role, mark.number, mark.word) for week in found.weeks() for mark in week}
    assert {(11, "start", 0, "nhận"), (14, "off", 0, "nghỉ"), (16, "counted", 3, ""), (18, "due", 5, "hẹn cũ")} <= drawn
    assert {(24, "off", 0, "lễ"), (26, "revised", 0, "hẹn mới"), (29, "off", 0, "nghỉ")} <= drawn


def test_a_same_day_limit_stopped_on_friday_and_going_on_on_saturday_ends_on_monday() -> None:
    """It ended on the Friday, while the clock stood still: the office was late without ever having run."""
    friday, saturday = moment("2025-02-21T00:00"), moment("2025-02-22T00:00")
    found = due(friday, Limit(None, "same_day"), events=(Event("pause", friday), Event("resume", saturday)))
    assert found.due_on == date(2025, 2, 24)


def test_a_pause_on_a_day_won_by_rolling_forward_leaves_that_day() -> None:
    """One day from Sunday 1/1/2023 ends on Tuesday 3/1; stopped that day, it goes on and ends on the 5th."""
    events = (Event("pause", moment("2023-01-03")), Event("resume", moment("2023-01-05")))
    assert due(moment("2023-01-01"), Limit(1, "calendar_days"), events=events).due_on == date(2023, 1, 5)
