"""``/can-bo/lich-nghi/thoi-han/``: a limit that a legal text changes for cases already open."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.office import desk_choice
from thanthien.office.dates import twice
from thanthien.office.dates.forms import LimitForm
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS
from thanthien.onestop import service as onestop


def _words(request: StaffRequest, row: Any) -> dict[str, Any]:
    return {"measure": onestop.redating.MEASURES.get(row.measure), "title": _title(request, row.procedure_code)}


def _title(request: StaffRequest, code: str) -> str:
    """Return the name of a procedure, also one that is switched off or has ended; "" for a code of nothing."""
    try:
        return onestop.offer(request.actor.scope, code, clock.local(request.now).date()).entry.title
    except NotThere:
        return ""


LIMIT: Final = twice.Kind(
    "limit", "office:limit_change", "limit", "change_id",
    {
        "duyet": onestop.redating.approve_limit, "khong": onestop.redating.decline_limit,
        "thu-hoi": onestop.redating.end_limit, "thu-hoi-duyet": onestop.redating.withdraw_limit,
    },
    {
        "nhap": twice.ENTERED, "khong": "Đã ghi là không duyệt.", "thu-hoi": twice.ASKED_BACK,
        "duyet": "Đã duyệt. Hồ sơ đang mở của thủ tục này được định lại ngày hẹn và báo từng người.",
        "thu-hoi-duyet": "Đã thu hồi. Hồ sơ đang mở trở về thời hạn của mình.", **twice.KEPT,
    },
    onestop.redating.limit_change, onestop.redating.of_limit, _words,
)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("notice.enter")
def enter(request: StaffRequest) -> HttpResponse:
    """Find the procedure by words, then enter its changed limit with the legal text."""
    code = (request.POST if request.method == "POST" else request.GET).get("code", "").strip()[:20]
    asked = request.GET.get("tim", "").strip()[:200]
    now = clock.local(request.now)
    found = desk_choice.find(request.actor.scope, asked, now) if asked and not code else []
    context = {"code": code, "title": _title(request, code) if code else "", "asked": asked, "found": found}
    return twice.enter(request, LIMIT, LimitForm, onestop.redating.enter_limit, context)


@require_safe
@staff_page("notice.read")
def change(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """Show a changed limit, with every open case whose date it would move, or how far its act has come."""
    return twice.page(request, LIMIT, change_id)


@require_POST
@staff_page("notice.approve")
def act(request: StaffRequest, change_id: UUID, act: str) -> HttpResponse:
    """Approve, decline, ask to take back or take back what the page showed."""
    return twice.act(request, LIMIT, change_id, act)


@require_http_methods(METHODS)
@staff_page("notice.enter")
def keep(request: StaffRequest, change_id: UUID, dossier_id: UUID) -> HttpResponse:
    """Let one case keep its date, with the reason."""
    return twice.keep(request, LIMIT, change_id, dossier_id)
