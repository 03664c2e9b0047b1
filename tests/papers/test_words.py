"""Dates, hours, money and counts as they stand on a Vietnamese paper."""

from datetime import UTC, date, datetime

import pytest

from thanthien.papers import words


def plain(text: str) -> str:
    return text.replace(words.NBSP, " ")


@pytest.mark.parametrize(
    ("day", "long"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 10), "ngày 10 tháng 11 năm 2026"),
    ],
)
def test_days_under_ten_and_months_under_three_take_a_zero(day: date, long: str) -> None:
    assert plain(words.long_date(day)) == long


def test_a_date_carries_its_weekday() -> None:
    assert plain(words.weekday_date(date(2026, 11, 26))) == "thứ Năm 26/11/2026"
    assert plain(words.weekday_date(date(2026, 11, 29))) == "Chủ nhật 29/11/2026"
    assert words.weekday_date(date(2026, 2, 5)).endswith(f"Năm{words.NBSP}05/02/2026")


def test_an_hour_is_that_of_viet_nam() -> None:
    at = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
    assert plain(words.moment(at)) == "1 giờ 05 phút, thứ Hai 23/11/2026"
    assert plain(words.hour(datetime(2026, 11, 22, 10, 0, tzinfo=UTC))) == "17 giờ 00"


def test_an_hour_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        words.moment(datetime(2026, 11, 22, 8, 0, tzinfo=UTC).replace(tzinfo=None))


@pytest.mark.parametrize(
    ("amount", "confirmed", "text"),
    [
        (None, False, "Chưa xác nhận mức thu"),
        (None, True, "Chưa xác nhận mức thu"),
        (0, False, "Chưa xác nhận mức thu"),
        (0, True, "Không thu"),
        (100_000, True, "100.000 đ"),
        (1_250_000, False, "1.250.000 đ (chờ xác nhận)"),
    ],
)
def test_a_fee_that_nobody_confirmed_never_reads_as_free(amount: int | None, confirmed: bool, text: str) -> None:
    assert plain(words.fee(amount, confirmed=confirmed)) == text


def test_phone_numbers_are_grouped_and_do_not_break() -> None:
    assert words.phone("0900000123") == f"0900{words.NBSP}000{words.NBSP}123"
    assert plain(words.phone("0237 000 0115")) == "0237 000 0115"
    assert plain(words.phone("+84 900 000")) == "+84 900 000"


def test_a_date_keeps_its_iso_form_for_machines() -> None:
    forms = words.forms(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    assert forms["iso"] == "2026-12-01T17:00:00+07:00"
    assert forms["short"] == "01/12/2026"
    assert set(words.forms(date(2026, 12, 1))) == {"iso", "short", "weekday", "long"}
