"""What people read: every text whole, plain, and safe to put into a header."""

import ast
import re
from typing import Any

import pytest

from tests.notify.conftest import PAYLOAD
from tests.tree.source import dotted, python_files
from thanthien.notify import lengths, texts

EXPECTED = {
    "accepted", "apology", "apology_dateless", "apology_error", "filed", "handed_over", "lapsed", "ready",
    "refused", "rejected", "stopped", "supplement", "supplement_received", "supplement_reminder",
    "transferred", "verify", "withdrawn",
}  # fmt: skip
UNKIND = re.compile(r"vui lòng|hệ thống|khách quan|không hợp lệ|chúng tôi|!", re.IGNORECASE)


def test_every_text_that_an_act_asks_for_is_there() -> None:
    """A message whose text is missing would only show when the loop comes to it."""
    asked: set[str] = set()
    for source in python_files("src/thanthien/onestop/commands"):
        for node in source.walk():
            if isinstance(node, ast.Call) and dotted(node.func) in {"_messages.tell", "run.tell"}:
                constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                asked |= {value for value in constants if isinstance(value, str)}
    assert "accepted" in asked
    assert asked - set(texts.names()) == set()


def test_before_acceptance_no_clock_is_spoken_of() -> None:
    before = texts.render("supplement", PAYLOAD | {"stage": "before"})
    during = texts.render("supplement", PAYLOAD | {"stage": "during"})
    assert "chưa đủ để nhận" in before.text
    assert "đồng hồ" not in before.subject
    assert "thời hạn tạm dừng" in during.text


def test_every_move_that_people_hear_of_has_a_text() -> None:
    assert set(texts.names()) >= EXPECTED


@pytest.mark.parametrize("name", texts.names())
@pytest.mark.parametrize("payload", [PAYLOAD, {}, PAYLOAD | {"items": [], "reason": "", "link": ""}])
def test_a_text_reads_well(name: str, payload: dict[str, Any]) -> None:
    what = texts.render(name, payload)
    whole = f"{what.subject}\n{what.text}"
    assert what.subject
    assert "\n" not in what.subject
    assert "{" not in whole
    assert "None" not in whole
    assert "\n\n\n" not in whole
    assert not UNKIND.search(whole)
    assert what.text.rstrip().splitlines()[-1].startswith("Bộ phận Một cửa")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_text_names_the_person_the_matter_and_a_phone(name: str) -> None:
    what = texts.render(name, PAYLOAD)
    assert what.text.startswith("Kính gửi ông Đinh Văn Ổi,")
    for word in ("Đăng ký khai sinh", "TT-15163-261124-0001", "0900 000 115"):
        assert word in what.text


def test_an_apology_says_sorry_before_it_explains() -> None:
    text = texts.render("apology", PAYLOAD).text
    parts = ["Kính gửi ông", "thứ Năm 26/11/2026", "Xã xin lỗi ông", "Nơi đăng ký cũ", "thứ Ba 1/12/2026",
             "chị Phạm Thị Nhài", "0900 000 012"]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_an_estimate_is_called_one() -> None:
    assert "dự kiến" in texts.render("accepted", PAYLOAD | {"estimate": True}).text
    assert "dự kiến" not in texts.render("accepted", PAYLOAD).text


def test_a_ward_calls_itself_a_ward() -> None:
    what = texts.render("apology", PAYLOAD | {"unit": "phường Đông Quang"})
    assert "Phường xin lỗi ông." in what.text
    assert "Bộ phận Một cửa phường Đông Quang" in what.text


@pytest.mark.parametrize("name", ["supplement", "refused", "handed_over"])
def test_a_contact_that_can_be_rated_asks_for_it_only_with_a_link(name: str) -> None:
    assert PAYLOAD["rate_link"] in texts.render(name, PAYLOAD).text
    assert "Mười giây" not in texts.render(name, PAYLOAD | {"rate_link": ""}).text


def test_what_people_typed_is_shown_and_never_run() -> None:
    nasty = {"name": "Ổi & Na <b>{{ phone }}</b>\r\nBcc: ke.gian@xa.invalid", "title": "A\u2028B\x00C" * 50}
    what = texts.render("filed", PAYLOAD | nasty)
    assert "Ổi & Na <b>{{ phone }}</b> Bcc: ke.gian@xa.invalid," in what.text
    assert len(what.subject) <= texts.SUBJECT_LETTERS
    assert what.subject.isprintable()


def test_an_unknown_text_is_an_error_with_its_name() -> None:
    for name in ("khong_co", "_rate", "../vi/filed", ""):
        with pytest.raises(texts.NoSuchText):
            texts.render(name, PAYLOAD)


TOLD = sorted(set(texts.names()) - texts.HOUSE)
FORMS = {"address_as", "You", "we", "We"}  # English addresses everybody alike and the commune calls itself "we"


@pytest.mark.parametrize("name", TOLD)
def test_each_text_stands_in_english_with_the_same_words_to_fill_in(name: str) -> None:
    assert texts.variables(name, "en") - FORMS == texts.variables(name) - FORMS
    assert texts.variables(name, "en", short=True) - FORMS == texts.variables(name, short=True) - FORMS
    what = texts.render(name, PAYLOAD | {"at": "8:30 thứ Ba 1/12/2026"}, "en")
    ours = PAYLOAD | dict.fromkeys(("name", "title", "reason", "guidance", "ground", "person", "items"), "")
    plain = texts.render(name, ours | {"at": "8:30 thứ Ba 1/12/2026", "reply_due": "thứ Hai 30/11/2026"}, "en")
    assert what.text.startswith("Dear Đinh Văn Ổi,")
    foot = "Bộ phận Một cửa xã Cẩm Vân"
    said = f"{plain.subject}\n{plain.text}".replace(foot, "").replace("xã Cẩm Vân", "")
    assert not re.search("[ạảãăắằẳẵặâấầẩẫậẹẻẽêếềểễệịỉĩọỏõôốồổỗộơớờởỡợụủũưứừửữựỳỵỷỹđ]", said), said


def test_nothing_is_english_that_is_not_vietnamese_too() -> None:
    assert texts.names("en") == TOLD
    assert texts.names("en", short=True) == texts.names(short=True) == TOLD


# The longest name of a commune in the list of units, a code of the national kind, a limit in hours, an estimate.
LONGEST = {"code": "000.00.15.H56-261124-12345", "due": "16:30 Chủ nhật 26/11/2026",
           "old_due": "16:30 Chủ nhật 24/11/2026", "estimate": True}  # fmt: skip


@pytest.mark.parametrize("language", sorted(texts.LANGUAGES))
def test_a_text_message_takes_two_segments_as_a_rule_and_never_more_than_three(language: str) -> None:
    usual = lengths.measured("xã Cẩm Vân", "0237 000 0115", language)
    longest = lengths.measured("phường Văn Miếu - Quốc Tử Giám", "0237 000 0115", language, LONGEST)
    assert [one.name for one in usual if one.count > 2] == []
    assert [one.name for one in longest if one.count > lengths.MOST] == []
    assert {one.bare_count for one in usual} == {1}
    assert max(one.bare_count for one in longest) <= 2
