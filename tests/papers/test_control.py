"""Forms 05 to 07 and result papers: what they say, and every kind of paper with the longest and rarest words."""

import re
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.papers import reading
from tests.papers.control import CONTROL, REGISTER, RESULT, STOP
from tests.papers.samples import SAMPLES
from tests.papers.test_kinds import in_order
from thanthien.papers.kinds import PaperKind
from thanthien.papers.parts import Check, Dossier, Person
from thanthien.papers.render import picture, render
from thanthien.papers.schema import Paper, plain, to_json

LONG_NAME = "Ƀ’ră Nguyễn Hoàng Phước Thiện Nhân Ái Tôn Nữ Bạch Tuyết Lan"  # 60 letters
ETHNIC = "H’Wŏn Ƀkrông Čil Ñăm ƀŏčñ"
LONG_PROCEDURE = ("Xác nhận thông tin hộ tịch, cấp bản sao trích lục, đăng ký lại khai sinh, thường trú " * 3)[:200]


def extreme(value: Any) -> Any:
    """The same paper about somebody with a very long name, a very long procedure and rare letters."""
    if isinstance(value, Person):
        return replace(value, name=LONG_NAME, address=f"buôn {ETHNIC}, {LONG_PROCEDURE}")
    if isinstance(value, tuple):
        return tuple(extreme(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    made: Any = replace(value, **{one.name: extreme(getattr(value, one.name)) for one in fields(value)})
    named = {"procedure": LONG_PROCEDURE, "applicant": LONG_NAME, "giver": f"{LONG_NAME}, {ETHNIC}"}
    texts = {key: text for key, text in named.items() if isinstance(getattr(made, key, None), str)}
    return replace(made, **texts)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_kind_prints_the_longest_names_and_rarest_letters(kind: PaperKind) -> None:
    paper: Paper = extreme(SAMPLES[kind])
    pages = picture(kind, to_json(paper), ppi=40)
    assert pages
    assert all(page.startswith(b"\x89PNG") for page in pages)
    if any(isinstance(getattr(paper, one.name), Dossier) for one in fields(paper)) and kind != PaperKind.RESULT:
        assert reading.squeezed(LONG_NAME) in reading.squeezed(reading.text(paper))


def test_stop_says_who_asked_when_at_which_step_and_what_is_given_back() -> None:
    in_order(
        reading.text(STOP),
        "Số: 05/TB-UBND", "THÔNG BÁO", "Dừng giải quyết hồ sơ", "bà Quách Thị Lan", "TT-15163-261123-0042",
        "9 giờ 05 phút, thứ Tư 25/11/2026", "Tôi xin làm ở nơi ở mới.", "đang giải quyết", "chưa có kết quả",
        "Căn cước", "chưa ghi khoản nào", "NGƯỜI ĐỀ NGHỊ", "NGƯỜI GIẢI QUYẾT",
    )  # fmt: skip
    assert "Mẫu 05" in reading.text(STOP)
    assert "đã nộp (nếu có)" not in reading.text(replace(STOP, fee="8.000 đ, biên lai số 12"))


def test_the_control_slip_lists_every_hand_over_in_order() -> None:
    in_order(
        reading.text(CONTROL),
        "PHIẾU KIỂM SOÁT", "3 ngày làm việc", "chờ xác nhận", "trình ký", "Tiếp nhận", "Lê Thị Hồng", "Bùi Thị Nhài",
        "bắt đầu chạy", "Trình ký", "Bùi Thị Nhài", "Đủ căn cứ", "Phạm Văn Bách", "trước hạn", "không sửa",
    )  # fmt: skip
    assert "chưa qua bước" in reading.text(replace(CONTROL, passings=()))


def test_the_register_lies_across_counts_its_lines_and_repeats_its_head() -> None:
    text = reading.text(REGISTER)
    in_order(text, "SỔ THEO DÕI HỒ SƠ", "01/11/2026 đến ngày 30/11/2026", "Lĩnh vực hộ tịch", "Cộng: 7 hồ sơ")
    page = reading.reader(REGISTER).pages[0]
    assert page.mediabox.width > page.mediabox.height
    long = replace(REGISTER, lines=REGISTER.lines * 12)
    pages = reading.reader(long).pages
    assert len(pages) > 1
    assert all(re.search("Tên thủ tục", page.extract_text()) for page in pages[:-1])
    assert "chưa có hồ sơ nào" in reading.text(replace(REGISTER, lines=()))


def test_a_draft_of_a_result_says_so_and_has_no_number() -> None:
    assert "Số: 12/GXN-UBND" in reading.text(RESULT)
    assert "Dự thảo" not in reading.text(RESULT)
    draft = reading.text(replace(RESULT, draft=True, number=""))
    in_order(draft, "Dự thảo", "Số: …")


def test_where_a_result_is_checked_stands_on_its_own_page() -> None:
    check = Check("9F2C 41B0 A7D8 E653", "https://xa.example.vn/kiem-tra-giay/9f2c/", "xa.example.vn/kiem-tra-giay", "")
    pages = PdfReader(BytesIO(render(PaperKind.RESULT, {**to_json(RESULT), "check": plain(check)}))).pages
    assert len(pages) == 1
    assert "9F2C 41B0 A7D8 E653" in pages[0].extract_text()
