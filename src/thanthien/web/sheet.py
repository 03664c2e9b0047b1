"""Every part with its real tag on one page, so that people and machines can look at it."""

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.web import forms
from thanthien.web.sheet_samples import SAMPLES


class SheetForm(forms.PageForm):
    """One field of each kind."""

    name = forms.NameField(label="Họ và tên em bé", hint="Viết đủ họ, chữ đệm và tên, có dấu", autocomplete="off")
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
    phone = forms.PhoneField(label="Số điện thoại của anh/chị", required=False, hint="Để xã nhắn tin khi có kết quả")
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
    return {**SAMPLES, "form": form, "area": "track"}


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
    return render(request, "web/sheet.html", {**_context(request), "base": "web/work_base.html", "area": "today"})
