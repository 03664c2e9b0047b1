"""How a query is read: the table of docs/rules/search.md, row by row."""

from pathlib import Path

import pytest

from tests.onestop.search_world import index
from thanthien.core.text import clean
from thanthien.onestop.search_text import is_syllable, marked_words, one_spelling, split_glued

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "search.md"


def rows() -> list[tuple[str, str]]:
    table = PAGE.read_text("utf-8").split("| Typed | Read as |\n|---|---|\n")[1].split("\n\n")[0]
    return [(typed, read) for typed, read in (line.strip("| ").split(" | ") for line in table.splitlines())]


@pytest.mark.parametrize(("typed", "read"), rows())
def test_a_query_is_read_as_the_page_says(typed: str, read: str) -> None:
    assert " ".join(index()._readings(clean(typed).lower())[0]) == read


def test_the_worked_score() -> None:
    hit = index().search("giấy độc thân", 1)[0]
    assert (hit.code, hit.score) == ("1.004873", 1.0)


@pytest.mark.parametrize("word", ["khai", "nghieng", "quyet", "uy", "a", "giai", "tru"])
def test_shapes_of_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["khn", "dagn", "sinhh", "xyz", "b", "kyz"])
def test_slips_do_not_look_like_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_spellings() -> None:
    assert [one_spelling(word) for word in ("ky", "ly", "quy", "tay", "uy", "y")] == [
        "ki", "li", "qui", "tay", "uy", "y",
    ]  # fmt: skip
    assert marked_words("Hoà giải, Thuỷ") == ["hòa", "giải", "thủy"]


def test_a_glued_word_is_split_only_when_every_piece_is_known() -> None:
    assert split_glued("tamtru", {"tam", "tru"}, {}) == ("tam", "tru")
    assert split_glued("tamtrx", {"tam", "tru"}, {}) is None
    assert split_glued("dkks", {"dang"}, {"dk": (("dang", "ki"),), "ks": (("khai", "sinh"),)}) == (
        "dang", "ki", "khai", "sinh",
    )  # fmt: skip
