"""``/can-bo/lich-nghi/thoi-han/``: a limit that a legal text changes for cases already open."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import sent_once
from thanthien.office.dates.forms import LimitForm
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, WhyForm, form_page, typed, whole
from thanthien.onestop import service as onestop

AREA: Final = {"area": "settings"}
DONE: Final = {
    "nhap": "Đã nhập. Chưa ngày hẹn nào đổi: một người thứ hai xem bản xem trước rồi duyệt.",
    "duyet": "Đã duyệt. Hồ sơ đang mở của thủ tục này được định lại ngày hẹn và báo từng người.",
    "khong": "Đã ghi là không duyệt.", "thu-hoi": "Đã đề nghị thu hồi. Một người thứ hai xem rồi duyệt.",
    "thu-hoi-duyet": "Đã thu hồi. Hồ sơ đang mở trở về thời hạn của mình.",
}  # fmt: skip
ACTS: Final[dict[str, Any]] = {
    "duyet": onestop.redating.approve_limit, "khong": onestop.redating.decline_limit,
    "thu-hoi": onestop.redating.end_limit, "thu-hoi-duyet": onestop.redating.withdraw_limit,
}  # fmt: skip
REASONED: Final = frozenset({"khong", "thu-hoi"})


@require_http_methods(METHODS)
@staff_page("notice.enter")
def enter(request: StaffRequest) -> HttpResponse:
    """Enter a changed limit with its legal text; the next page shows which dates it would move."""
    form = LimitForm(typed(request))
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/dates/limit_enter.html", form, AREA)
    once = once_of(request, form.cleaned_data["once"])
    try:
        done = sent_once(once, onestop.redating.enter_limit, actor=request.actor, now=request.now, draft=form.draft())
    except Refused as no:
        return form_page(request, "office/dates/limit_enter.html", form, AREA, no)
    return _to(UUID(done.id), "nhap")


def _to(key: UUID, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:limit_change', args=[key])}?xong={done}")


@require_safe
@staff_page("notice.read")
def change(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """Show a changed limit, with every open case whose date it would move, or how far its act has come."""
    return _page(request, change_id)


def _page(request: StaffRequest, change_id: UUID, wrong: str = "", status: int = 200) -> HttpResponse:
    row = onestop.redating.limit_change(request.actor, change_id)
    waits = row.state in ("proposed", "ending")
    cause = onestop.redating.of_limit(row, request.now) if waits else None
    context = {
        "row": row, "ours": True, "why": WhyForm(), "measure": onestop.redating.MEASURES.get(row.measure),
        "own": str(row.ending_by_id if row.state == "ending" else row.entered_by_id) == request.actor.id,
        "may": request.actor.may("notice.approve"), "may_enter": request.actor.may("notice.enter"),
        "seen": onestop.redating.preview(cause, request.now, request.GET.get("sau", "")) if cause else None,
        "acts": list(onestop.redating.redatings(request.actor, row.id)), "wrong": wrong,
        "done": "" if wrong else DONE.get(request.GET.get("xong", "")), "act_url": "office:limit_act",
    }  # fmt: skip
    return render(request, "office/dates/limit.html", AREA | context, status=status)


@require_POST
@staff_page("notice.approve")
def act(request: StaffRequest, change_id: UUID, act: str) -> HttpResponse:
    """Approve, decline, ask to take back or take back what the page showed."""
    if act not in ACTS:
        raise NotThere
    given: dict[str, Any] = {"change_id": change_id, "version": whole(request.POST.get("version", ""))}
    if act in REASONED:
        given["reason"] = request.POST.get("reason", "")
    once = once_of(request, request.POST.get("once", ""))
    try:
        sent_once(once, ACTS[act], actor=request.actor, now=request.now, **given)
    except Refused as no:
        return _page(request, change_id, no.message, 422)
    except Stale as late:
        return _page(request, change_id, f"{late.who} vừa {late.what}. Xem lại rồi làm tiếp.", 409)
    return _to(change_id, act)
