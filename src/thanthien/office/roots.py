"""``/can-bo/nhat-ky/dau-ngay/``: the roots of the closed days, and those that other installations have given us."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core.errors import Refused
from thanthien.core.once import sent_once
from thanthien.core.proof import keys, others, proving
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.web.forms import OnceField, PageForm, TextField

SHOWN: Final = 31
KEY_IDS, ROOT_IDS = "khoa_%s", "dau_%s"
SAID: Final = {
    "khoa": ("good", "Đã ghi khóa.", "Giờ nhận được dấu ngày của nơi ấy."),
    "new": ("good", "Đã nhận dấu ngày.", "Giữ nguyên như đã nhận, và ký xác nhận đã thấy."),
    "known": ("good", "Dấu này đã nhận rồi.", "Không ghi thêm."),
    others.TWO_ROOTS: ("bad", "Nơi ấy đã ký hai dấu khác nhau cho cùng một ngày.", "Giữ cả hai, gọi nơi ấy ngay."),
    others.BROKEN: ("bad", "Dấu này không nối với dấu ngày trước.", "Giữ cả hai, hỏi nơi ấy ngay."),
}


class KeyForm(PageForm):
    """The key of another installation. Two forms stand on the page: each has ids of its own."""

    once = OnceField()
    name = TextField(label="Tên nơi ấy", limit=120, hint="Ví dụ: UBND xã Vân Du")
    public = TextField(
        label="Khóa công khai", limit=100, hint="64 chữ, hỏi qua điện thoại hoặc công văn, đừng chép từ thư lạ"
    )


class RootForm(PageForm):
    """A root as it was published."""

    once = OnceField()
    text = TextField(
        label="Tệp dấu ngày",
        limit=others.LONGEST,
        rows=5,
        hint="Mở tệp tải từ trang “Kiểm tra giấy hẹn” của nơi ấy, dán cả tệp",
    )


@require_safe
@staff_page("journal.witness")
def page(request: StaffRequest) -> HttpResponse:
    """What is closed here, and what was received."""
    return _page(request, None, None)


@require_POST
@staff_page("journal.witness")
def trust(request: StaffRequest) -> HttpResponse:
    """Enter a key."""
    form = KeyForm(request.POST, auto_id=KEY_IDS)
    if not form.is_valid():
        return _page(request, form, None)
    given = form.cleaned_data
    try:
        sent_once(
            once_of(request, given["once"]), others.trust, actor=request.actor, now=request.now,
            unit_id=request.actor.scope, name=given["name"], public=given["public"],
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return _page(request, form, None)
    return HttpResponseRedirect(f"{reverse('office:roots')}?xong=khoa")


@require_POST
@staff_page("journal.witness")
def receive(request: StaffRequest) -> HttpResponse:
    """Take a root in."""
    form = RootForm(request.POST, auto_id=ROOT_IDS)
    if not form.is_valid():
        return _page(request, None, form)
    given = form.cleaned_data
    try:
        made = sent_once(
            once_of(request, given["once"]), others.receive, actor=request.actor, now=request.now,
            unit_id=request.actor.scope, text=given["text"],
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return _page(request, None, form)
    return HttpResponseRedirect(f"{reverse('office:roots')}?xong={made.state}")


def _page(request: StaffRequest, key: KeyForm | None, root: RootForm | None) -> HttpResponse:
    key, root = key or KeyForm(auto_id=KEY_IDS), root or RootForm(auto_id=ROOT_IDS)
    roots = proving.recent(SHOWN)
    waiting = roots[0].day < request.now.date() - timedelta(days=1) if roots else False
    context: dict[str, Any] = {
        "area": "audit", "roots": roots, "last": roots[0] if roots else None, "waiting": waiting,
        "said": SAID.get(request.GET.get("xong", "")), "key_form": key, "root_form": root,
        "public": keys.ours()[keys.present()].hex(), "keys": others.entered(), "others": others.kept(SHOWN),
    }  # fmt: skip
    return render(request, "office/roots.html", context, status=422 if key.errors or root.errors else 200)
