"""Forms 05 to 07 and a result paper, as a commune would fill them in; people and numbers are invented."""

from datetime import date, datetime

from thanthien.papers.parts import Contact, Dossier, Letterhead, Limit, PaperForm, PaperLine, Person, Signer
from thanthien.papers.schema_control import Control, Passing, Register, RegisterLine, Result, Stop
from thanthien.papers.words import HERE

HEAD = Letterhead(
    superior="Ủy ban nhân dân", body="xã Cẩm Vân", place="Cẩm Vân", unit="UBND xã Cẩm Vân",
    address="thôn Vân Trung, xã Cẩm Vân", phone="0237 000 0115",
)  # fmt: skip
LAN = Person("Quách Thị Lan", "bà", "thôn Đồng Chạ, xã Cẩm Vân", "0900000123", "lan@example.vn")
DOSSIER = Dossier(
    code="TT-15163-261123-0042", procedure="Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", applicant=LAN,
    procedure_code="1.004873", received_at=datetime(2026, 11, 23, 8, 41, tzinfo=HERE),
    due_at=datetime(2026, 12, 1, 17, 0, tzinfo=HERE),
    follow_url="https://motcua.camvan.example/theo-doi/Zk3v9QmT2xLr7WcB1aYp5D",
)  # fmt: skip
HANDLER = Contact("Bùi Thị Nhài", "công chức tư pháp - hộ tịch", "02370000116")
CHAIR = Signer(("TM. Ủy ban nhân dân", "Chủ tịch"), "Phạm Văn Bách")

STOP = Stop(
    head=HEAD, number="05/TB-UBND", issued_on=date(2026, 11, 25), dossier=DOSSIER,
    asked_at=datetime(2026, 11, 25, 9, 5, tzinfo=HERE), request="Tôi xin làm ở nơi ở mới", stage="đang giải quyết",
    returned=(PaperLine("Căn cước", PaperForm.SHOWN), PaperLine("Tờ khai", PaperForm.ORIGINAL)), contact=HANDLER,
    signer=Signer(("NGƯỜI GIẢI QUYẾT",), "Bùi Thị Nhài"),
)  # fmt: skip
CONTROL = Control(
    head=HEAD, issued_on=date(2026, 11, 25), printed_at=datetime(2026, 11, 25, 16, 0, tzinfo=HERE), dossier=DOSSIER,
    limit=Limit("3 ngày làm việc", "NĐ 123/2015/NĐ-CP, Đ.22", assumed=True), state="trình ký",
    passings=(
        Passing(
            "Tiếp nhận", datetime(2026, 11, 23, 8, 41, tzinfo=HERE), "Lê Thị Hồng, cán bộ Một cửa",
            "Bùi Thị Nhài, người xử lý", "bắt đầu chạy, hẹn 01/12/2026",
        ),
        Passing(
            "Trình ký", datetime(2026, 11, 25, 15, 50, tzinfo=HERE), "Bùi Thị Nhài, người xử lý",
            "Phạm Văn Bách, Chủ tịch", "đang chạy, hẹn 01/12/2026", "trước hạn", "Đủ căn cứ, xin ký sớm.",
        ),
    ),
)  # fmt: skip
REGISTER = Register(
    head=HEAD, issued_on=date(2026, 12, 1), first=date(2026, 11, 1), last=date(2026, 11, 30), chosen="Lĩnh vực hộ tịch",
    lines=tuple(
        RegisterLine(
            f"TT-15163-2611{at:02d}-0042", "Cấp Giấy xác nhận tình trạng hôn nhân", "Quách Thị Lan",
            "thôn Đồng Chạ; 0900 000 123", "UBND xã Cẩm Vân", "02/11/2026 08:41", "09/11/2026 17:00",
            "06/11/2026 09:00", "07/11/2026 10:20", "tại quầy", "đã trả",
        )
        for at in range(2, 9)
    ),
    signer=Signer(("Người vào sổ",), "Lê Thị Hồng"),
)  # fmt: skip
RESULT = Result(
    head=HEAD, number="12/GXN-UBND", issued_on=date(2026, 11, 26), name="Giấy xác nhận",
    title="Tình trạng hôn nhân",
    lines=("Xác nhận bà Quách Thị Lan, thôn Đồng Chạ, chưa đăng ký kết hôn.", "Giấy này có giá trị 6 tháng."),
    dossier=DOSSIER, signer=CHAIR,
)  # fmt: skip
