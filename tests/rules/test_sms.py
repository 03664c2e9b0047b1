"""Segments of text messages and quiet hours, worked by hand."""

from datetime import datetime, time

import pytest

from thanthien.core.clock import VN
from thanthien.rules.quiet import Quiet
from thanthien.rules.sms import Segments, bare, international, segments


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Segments("gsm7", 0, 0)),
        ("a" * 160, Segments("gsm7", 160, 1)),
        ("a" * 161, Segments("gsm7", 161, 2)),
        ("a" * 306, Segments("gsm7", 306, 2)),
        ("a" * 152 + "€" + "b" * 153, Segments("gsm7", 307, 3)),  # the sign of two septets is not cut
        ("ư" * 70, Segments("ucs2", 70, 1)),
        ("ư" * 71, Segments("ucs2", 71, 2)),
        ("ư" * 135, Segments("ucs2", 135, 3)),
    ],
)
def test_segments(text: str, wanted: Segments) -> None:
    assert segments(text) == wanted


def test_letters_without_marks() -> None:
    assert bare("Đã có kết quả, hẹn trả thứ Hai “16/11”") == 'Da co ket qua, hen tra thu Hai "16/11"'
    assert segments(bare("Xã Cẩm Vân đã tiếp nhận")).encoding == "gsm7"


def test_numbers() -> None:
    assert international("0900 000 123") == "+84900000123"
    assert international("113") == ""


@pytest.mark.parametrize(
    ("at", "ends"),
    [((16, 20, 59), None), ((16, 21, 0), (17, 6, 0)), ((16, 23, 59), (17, 6, 0)), ((17, 5, 59), (17, 6, 0)),
     ((17, 6, 0), None)],
)  # fmt: skip
def test_quiet_over_midnight(at: tuple[int, int, int], ends: tuple[int, int, int] | None) -> None:
    wanted = datetime(2026, 11, ends[0], ends[1], ends[2], tzinfo=VN) if ends else None
    assert Quiet().ends(datetime(2026, 11, at[0], at[1], at[2], tzinfo=VN)) == wanted


def test_quiet_within_a_day_and_none_at_all() -> None:
    noon = datetime(2026, 11, 16, 12, 30, tzinfo=VN)
    assert Quiet(time(12), time(13)).ends(noon) == noon.replace(hour=13, minute=0)
    assert Quiet(time(12), time(12)).ends(noon) is None
