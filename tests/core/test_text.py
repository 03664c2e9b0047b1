"""Text at the door."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("Ma\u200b\u0301i", "Mái"),
        ("Mơ\ud83d", "Mơ"),
        ("một\x85hai", "một hai"),
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
        ("０９１２ ３４５ ６７８", "0912345678"),
        ("0٩١٢٣٤٥٦٧٨", "0912345678"),
        ("12", ""),
        ("+1 202 555 0100", ""),
        ("0912345678901", ""),
        ("không có", ""),
    ],
)
def test_phone_numbers(typed: str, kept: str) -> None:
    assert text.phone(typed) == kept


@given(st.text())
def test_cleaning_once_is_enough(typed: str) -> None:
    once = text.clean(typed)
    assert text.clean(once) == once == unicodedata.normalize("NFC", once)
    once.encode()


def test_a_megabyte_of_marks_does_not_stop_a_worker() -> None:
    """Putting a run of marks into order is quadratic: this took minutes."""
    marks = "a" + "\u0316\u0300" * 500_000
    began = time.perf_counter()
    kept, folded = text.clean(marks), text.fold(marks)
    assert time.perf_counter() - began < 2
    assert len(kept) < 40
    assert folded == "a"
