"""Names as people type them, against the units of the whole country."""

import unicodedata
from datetime import date

import pytest

from tests.org.lookup import one
from thanthien.org.unit_names import LONGEST, fold_name, letters
from thanthien.org.unit_queries import units_named

pytestmark = pytest.mark.usefixtures("country")

LAST_DAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Cẩm Vân",
        "cẩm vân",
        "cam van",
        "CAM VAN",
        "xã Cẩm Vân",
        "xa cam van",
        " Cẩm   Vân ",
        "cẩm\u200b vân",
        "X. Cẩm Vân",
    ],
)
def test_ways_of_typing(text: str) -> None:
    assert units_named(text, None)[0].code == "15163"


def test_decomposed_letters() -> None:
    typed = unicodedata.normalize("NFD", "xã Cẩm Vân")
    assert typed != "xã Cẩm Vân"
    assert units_named(typed, None)[0].code == "15163"


def test_letter_true_matches_come_first() -> None:
    names = [fact.name for fact in units_named("Tân Thành", LAST_DAY)]
    first_other = next(place for place, name in enumerate(names) if name != "Tân Thành")
    assert set(names[first_other:]) == {"Tân Thanh", "Tân Thạnh"}
    assert names.count("Tân Thành") > 20


def test_both_places_of_the_tone_mark() -> None:
    assert one("tỉnh Thanh Hoá", None).code == one("tỉnh Thanh Hóa", None).code == "38"
    assert units_named("Hoà Bình", LAST_DAY)[0].name == "Hòa Bình"


def test_kind_in_front_chooses() -> None:
    assert {fact.kind for fact in units_named("Vân Du", LAST_DAY)} >= {"thị trấn", "xã"}
    assert {fact.kind for fact in units_named("tt Vân Du", LAST_DAY)} == {"thị trấn"}
    assert one("q1", LAST_DAY).full_label == "quận 1, thành phố Hồ Chí Minh"
    assert one("TP.HCM", None).code == "79"


def test_a_name_that_begins_like_a_kind() -> None:
    assert "huyện Quan Sơn" in {fact.label for fact in units_named("Quan Sơn", LAST_DAY)}


def test_parents_after_a_comma() -> None:
    assert one("Chiềng Sinh, Điện Biên", None).code == "03283"
    assert len(units_named("Chiềng Sinh", None)) == 2
    assert units_named("Chiềng Sinh, Cà Mau", None) == []


def test_a_number_is_a_code_and_a_name() -> None:
    found = units_named("12", LAST_DAY)
    assert found[0].label == "tỉnh Lai Châu"
    assert {fact.label for fact in found[1:]} == {"quận 12", "phường 12"}


def test_apostrophes_and_dashes() -> None:
    assert units_named("Cư M’gar", None)[0].name == "Cư M'gar"
    assert one("chân mây – lăng cô", None).name == "Chân Mây - Lăng Cô"


@pytest.mark.parametrize(
    "text", ["", " ", "Không Có Xã Này", "99999", "1516", "xã", ",", "%", "'", "x" * (LONGEST + 1)]
)
def test_unknown_is_an_empty_list(text: str) -> None:
    assert units_named(text, None) == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Phường 01", "phuong 1"),
        ("M'Drắk", "mdrak"),
        ("M’Drắk", "mdrak"),
        ("Chân Mây – Lăng Cô", "chan may lang co"),
        ("0", "0"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold_name(text) == folded


def test_letters_differ_where_the_language_differs() -> None:
    assert letters("Hoà") == letters("Hòa") == letters(unicodedata.normalize("NFD", "Hòa"))
    assert len({letters(word) for word in ("Vân", "Văn", "Van", "Vấn", "Vẩn")}) == 5
