"""``/can-bo/lich-nghi/``: the year as months, notices, which dates one would move, who approved it."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import clock
from thanthien.office.dates import twice
from thanthien.office.dates.forms import NoticeForm
from thanthien.office.dates.months import months
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, whole
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules import notices as rules


def _words(request: StaffRequest, row: Any) -> dict[str, Any]:
    return {"said": row.said(), "sort": rules.KINDS.get(row.kind), "level": rules.LEVELS.get(row.level)}


NOTICE: Final = twice.Kind(
    "notice", "office:notice", "notice", "notice_id",
    {
        "duyet": org.approve_notice, "khong": org.decline_notice, "thu-hoi": org.end_notice, "giu": org.keep_notice,
        "thu-hoi-duyet": org.withdraw_notice,
    },
    {
        "nhap": twice.ENTERED, "khong": "Đã ghi là không duyệt.", "thu-hoi": twice.ASKED_BACK,
        "duyet": "Đã duyệt. Hẹn mới tính theo lịch này ngay; hồ sơ đang mở được định lại ngày hẹn và báo từng người.",
        "giu": "Thông báo tiếp tục áp dụng.", **twice.KEPT,
        "thu-hoi-duyet": "Đã thu hồi. Hồ sơ đang mở được tính lại theo lịch cũ.",
    },
    org.notice, onestop.redating.of_notice, _words,
)  # fmt: skip


@require_safe
@staff_page("notice.read")
def holidays(request: StaffRequest) -> HttpResponse:
    """Show a year as months, what is still missing, and every notice."""
    today = clock.local(request.now).date()
    calendar = org.calendars.of(request.actor.unit_id).calendar
    year = whole(request.GET.get("nam", "")) or today.year
    year = min(max(year, calendar.first.year), calendar.last.year)
    changes = list(onestop.redating.limit_changes(request.actor)[:50])
    offers = onestop.offers(request.actor.scope, today, disabled=True) if changes else []
    titles = {one.entry.code: one.entry.title for one in offers}
    context = {
        "year": year, "years": range(calendar.first.year, calendar.last.year + 1), "months": months(year, calendar),
        "lacking": rules.lacking(calendar, today), "notices": list(org.notices(request.actor)[:100]),
        "changes": [(row, titles.get(row.procedure_code, "")) for row in changes],
        "may": request.actor.may("notice.enter"), "done": NOTICE.done.get(request.GET.get("xong", "")),
    }  # fmt: skip
    return render(request, "office/dates/year.html", twice.AREA | context)


@require_http_methods(METHODS)
@staff_page("notice.enter")
def enter(request: StaffRequest) -> HttpResponse:
    """Enter a notice; the next page shows which dates it would move."""
    return twice.enter(request, NOTICE, NoticeForm, org.enter_notice, {})


@require_safe
@staff_page("notice.read")
def notice(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """Show a notice, with every open case whose date it would move, or how far its act has come."""
    return twice.page(request, NOTICE, notice_id)


@require_POST
@staff_page("notice.approve")
def act(request: StaffRequest, notice_id: UUID, act: str) -> HttpResponse:
    """Approve, decline, ask to take back, keep, or take back what the page showed."""
    return twice.act(request, NOTICE, notice_id, act)


@require_http_methods(METHODS)
@staff_page("notice.enter")
def keep(request: StaffRequest, notice_id: UUID, dossier_id: UUID) -> HttpResponse:
    """Let one case keep its date, with the reason."""
    return twice.keep(request, NOTICE, notice_id, dossier_id)
