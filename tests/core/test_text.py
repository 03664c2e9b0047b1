"""Text at the door."""

import unicodedata

import pytest

from thanthien.core import text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bùi   Thị Mơ ", "Bùi Thị Mơ"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh"), "Nguyễn Thị Ngọc Ánh"),
        ("Bùi\u200b Thị\u200d Mơ\ufeff", "Bùi Thị Mơ"),
        ("\u202eơM ịhT", "ơM ịhT"),
        ("Y", "Y"),
        ("a\x00b\x1bc", "abc"),
        ("<b>Lan</b>", "<b>Lan</b>"),
        ("một\n\n\n\nhai", "một hai"),
    ],
)
def test_one_line_is_cleaned(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


def test_lines_stay_lines() -> None:
    assert text.clean_multiline("một \r\nhai\r\r\n\n\nba") == "một\nhai\n\nba"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Đường ƠI Ở Ử", "duong oi o u"), ("ĐẶNG Thị Ỷ", "dang thi y"), ("hoà", "hoa"), ("Ƀă Čư", "ƀa cu")],
)
def test_folding(typed: str, folded: str) -> None:
    assert text.fold(typed) == text.fold(unicodedata.normalize("NFD", typed)) == folded


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084 912345678", "0912345678"),
        ("+84 (0) 912-345-678", "0912345678"),
        ("02370000115", "02370000115"),
        ("12", ""),
        ("+1 202 555 0100", ""),
        ("0912345678901", ""),
        ("không có", ""),
    ],
)
def test_phone_numbers(typed: str, kept: str) -> None:
    assert text.phone(typed) == kept
