"""Every letter prints, and what cannot print is said before the paper is made."""

import unicodedata
from dataclasses import replace

import pytest
from PIL import ImageFont

from tests.papers import reading
from tests.papers.samples import APOLOGY, DOSSIER, LAN
from thanthien.papers.glyphs import FONTS, MissingGlyph, drawable, missing_glyphs, printable
from thanthien.papers.schema import to_json

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
LOWER = [*VOWELS, *"bcdđghklmnpqrstvxfjwz"]
VIETNAMESE = [*LOWER, *(letter.upper() for letter in LOWER)]
HIGHLAND = list("ƀŏčñĕĭŭɃŎČÑĔĬŬ")
# Ê-đê letters that Unicode has only as letter and breve.
TWO_PART = ["ê\u0306", "ô\u0306", "ơ\u0306", "ư\u0306", "Ê\u0306", "Ô\u0306", "Ơ\u0306", "Ư\u0306"]
ACCENTED = {letter for letter in VIETNAMESE if not letter.isascii()}


def named(name: str) -> str:
    return reading.text(replace(APOLOGY, dossier=replace(DOSSIER, applicant=replace(LAN, name=name))))


def test_the_alphabet_is_whole() -> None:
    assert len(ACCENTED) == 134


@pytest.mark.parametrize("letters", [VIETNAMESE, HIGHLAND, TWO_PART], ids=["vi", "highland", "two-part"])
def test_every_letter_reads_back_out_of_the_pdf(letters: list[str]) -> None:
    for start in range(0, len(letters), 40):
        row = letters[start : start + 40]
        assert " ".join(row) in named(" ".join(row))


def test_text_typed_in_pieces_is_composed_first() -> None:
    assert "Đặng Thị Ễn" in named(unicodedata.normalize("NFD", "Đặng Thị Ễn"))


def test_the_list_of_characters_is_that_of_all_four_fonts() -> None:
    fonts = sorted(FONTS.glob("*.ttf"))
    assert len(fonts) == 4
    assert len(drawable()) > 1400
    for path in fonts:
        font = ImageFont.truetype(path, 20)
        hole = bytes(font.getmask("\uffff"))
        assert [chr(point) for point in sorted(drawable()) if bytes(font.getmask(chr(point))) == hole] == []


def test_the_fonts_stay_small_and_keep_their_licence() -> None:
    assert sum(font.stat().st_size for font in FONTS.glob("*.ttf")) < 800_000
    assert "SIL Open Font License" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_a_letter_of_another_script_fails_and_is_named() -> None:
    paper = replace(APOLOGY, dossier=replace(DOSSIER, applicant=replace(LAN, name="Chế ꩀ 阮")))
    with pytest.raises(MissingGlyph, match="阮") as caught:
        reading.made(paper)
    assert caught.value.characters == {"ꩀ", "阮"}


def test_emoji_is_missing_until_the_text_is_made_printable() -> None:
    assert missing_glyphs("Cảm ơn 👩‍🌾❤️") >= {"👩", "🌾", "❤"}
    assert printable("Cảm ơn 👩‍🌾❤️ xã 👍🏽 nhé") == "Cảm ơn xã nhé"
    assert printable("🙂") == ""


def test_pictures_are_left_out_of_the_paper_and_signs_get_their_equal() -> None:
    data = to_json(replace(APOLOGY, reason="chờ nơi cũ 🙂 → trả lời, ≤ 3 ngày"))
    assert data["reason"] == "chờ nơi cũ -> trả lời, <= 3 ngày"


def test_letters_are_never_dropped() -> None:
    assert printable("阮 văn An") == "阮 văn An"
    assert missing_glyphs("阮 văn An") == {"阮"}


def test_rare_blanks_and_hyphens_are_the_plain_ones() -> None:
    assert missing_glyphs("Hà\u2003Nội\u202f–\u2011Huế\tvà\nSa Pa") == set()


def test_a_damaged_text_is_not_printed() -> None:
    assert missing_glyphs("Nguy\ufffdn\x00") == {"\ufffd", "\x00"}
