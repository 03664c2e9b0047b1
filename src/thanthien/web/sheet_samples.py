"""Invented people and dates for the sheet of components."""

from datetime import date, datetime
from typing import Any, Final

from thanthien.core.clock import VN
from thanthien.web.calendar import Mark

TODAY: Final = date(2026, 11, 23)
_CLOCKS: Final = (
    ("on", "Còn 3 ngày", "Đúng hẹn, còn 3 ngày", "Đúng hẹn. Còn 3 ngày làm việc, hẹn thứ Năm 26 tháng 11."),
    ("soon", "Còn 2 giờ", "Sắp đến hạn, hôm nay trước 17:00", "Sắp đến hạn. Hôm nay trước 17 giờ."),
    (
        "sorry",
        "Trễ, đã xin lỗi",
        "Trễ 3 ngày, đã xin lỗi, hẹn mới 26/11",
        "Trễ hẹn 3 ngày làm việc. Đã xin lỗi.",
    ),
    ("late", "Trễ 2 ngày", "Trễ hẹn 2 ngày", "Trễ hẹn 2 ngày làm việc. Chưa xin lỗi."),
    ("pause", "Chờ bổ sung", "Tạm dừng từ 18/11, chờ bổ sung", "Đồng hồ tạm dừng từ 18 tháng 11."),
)


def _marks(first: int, last: int, month: int = 11) -> list[Mark]:
    found, count = [], 0
    for number in range(first, last + 1):
        day = date(2026, month, number)
        if number == first:
            found.append(Mark(day, "start"))
        elif day == date(2026, 11, 24):
            found.append(Mark(day, "holiday"))
        elif day.weekday() > 4:
            found.append(Mark(day, "off"))
        else:
            count += 1
            found.append(Mark(day, "end" if number == last else "cnt", count))
    return found


def _long() -> list[Mark]:
    november, december = _marks(2, 30), _marks(1, 31, 12)
    last = november[-1].count
    rest = [
        Mark(one.day, "cnt" if one.kind == "start" else one.kind, one.count and one.count + last + 1)
        for one in december[1:]
    ]
    return [
        *november[:-1],
        Mark(date(2026, 11, 30), "cnt", last),
        Mark(date(2026, 12, 1), "cnt", last + 1),
        *rest,
    ]


_AT: Final = datetime(2026, 11, 11, 9, 20, tzinfo=VN)
_AROUND: Final = (
    Mark(date(2026, 11, 21), "off"),
    Mark(date(2026, 11, 22), "off"),
    Mark(date(2026, 11, 24), "holiday"),
    Mark(date(2026, 11, 26), "new"),
)
_LINE: Final = (
    {"kind": "done", "what": "Đã nhận hồ sơ", "at": _AT},
    {"kind": "sorry", "what": "Xin lỗi và hẹn lại ngày 26/11", "at": _AT, "told": "Đã gửi tin nhắn, thư giấy"},
    {"kind": "now", "what": "Đang chờ trả lời. Xã đến tận nơi lấy.", "when": "Hôm nay, thứ Hai 23/11"},
    {"kind": "next", "what": "Ký giấy khai sinh", "when": "Dự kiến thứ Tư 25/11"},
    {"kind": "next", "what": "Trả kết quả tại Một cửa", "when": "Hẹn thứ Năm 26/11"},
)
_STEPS: Final = (
    {"note": "Thời hạn 5 ngày làm việc.", "article": "Thủ tục 1.004884", "assumed": True},
    {"note": "Ngày nhận không tính.", "article": "Bộ luật Dân sự 2015, Điều 147"},
    {"note": "24/11 là ngày lễ.", "article": "Nghị quyết 28/2026/QH16, Điều 2"},
)
_PAPER: Final = {
    "code": "H56.146-261111-0017",
    "url": "https://xa.example/h/7xk2m9p4q8r1s5t3",
    "received": "9:20, 11/11/2026",
    "old_due": "18/11/2026",
    "due": "26/11/2026",
    "place": "Một cửa xã Cẩm Vân",
    "proof_url": "#bien-nhan",
}
_TABS: Final = (("#1", "Bổ sung", 0), ("#2", "Tiến trình", 0), ("#3", "Giấy tờ", 3), ("#4", "Ghi chú", 2))
_HOW: Final = (
    ("Nộp hồ sơ", "Qua mạng, tại Một cửa."),
    ("Xem bản nháp", "Đúng tên, đúng ngày sinh chưa?"),
    ("Nhận giấy", "Tại Một cửa, hoặc bưu điện đưa về nhà."),
)

SAMPLES: Final[dict[str, Any]] = {
    "day_of_sheet": TODAY,
    "clocks": [dict(zip(("kind", "short", "long", "spoken"), one, strict=True)) for one in _CLOCKS],
    "marks": [*_marks(11, 18), *_AROUND],
    "many_marks": _long(),
    "steps": _STEPS,
    "line": _LINE,
    "paper": _PAPER,
    "rows": [("Nhận hồ sơ", 134, 138), ("Trả kết quả", 97, 97)],
    "tabs": _TABS,
    "saved": datetime(2026, 11, 23, 8, 41, tzinfo=VN),
    "how": _HOW,
}
