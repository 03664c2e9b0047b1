"""A report with a chart, a table and footnotes, as a commune would issue it; people and numbers are invented."""

from datetime import date

from thanthien.papers.parts import Bar, Bars, FootNote, Grid, Letterhead, Part, Signer
from thanthien.papers.schema import Official

HEAD = Letterhead(
    superior="Ủy ban nhân dân", body="xã Cẩm Vân", place="Cẩm Vân", unit="UBND xã Cẩm Vân", address="Trụ sở UBND",
    phone="0237 000 0115",
)  # fmt: skip
NOTE = FootNote("Đếm từ hồ sơ. Danh sách:", "https://xa.example.vn/xa/15163/bang-diem/t1/?thang=2026-10")
REPORT = Official(
    head=HEAD, name="Báo cáo", title="Sơ kết mô hình", number="30/BC-UBND", issued_on=date(2026, 11, 16),
    parts=(
        Part("I. Tình hình", ("Xã làm tốt.", "- một việc")),
        Part(
            "II. Kết quả", (),
            (
                Bars("Theo tháng", (Bar("9/26", None, ""), Bar("10/26", 500, "50%")), "100%", NOTE),
                Grid(("Tháng", "Kết quả"), (("9/2026", "chưa đo"), ("10/2026", "50%")), "Từng tháng", 1, note=NOTE),
            ),
        ),
    ),
    recipients=("UBND tỉnh", "Lưu: VT"), grounds=("Kế hoạch số 12/KH-UBND",),
    signer=Signer(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Phạm Văn Tâm"),
)  # fmt: skip
