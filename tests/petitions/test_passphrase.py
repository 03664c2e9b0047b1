"""What is good enough as a passphrase, and what a summary warns of."""

import unicodedata

import pytest

from thanthien.core.errors import Refused
from thanthien.petitions.sealed.passphrase import check, same_letters
from thanthien.petitions.sealed.warning import numbers_in


@pytest.mark.parametrize(
    "typed",
    [
        "", "một hai ba", "matkhauratdainhungkhongcachro", "aaaa aaaa aaaa aaaa", "a b c d e f g",
        "lương thị giữ 1985", "Lương Thị Giữ giu", "x " * 150,
    ],
)  # fmt: skip
def test_weak_passphrases_are_refused(typed: str) -> None:
    with pytest.raises(Refused) as no:
        check(typed, "Lương Thị Giữ", "giu")
    assert no.value.field == "passphrase"


def test_any_keyboard_gives_the_same_letters() -> None:
    typed = "cối xay bồ câu mưa phùn"
    assert check(typed, "Lương Thị Giữ", "giu") == typed
    assert same_letters(unicodedata.normalize("NFD", f" {typed}  ")) == typed
    assert same_letters("Cối") != same_letters("cối")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gọi 0900 000 123 sau giờ làm", 1), ("số +84900000123", 1), ("CCCD 038085000123", 1), ("CMND 171 234 567", 1),
        ("ngày 16/11/2026, 16.11.2026", 0), ("Quyết định 1234/QĐ-UBND năm 2026", 0), ("150.000.000 đồng", 1),
        ("không số nào", 0), ("Thửa 123, tờ 45", 0),
    ],
)  # fmt: skip
def test_numbers_are_pointed_out(text: str, count: int) -> None:
    assert len(numbers_in(text)) == count
