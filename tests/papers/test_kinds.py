"""What each paper says, and in which order."""

from dataclasses import replace

import pytest

from tests.papers import reading
from tests.papers.samples import (
    APOLOGY,
    COMMUNE,
    HANDOVER,
    NOT_ELIGIBLE,
    RATING_SLIP,
    RECEIPT,
    REFUSAL,
    SAMPLES,
    SLIP,
    SUPPLEMENT,
)
from thanthien.papers.kinds import PaperKind
from thanthien.papers.parts import Fee
from thanthien.papers.schema import Paper

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"


def in_order(text: str, *pieces: str) -> None:
    """Every piece is there, each after the one before."""
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        assert found >= 0, f"{piece!r} is not after {text[max(0, at - 40) : at]!r} in {text}"
        at = found + len(piece)


@pytest.mark.parametrize("paper", [p for p in SAMPLES.values() if p is not SLIP], ids=lambda paper: paper.kind)
def test_every_a4_paper_carries_the_national_title_and_fits_one_page(paper: Paper) -> None:
    text = reading.text(paper)
    assert NATION in text
    assert "Cẩm Vân, ngày" in text
    assert len(reading.reader(paper).pages) == 1


def test_receipt() -> None:
    in_order(
        reading.text(RECEIPT),
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Số: 42/TNHS", NATION,
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: TT-15163-261123-0042",
        "Quách Thị Lan", "0900 000 123", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        "Tờ khai", "bản chính", "01", "có", "Căn cước", "xuất trình", "không",
        "5 ngày làm việc", "chờ xác nhận", "8 giờ 41 phút, thứ Hai 23/11/2026",
        "17 giờ 00, thứ Ba 01/12/2026", "Vì sao hẹn ngày này?", "24/11 nghỉ lễ", "BLDS 2015, Đ.147 k.2",
        "quầy số 2", "Chưa xác nhận mức thu", "số thứ tự 0975", "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ", "Lê Thị Hồng",
    )  # fmt: skip
    assert RECEIPT.proof is not None
    assert RECEIPT.proof.leaf in reading.squeezed(reading.text(RECEIPT))


def test_an_estimated_date_says_so_and_why() -> None:
    text = reading.text(replace(RECEIPT, estimate="lịch nghỉ Tết năm 2028 chưa có"))
    in_order(text, "01/12/2026 (dự kiến)", "Ngày này mới là dự kiến vì lịch nghỉ Tết năm 2028 chưa có.")
    assert "dự kiến" not in reading.text(RECEIPT)


def test_an_unconfirmed_zero_is_not_free() -> None:
    text = reading.text(replace(RECEIPT, fee=Fee(amount=0, confirmed=False)))
    assert "Chưa xác nhận mức thu" in text
    assert "miễn" not in text.lower()
    paid = reading.text(replace(RECEIPT, fee=Fee(amount=8000, confirmed=True, paid=8000)))
    assert "8.000 đ; đã nộp 8.000 đ" in paid


def test_supplement() -> None:
    in_order(
        reading.text(SUPPLEMENT),
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "trong khi giải quyết", "02 việc",
        "Trích lục ghi chú ly hôn", "Căn cứ:", "Nghị định 123/2015/NĐ-CP", "thứ Sáu 25/12/2026",
        "tính lại từ đầu", "Bùi Thị Nhài", "0237 000 0116", "GIÁM ĐỐC", "Trương Công Định",
    )  # fmt: skip


def test_refusal() -> None:
    text = reading.text(REFUSAL)
    in_order(
        text, "ngày 05 tháng 02 năm 2026", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Xã không tiếp nhận",
        "Căn cứ:", "Bà có thể làm như sau:", "quyền khiếu nại",
    )  # fmt: skip
    assert "Mã hồ sơ" not in text


def test_apology_has_its_five_parts_in_order() -> None:
    text = reading.text(APOLOGY)
    in_order(
        text, "VĂN BẢN XIN LỖI", "Kính gửi: bà Quách Thị Lan", "17 giờ 00, thứ Ba 01/12/2026", "Lý do:",
        "Xã xin lỗi bà", "17 giờ 00, thứ Sáu 04/12/2026", "Bùi Thị Nhài", "0237 000 0116",
    )  # fmt: skip
    in_order(text, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Văn Bách")
    in_order(text, "Nơi nhận:", "Như trên", "Lưu: VT")
    assert "khách quan" not in text


def test_a_second_missed_date_brings_no_third() -> None:
    text = reading.text(replace(APOLOGY, new_due_at=None))
    in_order(text, "Xã xin lỗi bà", "không hẹn thêm ngày nữa", "Bùi Thị Nhài")
    assert "04/12/2026" not in text


def test_apology_for_an_error_of_the_office() -> None:
    paper = replace(APOLOGY, wrong="Xã ghi sai năm sinh của bà.", remedy="Xã in lại và mang đến nhà.")
    in_order(reading.text(paper), "ghi sai năm sinh", "Xã xin lỗi bà về sai sót này.", "mang đến nhà")


def test_the_older_name_of_the_apology_is_at_hand() -> None:
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in reading.text(replace(APOLOGY, older_name=True))


def test_not_eligible() -> None:
    in_order(
        reading.text(NOT_ELIGIBLE),
        "THÔNG BÁO", "không đủ điều kiện", "Lý do:", "Căn cứ:", "Bà có thể làm như sau:", "Xã trả lại bà:",
        "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    )  # fmt: skip


def test_handover() -> None:
    in_order(
        reading.text(HANDOVER),
        "PHIẾU BÀN GIAO HỒ SƠ", "Kính gửi: Ủy ban nhân dân xã Cẩm Thạch", "01/12/2026", "Lý do chuyển:",
        "Giấy tờ bàn giao gồm:", "BÊN NHẬN", "Lê Thị Hồng",
    )  # fmt: skip


def test_slips() -> None:
    in_order(reading.text(SLIP), "Phiếu theo dõi hồ sơ", "0042", "TT-15163-261123-0042", "Hẹn trả thứ Ba")
    text = reading.text(RATING_SLIP)
    in_order(text, "Bà con thấy xã phục vụ thế nào?", "mười giây", "Mã dùng một lần")
    assert "TT-15163" not in text


def test_without_a_superior_the_issuing_body_stands_alone() -> None:
    assert reading.text(replace(RECEIPT, head=COMMUNE)).startswith("ỦY BAN NHÂN DÂN XÃ CẨM VÂN Số: 42/TNHS")


def test_certificate() -> None:
    in_order(
        reading.text(SAMPLES[PaperKind.CERTIFICATE]),
        "GIẤY CHỨNG NHẬN", "Quách Văn Trúc", "Mười nguyên tắc giao tiếp", "thứ Hai 16/11/2026", "3 giờ",
        "Hội trường UBND xã. Người giảng: Lê Thị Hường", "11 trên 12", "NGƯỜI PHỤ TRÁCH LỚP", "Hà Thị Nhài",
    )  # fmt: skip
    assert "9F2C 41B0 A7D8 E653" in reading.text(SAMPLES[PaperKind.CERTIFICATE])
