"""How dates, numbers, names and phone numbers are written for people."""

from datetime import date, datetime

import pytest

from thanthien.core.clock import VN
from thanthien.web import words

TODAY = date(2026, 11, 23)


def plain(text: str) -> str:
    return text.replace(words.NBSP, " ")


def test_date_carries_its_weekday_and_the_year_only_when_it_is_another() -> None:
    assert plain(words.day_words(date(2026, 11, 26), TODAY)) == "thứ Năm 26/11"
    assert plain(words.day_words(date(2027, 1, 4), TODAY)) == "thứ Hai 4/1/2027"
    assert plain(words.day_words(date(2026, 11, 29))) == "Chủ nhật 29/11/2026"
    assert words.day_short(date(2026, 12, 1), TODAY) == "1/12"


def test_date_never_breaks_between_weekday_and_day() -> None:
    assert " " not in words.day_words(date(2026, 11, 26), TODAY)


def test_times() -> None:
    at = datetime(2026, 11, 11, 9, 5, tzinfo=VN)
    assert words.hour(at) == "9:05"
    assert plain(words.hour_words(at)) == "9 giờ 05"
    assert plain(words.hour_words(at.replace(minute=0))) == "9 giờ"
    assert plain(words.moment(at, TODAY)) == "thứ Tư 11/11, 9:05"


@pytest.mark.parametrize(
    ("dong", "said"), [(0, "0 đ"), (8000, "8.000 đ"), (100000, "100.000 đ"), (1234567, "1.234.567 đ")]
)
def test_money(dong: int, said: str) -> None:
    assert plain(words.money(dong)) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(134, 138, "97,1%"), (61, 65, "93,8%"), (1999, 2000, "99,9%"), (23, 23, "100%"), (0, 7, "0%"), (0, 0, "0%")],
)
def test_percent_is_rounded_down(part: int, whole: int, said: str) -> None:
    assert words.percent(part, whole) == said


def test_last_joint_is_filled_in_tenths() -> None:
    assert words.joints(134, 138) == ("f",) * 9 + ("p7",)
    assert words.joints(4, 4, 4) == ("f",) * 4
    assert words.joints(0, 0) == ("",) * 10
    assert words.joints(1999, 2000)[-1] == "p9"


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("0900000123", "0900 000 123"),
        ("02370000115", "0237 000 0115"),
        ("02400000000", "024 0000 0000"),
        ("19001234", "1900 1234"),
        ("113", "113"),
        ("không có", "không có"),
    ],
)
def test_phone_is_read_in_groups(digits: str, said: str) -> None:
    assert plain(words.phone(digits)) == said


@pytest.mark.parametrize(
    ("name", "said"), [("Bùi Thị Mơ", "Bùi Thị M."), ("Y", "Y."), ("", ""), ("Đinh Văn Ổi", "Đinh Văn Ổ.")]
)
def test_masked_name_keeps_the_family(name: str, said: str) -> None:
    assert words.masked(name) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 KB"), (10, "1 KB"), (61440, "60 KB"), (2621440, "2,5 MB"), (10485760, "10 MB"), (15000000, "14 MB")],
)
def test_size(count: int, said: str) -> None:
    assert plain(words.size(count)) == said


def test_address_is_never_guessed() -> None:
    assert words.address_word() == "anh/chị"
    assert words.address_word("nam", 1950, 2026) == "ông"
    assert words.address_word("nữ", 1990, 2026) == "chị"
    assert words.address_word("nữ", 2012, 2026) == "em"
    assert words.letter_word("nữ") == "bà"
    assert words.letter_word() == "ông/bà"


def test_lists_and_capitals() -> None:
    assert words.listed(["ngày", "tháng", "năm"]) == "ngày, tháng và năm"
    assert words.listed(["ngày"]) == "ngày"
    assert words.first_up("đinh") == "Đinh"
    assert words.first_down("Họ và tên") == "họ và tên"
    assert words.first_down("UBND xã") == "UBND xã"
