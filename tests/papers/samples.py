"""One paper of each kind, as a commune would fill it in. All people and numbers are invented.

Used by the tests of papers and by the bench; nothing here touches a database.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from tests.papers.control import CONTROL, REGISTER, RESULT, STOP
from tests.papers.official import REPORT
from thanthien.papers.kinds import PaperKind
from thanthien.papers.parts import (
    Contact,
    Derivation,
    DestroyedLine,
    Dossier,
    Fee,
    Letterhead,
    Limit,
    Missing,
    PaperForm,
    PaperLine,
    Person,
    Proof,
    Signer,
    Stage,
    Step,
)
from thanthien.papers.schema import (
    Apology,
    Certificate,
    Destruction,
    Handover,
    NotEligible,
    Paper,
    Receipt,
    Refusal,
    Slip,
    Supplement,
)
from thanthien.papers.schema_courtesy import Courtesy
from thanthien.papers.words import HERE

COUNTER = Letterhead(
    superior="Ủy ban nhân dân xã Cẩm Vân",
    body="Trung tâm Phục vụ hành chính công",
    place="Cẩm Vân",
    unit="UBND xã Cẩm Vân",
    address="thôn Vân Trung, xã Cẩm Vân, tỉnh Thanh Hóa",
    phone="02370000115",
    hours="từ 07:30 đến 11:30 và từ 13:00 đến 17:00 ngày làm việc",
)
COMMUNE = replace(COUNTER, superior="", body="Ủy ban nhân dân\nxã Cẩm Vân")
LAN = Person(
    name="Quách Thị Lan",
    called="bà",
    address="thôn Đồng Chạ, xã Cẩm Vân, tỉnh Thanh Hóa",
    phone="0900000123",
    email="lan@example.vn",
)
DOSSIER = Dossier(
    code="TT-15163-261123-0042",
    procedure="Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    procedure_code="1.004873",
    applicant=LAN,
    received_at=datetime(2026, 11, 23, 8, 41, tzinfo=HERE),
    due_at=datetime(2026, 12, 1, 17, 0, tzinfo=HERE),
    follow_url="https://motcua.camvan.example/theo-doi/Zk3v9QmT2xLr7WcB1aYp5D",
)
HANDLER = Contact(name="Bùi Thị Nhài", position="công chức tư pháp - hộ tịch", phone="02370000116")
CHAIR = Signer(lines=("TM. Ủy ban nhân dân", "Chủ tịch"), name="Phạm Văn Bách")
CLERK = Signer(lines=("Người tiếp nhận hồ sơ",), name="Lê Thị Hồng")
HEAD_OF_COUNTER = Signer(lines=("Giám đốc",), name="Trương Công Định")
LAW = "Nghị định 123/2015/NĐ-CP, Điều 22"
PAPERS = (
    PaperLine("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", PaperForm.ORIGINAL, digitised=True),
    PaperLine("Căn cước", PaperForm.SHOWN),
    PaperLine("Quyết định ly hôn đã có hiệu lực", PaperForm.CERTIFIED, count=1, digitised=True, note="nếu đã ly hôn"),
)

RECEIPT = Receipt(
    head=COUNTER,
    number="42/TNHS",
    issued_on=date(2026, 11, 23),
    dossier=DOSSIER,
    papers=PAPERS,
    limit=Limit("5 ngày làm việc", source="NĐ 123/2015/NĐ-CP, Đ.22 k.2", assumed=True),
    derivation=Derivation(
        "5 ngày làm việc: 25, 26, 27, 30/11, 1/12; 24/11 nghỉ lễ.",
        (
            Step("Nhận hồ sơ 8:41 ngày 23/11; ngày nhận không tính.", "BLDS 2015, Đ.147 k.2"),
            Step("24/11 là Ngày Văn hóa Việt Nam, không tính.", "NQ 80-NQ/TW; lịch nghỉ năm 2026"),
            Step("Đếm đủ 5 ngày làm việc: 25, 26, 27, 30/11 và 1/12.", "NĐ 123/2015, Đ.22 k.2", assumed=True),
            Step("Hết hạn lúc 24 giờ ngày 1/12; quầy mở cửa đến 17 giờ 00.", "BLDS 2015, Đ.148 k.6"),
        ),
    ),
    fee=Fee(),
    receiver=CLERK,
    return_place="Trung tâm Phục vụ hành chính công xã Cẩm Vân, quầy số 2",
    return_way="nhận trực tiếp, xã nhắn tin khi có kết quả",
    register_book="01/2026",
    register_no="0975",
    proof=Proof(
        mark="9f2c41b0a7d8e653",
        leaf="9f2c41b0a7d8e6530f4a1c2b3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60",
        promise="q7Jm0Xb3v1Yt8Rk5Zc2Lw9Pd6Hs4Gf0Ne1Ma7Ub8Vi3Oc5Tx2Ky6Qj9Dz4Wl0Bp8Er1Sg7Fh3Iu5Jn2Km6Lo==",
        unit="0190a5b4c3d27e8f90a1b2c3d4e5f607",
        seq=2041,
        recorded_at="2026-11-23T08:41:07+07:00",
        key="51c0ffee51c0ffee",
        url="https://motcua.camvan.example/minh-chung/9f2c41b0a7d8e653/",
    ),
)
SUPPLEMENT = Supplement(
    head=COUNTER,
    number="07/BSHS",
    issued_on=date(2026, 11, 25),
    dossier=DOSSIER,
    stage=Stage.DURING,
    items=(
        Missing(
            "Trích lục ghi chú ly hôn",
            "Bà ghi đã ly hôn năm 2019 ở nước ngoài, hồ sơ chưa có giấy này",
            "Xin tại Sở Tư pháp tỉnh nơi đã ghi chú; mang bản chính hoặc bản sao chứng thực",
        ),
        Missing(
            "Tờ khai, mục nơi cư trú trước đây",
            "Còn bỏ trống thời gian từ năm 2015 đến năm 2018",
            "Điền thêm rồi ký lại; xã có sẵn tờ khai tại quầy",
        ),
    ),
    grounds=(LAW, "Thông tư 04/2024/TT-BTP, Điều 4"),
    contact=HANDLER,
    signer=HEAD_OF_COUNTER,
    clock="Thời gian giải quyết dừng từ hôm nay và tính lại từ đầu khi hồ sơ đủ.",
    answer_by=date(2026, 12, 25),
    where="quầy số 2, hoặc gửi ảnh chụp qua trang theo dõi hồ sơ",
)
REFUSAL = Refusal(
    head=COUNTER,
    number="03/TCHS",
    issued_on=date(2026, 2, 5),
    dossier=replace(DOSSIER, code="", received_at=None, due_at=None, follow_url=""),
    request="Cấp Giấy xác nhận tình trạng hôn nhân cho con trai đang cư trú tại xã Cẩm Tú",
    reasons=("Con trai bà đăng ký thường trú tại xã Cẩm Tú, ngoài tỉnh nơi xã được nhận thay.",),
    grounds=(LAW,),
    guidance=(
        "Con trai bà nộp tại xã nơi thường trú, hoặc nộp qua Cổng Dịch vụ công quốc gia.",
        "Nếu con trai bà không đi được, làm giấy ủy quyền có chứng thực cho bà nộp thay.",
    ),
    contact=HANDLER,
    signer=HEAD_OF_COUNTER,
)
APOLOGY = Apology(
    head=COMMUNE,
    number="12/XL-UBND",
    issued_on=date(2026, 11, 30),
    dossier=DOSSIER,
    reason="nơi bà cư trú trước đây chưa trả lời xác minh mà xã gửi ngày 24/11/2026.",
    answerable=HANDLER,
    signer=CHAIR,
    new_due_at=datetime(2026, 12, 4, 17, 0, tzinfo=HERE),
    return_place="quầy số 2, Trung tâm Phục vụ hành chính công xã",
)
NOT_ELIGIBLE = NotEligible(
    head=COMMUNE,
    number="31/TB-UBND",
    issued_on=date(2026, 12, 1),
    dossier=DOSSIER,
    reasons=("Cơ sở dữ liệu hộ tịch ghi bà đang có vợ hoặc chồng: đăng ký kết hôn số 14 ngày 02/3/2018.",),
    grounds=("Luật Hôn nhân và gia đình 2014, Điều 8", LAW),
    guidance=(
        "Nếu đã ly hôn, bà nộp bản án hoặc quyết định ly hôn đã có hiệu lực, xã nhận lại hồ sơ ngay.",
        "Nếu dữ liệu ghi sai, bà đề nghị cải chính hộ tịch tại quầy số 2; xã giúp bà điền tờ khai.",
    ),
    contact=HANDLER,
    signer=replace(CHAIR, lines=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), name="Hà Thị Ngát"),
    returned=(PaperLine("Quyết định ly hôn", PaperForm.CERTIFIED),),
)
HANDOVER = Handover(
    head=COUNTER,
    number="05/BGHS",
    issued_on=date(2026, 11, 23),
    dossier=DOSSIER,
    to_body="Ủy ban nhân dân xã Cẩm Thạch",
    reason="bà Lan cư trú tại xã Cẩm Thạch; hồ sơ nhận không phụ thuộc địa giới.",
    papers=PAPERS,
    giver=CLERK,
    contact=HANDLER,
    grounds=("Nghị định 118/2025/NĐ-CP",),
    note="giấy tờ đã số hóa, gửi kèm theo tệp.",
)
SLIP = Slip(
    unit="UBND xã Cẩm Vân",
    title="Phiếu theo dõi hồ sơ",
    number="0042",
    code=DOSSIER.code,
    sentence="Hẹn trả thứ Ba 01/12/2026, trước 17 giờ.",
    url=DOSSIER.follow_url,
    caption="Quét mã để xem hồ sơ đến đâu",
    foot="Hỏi thêm: 0237 000 0115",
    issued_on=date(2026, 11, 23),
)
RATING_SLIP = Slip(
    unit="UBND xã Cẩm Vân",
    title="Bà con thấy xã phục vụ thế nào?",
    sentence="Quét mã, chọn một khuôn mặt, mười giây là xong. Người được chấm không biết ai chấm.",
    url="https://motcua.camvan.example/danh-gia/m4Tq8ZyRk2Wc6Nf1",
    caption="Mã dùng một lần",
    foot="Xã cảm ơn bà con",
    issued_on=date(2026, 12, 1),
)

DESTRUCTION = Destruction(
    head=COMMUNE,
    number="03/BB-UBND",
    issued_on=date(2029, 1, 12),
    lines=(
        DestroyedLine(
            "TT-15163-261116-0001", "Chứng thực bản sao từ bản chính", "đã giải quyết", date(2026, 11, 16),
            "Chứng thực bản sao, chữ ký", date(2028, 12, 31),
        ),
    ),
    grounds=("Luật Lưu trữ 33/2024/QH15",),
    state="Đã tiêu hủy ngày 12/01/2029.",
    proposer=Signer(("NGƯỜI LẬP BIÊN BẢN",), "Cao Văn Thư"),
    approver=Signer(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Phạm Văn Tâm"),
)  # fmt: skip

CERTIFICATE = Certificate(
    head=COMMUNE,
    issued_on=date(2026, 11, 18),
    code="9f2c41b0a7d8e653",
    url="https://motcua.camvan.example/chung-nhan/9f2c41b0a7d8e653/",
    name="Quách Văn Trúc",
    post="Công chức tư pháp, hộ tịch",
    course="Mười nguyên tắc giao tiếp với công dân",
    held_on=date(2026, 11, 16),
    hours="3 giờ",
    place="Hội trường UBND xã",
    trainer="Lê Thị Hường, Sở Nội vụ",
    signer=Signer(("NGƯỜI PHỤ TRÁCH LỚP",), "Hà Thị Nhài"),
    right=11,
    total=12,
)

COURTESY = Courtesy(
    head=COMMUNE, number="01/THU-UBND", issued_on=date(2026, 11, 30), title="Thư chúc mừng", called="bà", name=LAN.name,
    address=LAN.address, lines=("Xã vui mừng được biết gia đình bà có thêm một em bé.", "Chúc em mạnh khỏe."),
    signer=Signer(("CHỦ TỊCH",), "Phạm Văn Bách"),
)  # fmt: skip

_ALL = (RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, NOT_ELIGIBLE, HANDOVER, SLIP, DESTRUCTION, CERTIFICATE, REPORT, COURTESY)
SAMPLES: dict[PaperKind, Paper] = {one.kind: one for one in (*_ALL, STOP, CONTROL, REGISTER, RESULT)}
