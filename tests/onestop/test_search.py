"""Search finds what people mean: shortcuts, codes, marks, dates of words, and nothing for nonsense."""

from dataclasses import replace
from datetime import date

import pytest

from tests.onestop.search_world import ON, index
from thanthien.onestop import catalogue_data, search_words
from thanthien.onestop.search import Entry, Index
from thanthien.onestop.search_words import Synonym

BIRTH, MARRIAGE, RED_BOOK = "1.001193", "1.000894", "1.013978"


def first(typed: str) -> str:
    found = index().search(typed, 1)
    return found[0].code if found else ""


@pytest.mark.parametrize("typed", ["1.001193", "1001193", "001193", " 1.001193 "])
def test_a_code_is_found_with_or_without_its_dot(typed: str) -> None:
    assert first(typed) == BIRTH


@pytest.mark.parametrize(
    "typed",
    ["dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "đăng kí khai sinh", "ddawng kys khai sinh",
     "d9a8ng ky1 khai sinh", "dangky khaisinh", "dangkykhaisinh", "dk ks", "dkks", "đk ks", "khai sinh\u200b"],
)  # fmt: skip
def test_one_matter_typed_in_many_ways(typed: str) -> None:
    assert first(typed) == BIRTH


def test_both_spellings_of_a_tone_mark_are_one_word() -> None:
    assert first("hoà giải") == first("hòa giải") == "1.012812"


def test_letters_of_two_code_points_are_the_same_letters() -> None:
    assert first("so\u0302\u0309 đo\u0309") == RED_BOOK


def test_marks_tell_words_apart_that_fold_alike() -> None:
    assert first("thăm mộ") == "1.013750"
    assert first("mở quán") == "1.001612"


def test_the_everyday_word_is_named_as_the_reason() -> None:
    assert index().search("giấy độc thân", 1)[0].why == "giấy độc thân"
    assert index().search("đăng ký kết hôn", 1)[0].why == ""


@pytest.mark.parametrize("typed", ["xyzxyz", "giấy hẹn cưới", "qwertyuiop", "con mèo", "🙂", "", "   ", "%%%", "0"])
def test_nonsense_finds_nothing_and_something_to_try_is_offered(typed: str) -> None:
    assert index().search(typed) == []
    assert 1 <= len(index().suggest(typed)) <= 3


def test_what_is_offered_is_near_what_was_typed() -> None:
    assert index().suggest("giấy hẹn cưới")[:2] == ["kết hôn", "độc thân"]


def test_each_word_to_try_finds_something() -> None:
    assert [word for word in search_words.load().try_words if not first(word)] == []


def test_a_matter_of_another_body_is_said_so() -> None:
    assert "Tòa án" in (index().elsewhere("toi muon li di") or "")
    assert "Công an" in (index().elsewhere("làm cccd") or "")
    assert index().elsewhere("khai sinh") is None


def test_a_weak_guess_is_kept_apart_from_a_hit() -> None:
    assert index().search("giấy hẹn cưới") == []
    assert index().guess("giấy hẹn cưới")[0].code == MARRIAGE
    assert index().guess("xyzxyz") == []


def test_a_letter_pasted_into_the_box_is_answered_quickly_and_calmly() -> None:
    assert len(index().search("khai sinh " * 2000)) <= 8
    assert index().search("a" * 100_000) == []


def test_an_officers_word_is_merged_and_keeps_its_dates() -> None:
    words = search_words.load()
    entries = [Entry.of(one) for one in catalogue_data.load().procedures]
    own = Synonym("giấy xanh", RED_BOOK, date(2026, 12, 1), date(2026, 12, 31), "Cẩm Vân")
    early = Index(entries, [*words.synonyms, own], words, ON)
    later = Index(entries, [*words.synonyms, own], words, date(2026, 12, 15))
    assert RED_BOOK not in [hit.code for hit in early.search("giấy xanh", 3)]
    assert later.search("giấy xanh", 1)[0].code == RED_BOOK
    assert not own.holds(date(2027, 1, 1))
    assert replace(own, valid_to=None).holds(date(2030, 1, 1))


def test_a_procedure_that_is_not_offered_here_is_not_found() -> None:
    assert "1.009141" not in [hit.code for hit in index().search("số nhà")]
    assert index(provinces=True).search("số nhà", 1)[0].code == "1.009141"
