"""``/can-bo/lich-nghi/``: the year as months, notices, which dates one would move, who approved it."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import sent_once
from thanthien.office.dates.forms import NoticeForm
from thanthien.office.dates.months import months
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, WhyForm, form_page, typed, whole
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules import notices as rules

AREA: Final = {"area": "settings"}
DONE: Final = {
    "nhap": "Đã nhập. Chưa ngày hẹn nào đổi: một người thứ hai xem bản xem trước rồi duyệt.",
    "duyet": "Đã duyệt. Hẹn mới tính theo lịch này ngay; hồ sơ đang mở được định lại ngày hẹn và báo từng người.",
    "khong": "Đã ghi là không duyệt.", "thu-hoi": "Đã đề nghị thu hồi. Một người thứ hai xem rồi duyệt.",
    "giu": "Thông báo tiếp tục áp dụng.", "thu-hoi-duyet": "Đã thu hồi. Hồ sơ đang mở được tính lại theo lịch cũ.",
}  # fmt: skip
ACTS: Final[dict[str, Any]] = {
    "duyet": org.approve_notice, "khong": org.decline_notice, "thu-hoi": org.end_notice, "giu": org.keep_notice,
    "thu-hoi-duyet": org.withdraw_notice,
}  # fmt: skip
REASONED: Final = frozenset({"khong", "thu-hoi"})


@require_safe
@staff_page("notice.read")
def holidays(request: StaffRequest) -> HttpResponse:
    """Show a year as months, what is still missing, and every notice."""
    today = clock.local(request.now).date()
    calendar = org.calendars.of(request.actor.unit_id).calendar
    year = whole(request.GET.get("nam", "")) or today.year
    year = min(max(year, calendar.first.year), calendar.last.year)
    context = {
        "year": year, "years": range(calendar.first.year, calendar.last.year + 1), "months": months(year, calendar),
        "lacking": rules.lacking(calendar, today), "notices": list(org.notices(request.actor)[:100]),
        "changes": list(onestop.redating.limit_changes(request.actor)[:50]),
        "may": request.actor.may("notice.enter"), "done": DONE.get(request.GET.get("xong", "")),
    }  # fmt: skip
    return render(request, "office/dates/year.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("notice.enter")
def enter(request: StaffRequest) -> HttpResponse:
    """Enter a notice; the next page shows which dates it would move."""
    form = NoticeForm(typed(request))
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/dates/enter.html", form, AREA)
    once = once_of(request, form.cleaned_data["once"])
    try:
        done = sent_once(once, org.enter_notice, actor=request.actor, now=request.now, draft=form.draft())
    except Refused as no:
        return form_page(request, "office/dates/enter.html", form, AREA, no)
    return _to(UUID(done.id), "nhap")


def _to(key: UUID, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:notice', args=[key])}?xong={done}")


@require_safe
@staff_page("notice.read")
def notice(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """Show a notice, with every open case whose date it would move, or how far its act has come."""
    return _page(request, notice_id)


def _page(request: StaffRequest, notice_id: UUID, wrong: str = "", status: int = 200) -> HttpResponse:
    row = org.notice(request.actor, notice_id)
    waits = row.state in ("proposed", "ending")
    cause = onestop.redating.of_notice(row, request.now) if waits and row.unit_id == request.actor.unit_id else None
    context = {
        "row": row, "said": row.said(), "kind": rules.KINDS.get(row.kind), "level": rules.LEVELS.get(row.level),
        "ours": row.unit_id == request.actor.unit_id, "why": WhyForm(),
        "own": str(row.ending_by_id if row.state == "ending" else row.entered_by_id) == request.actor.id,
        "may": request.actor.may("notice.approve"), "may_enter": request.actor.may("notice.enter"),
        "seen": onestop.redating.preview(cause, request.now, request.GET.get("sau", "")) if cause else None,
        "acts": list(onestop.redating.redatings(request.actor, row.id)), "wrong": wrong,
        "done": "" if wrong else DONE.get(request.GET.get("xong", "")), "act_url": "office:notice_act",
    }  # fmt: skip
    return render(request, "office/dates/notice.html", AREA | context, status=status)


@require_POST
@staff_page("notice.approve")
def act(request: StaffRequest, notice_id: UUID, act: str) -> HttpResponse:
    """Approve, decline, ask to take back, keep, or take back what the page showed."""
    if act not in ACTS:
        raise NotThere
    given: dict[str, Any] = {"notice_id": notice_id, "version": whole(request.POST.get("version", ""))}
    if act in REASONED:
        given["reason"] = request.POST.get("reason", "")
    once = once_of(request, request.POST.get("once", ""))
    try:
        sent_once(once, ACTS[act], actor=request.actor, now=request.now, **given)
    except Refused as no:
        return _page(request, notice_id, no.message, 422)
    except Stale as late:
        return _page(request, notice_id, f"{late.who} vừa {late.what}. Xem lại rồi làm tiếp.", 409)
    return _to(notice_id, act)
