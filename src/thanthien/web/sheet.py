"""Every part with its real tag on one page, so that people and machines can look at it."""

from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core.clock import VN
from thanthien.web import forms
from thanthien.web.calendar import Mark

_TODAY: Final = date(2026, 11, 23)
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


class SheetForm(forms.PageForm):
    """One field of each kind."""

    name = forms.NameField(
        label="Họ và tên em bé", hint="Viết đủ họ, chữ đệm và tên, có dấu", autocomplete="off"
    )
    born = forms.ThreeBoxDateField(
        label="Ngày sinh", hint="Theo giấy chứng sinh, ví dụ 8 11 2026", past=True, source="giấy chứng sinh"
    )
    place = forms.ChoiceField(
        label="Em bé sinh ở đâu?",
        choices=[
            ("clinic", forms.Option("Bệnh viện, trạm y tế", "Nơi sinh đã cấp giấy chứng sinh")),
            ("home", forms.Option("Ở nhà, nơi khác", "Cần người làm chứng, hoặc giấy cam đoan")),
        ],
    )
    sex = forms.ChoiceField(label="Giới tính", choices=[("nữ", "Nữ"), ("nam", "Nam")], inline=True)
    people = forms.ChoiceField(
        label="Dân tộc",
        hint="Theo cha hoặc theo mẹ, do cha mẹ thỏa thuận",
        choices=[("Mường", "Mường"), ("Kinh", "Kinh")],
        pull=True,
        css="w-m",
    )
    proof = forms.PaperField(label="Giấy chứng sinh")
    phone = forms.PhoneField(
        label="Số điện thoại của anh/chị", required=False, hint="Để xã nhắn tin khi có kết quả"
    )
    papers = forms.ChecksField(
        label="Giấy tờ mang theo",
        choices=[("1", "Căn cước"), ("2", "Giấy ủy quyền (chỉ khi đi thay)")],
        dense=True,
    )
    identity = forms.CodeField(label="Số căn cước", digits=12, required=False, css="w-m")
    copies = forms.NumberField(label="Số bản sao", least=1, most=20, required=False)
    words = forms.TextField(label="Lời nhắn", rows=4, limit=500, required=False)
    true = forms.CheckField(label="Những điều trên là đúng", required=True)
    rating = forms.FacesField(required=False)


_WRONG: Final = {
    "name": "H",
    "born_d": "31",
    "born_m": "11",
    "born_y": "2026",
    "sex": "nam",
    "people": "Mường",
    "phone": "0900 00",
    "identity": "038 000",
    "copies": "40",
    "words": "Trước thiếu giấy. " * 40,
}


def _context(request: HttpRequest) -> dict[str, Any]:
    form = SheetForm(_WRONG, {}) if "loi" in request.GET else SheetForm()
    at = datetime(2026, 11, 11, 9, 20, tzinfo=VN)
    return {
        "area": "track",
        "form": form,
        "day_of_sheet": _TODAY,
        "clocks": [{"kind": k, "short": s, "long": lo, "spoken": sr} for k, s, lo, sr in _CLOCKS],
        "marks": [
            *_marks(11, 18),
            Mark(date(2026, 11, 21), "off"),
            Mark(date(2026, 11, 22), "off"),
            Mark(date(2026, 11, 24), "holiday"),
            Mark(date(2026, 11, 26), "new"),
        ],
        "many_marks": _long(),
        "steps": [
            {"text": "Thời hạn 5 ngày làm việc.", "law": "Thủ tục 1.004884", "assumed": True},
            {"text": "Ngày nhận không tính.", "law": "Bộ luật Dân sự 2015, Điều 147"},
            {"text": "24/11 là ngày lễ.", "law": "Nghị quyết 28/2026/QH16, Điều 2"},
        ],
        "line": [
            {"kind": "done", "what": "Đã nhận hồ sơ", "at": at},
            {
                "kind": "sorry",
                "what": "Xin lỗi và hẹn lại ngày 26/11",
                "at": at,
                "told": "Đã gửi tin nhắn và thư giấy",
            },
            {
                "kind": "now",
                "what": "Đang chờ trả lời. Xã đến tận nơi lấy.",
                "when": "Hôm nay, thứ Hai 23/11",
            },
            {"kind": "next", "what": "Ký giấy khai sinh", "when": "Dự kiến thứ Tư 25/11"},
            {"kind": "next", "what": "Trả kết quả tại Một cửa", "when": "Hẹn thứ Năm 26/11"},
        ],
        "paper": {
            "code": "H56.146-261111-0017",
            "url": "https://xa.example/h/7xk2m9p4q8r1s5t3",
            "received": "9:20, 11/11/2026",
            "old_due": "18/11/2026",
            "due": "26/11/2026",
            "place": "Một cửa xã Cẩm Vân",
            "proof_url": "#bien-nhan",
        },
        "rows": [("Nhận hồ sơ", 134, 138), ("Trả kết quả", 97, 97)],
        "tabs": [("#1", "Bổ sung", 0), ("#2", "Tiến trình", 0), ("#3", "Giấy tờ", 3), ("#4", "Ghi chú", 2)],
        "saved": datetime(2026, 11, 23, 8, 41, tzinfo=VN),
        "how": [
            ("Nộp hồ sơ", "Qua mạng, tại Một cửa."),
            ("Xem bản nháp", "Đúng tên chưa?"),
            ("Nhận giấy", "Tại Một cửa."),
        ],
    }


def _only_in_demo() -> None:
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Show the parts as citizens see them; ``?loi`` shows the form come back with mistakes."""
    _only_in_demo()
    return render(request, "web/sheet.html", {**_context(request), "base": "web/public_base.html"})


@require_safe
def sheet_work(request: HttpRequest) -> HttpResponse:
    """Show the same parts on a work page."""
    _only_in_demo()
    return render(
        request, "web/sheet.html", {**_context(request), "base": "web/work_base.html", "area": "today"}
    )
