"""Notices: what they may say beside the days known so far, and what they change."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from thanthien.rules.calendar import NATIONAL
from thanthien.rules.notices import BadNotice, Notice, applied, changes, check, contradicts, lacking, read_days

TODAY = date(2026, 11, 16)
D = date.fromisoformat


def days(*texts: str) -> tuple[date, ...]:
    return tuple(D(one) for one in texts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("24/12/2026", ["2026-12-24"]),
        ("24-12-2026", ["2026-12-24"]),
        ("2026-12-24", ["2026-12-24"]),
        ("15/12/2026 - 17/12/2026", ["2026-12-15", "2026-12-16", "2026-12-17"]),
        ("15-12-2026 – 16-12-2026", ["2026-12-15", "2026-12-16"]),
        ("17/12/2026, 15/12/2026\n17/12/2026", ["2026-12-15", "2026-12-17"]),
        ("", []),
    ],
)
def test_days_are_read_as_people_write_them(text: str, found: list[str]) -> None:
    assert read_days(text, "off") == days(*found)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "mai", "17/12/2026 - 15/12/2026", "01/01/2026 - 01/06/2026", "24/12", "24/12/2026 nghỉ"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadNotice, match="24/12/2026") as no:
        read_days(text, "work")
    assert no.value.field == "work"


SWAP = Notice("swap", days("2026-12-31"), days("2027-01-09"), "Tết Dương lịch", "CV 1")
STORM = Notice("closure", days("2026-11-25", "2026-11-26"), (), "Bão số 13", "CĐ 5", "commune")


@pytest.mark.parametrize("notice", [SWAP, STORM, Notice("kept", days("2027-04-24", "2027-05-08"), reason="x")])
def test_a_sound_notice_passes(notice: Notice) -> None:
    check(notice, NATIONAL, TODAY)


@pytest.mark.parametrize(
    ("notice", "field", "words"),
    [
        (Notice("closure", ()), "off", "ngày nghỉ"),
        (Notice("swap", days("2026-12-31"), days("2026-12-31")), "work", "vừa ghi nghỉ vừa ghi làm bù"),
        (Notice("swap", days("2026-12-31")), "work", "ghi cả ngày làm bù"),
        (Notice("swap", days("2026-12-26"), days("2027-01-09")), "off", "nghỉ cuối tuần"),
        (Notice("swap", days("2026-11-24"), days("2026-11-28")), "off", "nghỉ lễ"),
        (Notice("swap", days("2026-12-31"), days("2026-12-30")), "work", "vốn đã là ngày làm việc"),
        (Notice("swap", days("2026-12-31"), days("2027-02-06")), "work", "không làm bù được"),
        (Notice("swap", days("2026-12-31"), days("2026-11-14")), "work", "đã qua"),
        (Notice("closure", days("2026-11-28")), "off", "không đổi ngày nào"),
        (Notice("closure", days("2026-11-24")), "off", "không đổi ngày nào"),
        (Notice("closure", days("2026-11-25"), days("2026-11-28")), "work", "Chỉ hoán đổi"),
        (Notice("closure", days("2022-12-30")), "off", "bắt đầu từ"),
        (Notice("closure", days("2028-01-03")), "off", "có đến"),
        (Notice("closure", days("2026-11-13")), "late_reason", "đã qua"),
        (Notice("holiday", days("2026-12-24"), level="commune"), "kind", "trung ương"),
        (Notice("party", days("2026-12-24")), "kind", "loại"),
        (Notice("kept", days("2026-12-01", "2026-12-05")), "off", "đã chắc"),
        (Notice("year", days("2027-01-01")), "off", "năm 2028"),
        (Notice("year", days("2028-01-01"), days("2028-01-05")), "work", "vốn đã là ngày làm việc"),
    ],
)
def test_what_cannot_hold_is_refused_at_its_field(notice: Notice, field: str, words: str) -> None:
    with pytest.raises(BadNotice, match=words) as no:
        check(notice, NATIONAL, TODAY)
    assert no.value.field == field


def test_a_storm_of_last_week_is_entered_with_its_reason() -> None:
    past = Notice("closure", days("2026-11-12", "2026-11-13"), (), "Bão", "CĐ 5", "commune")
    check(past, NATIONAL, TODAY, "Mất điện, mất mạng ba ngày nên chưa nhập được.")


def test_a_make_up_saturday_is_not_taken_by_another_holiday_but_by_a_storm() -> None:
    moved = applied(NATIONAL, [SWAP])
    saturday = days("2027-01-09")
    with pytest.raises(BadNotice, match="đã là ngày làm bù"):
        check(Notice("holiday", saturday), moved, TODAY)
    check(Notice("closure", saturday, level="commune"), moved, TODAY)
    assert contradicts(SWAP, Notice("closure", saturday))
    assert not contradicts(STORM, STORM)


def test_a_swap_changes_both_days_and_says_so() -> None:
    found = changes(NATIONAL, applied(NATIONAL, [SWAP]))
    assert [(one.date.isoformat(), one.worked, one.works) for one in found] == [
        ("2026-12-31", True, False), ("2027-01-09", False, True),
    ]  # fmt: skip
    assert "nghỉ hoán đổi (Tết Dương lịch)" in found[0].said
    assert "làm bù" in found[1].said


def test_a_local_closure_never_calls_itself_a_swap() -> None:
    assert applied(NATIONAL, [STORM]).day(D("2026-11-25")).said == "nghỉ theo thông báo của địa phương"


def test_a_stretch_takes_weekends_with_it_and_does_not_rename_them() -> None:
    moved = applied(NATIONAL, [Notice("closure", days("2026-11-27", "2026-11-28", "2026-11-30"), level="commune")])
    assert moved.day(D("2026-11-28")).kind == "weekend"
    assert [one.date.day for one in changes(NATIONAL, moved)] == [27, 30]


def test_keeping_the_plan_makes_estimates_firm_and_settles_the_stretch() -> None:
    kept = applied(NATIONAL, [Notice("kept", days("2027-04-26", "2027-05-08"), text="CV 9")])
    assert kept.day(D("2027-05-03")) == NATIONAL.day(D("2027-05-03"))._replace(status="firm", notice="CV 9")
    assert [(gap.first, gap.last) for gap in kept.unsettled] == [(D("2027-04-24"), D("2027-04-25"))]
    assert changes(NATIONAL, kept) == ()


def test_a_confirmed_holiday_keeps_its_name_and_becomes_firm() -> None:
    day = D("2027-04-16")
    check(Notice("holiday", (day,), text="CV 9"), NATIONAL, TODAY)
    moved = applied(NATIONAL, [Notice("holiday", (day,), reason="Giỗ Tổ", text="CV 9")])
    assert moved.day(day) == NATIONAL.day(day)._replace(status="firm", notice="CV 9")


def test_a_national_swap_settles_the_stretch_it_speaks_of() -> None:
    assert applied(NATIONAL, [Notice("swap", days("2027-05-04"), days("2027-05-08"))]).unsettled == ()


def test_a_whole_year_lengthens_the_table() -> None:
    year = Notice("year", days("2028-01-03", "2028-01-26", "2028-01-27"), days("2028-02-05"), "Lịch nghỉ 2028", "CV 3")
    check(year, NATIONAL, date(2027, 10, 5))
    longer = applied(NATIONAL, [year])
    assert longer.last == date(2028, 12, 31)
    assert not longer.is_working_day(D("2028-01-26"))
    assert longer.is_working_day(D("2028-02-05"))
    assert longer.is_working_day(D("2028-03-01"))
    assert changes(NATIONAL, longer) == ()


def test_next_years_days_are_asked_for_from_october() -> None:
    assert lacking(NATIONAL, date(2026, 9, 30)) == ()
    said = lacking(NATIONAL, date(2026, 10, 1))
    assert any("Giỗ Tổ" in one and "16/4" in one for one in said)
    assert any("30/4/2027" in one for one in said)
    assert lacking(NATIONAL, date(2027, 10, 1))[0] == "Lịch nghỉ năm 2028 chưa có."
    firm = applied(NATIONAL, [Notice("kept", days("2027-01-01", "2027-12-31"))])
    assert lacking(firm, datetime.fromisoformat("2026-12-01").date()) == ()
