"""``/can-bo/tep/``: files made in the background for one officer: the register, many papers to print."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.papers_desk import span as spans
from thanthien.onestop import service as onestop

WORKS: Final = {
    "register_xlsx": "Sổ theo dõi hồ sơ, bảng tính", "register_pdf": "Sổ theo dõi hồ sơ, bản in (mẫu 07)",
    "print": "Bản in nhiều giấy",
}  # fmt: skip
STATES: Final = {
    "waiting": "đang chờ làm", "running": "đang làm", "ready": "xong, tải được", "failed": "chưa làm được",
    "cancelled": "đã dừng", "gone": "đã xóa sau 24 giờ",
}  # fmt: skip
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AGAIN: Final = "2"  # seconds between two looks at a file that is being made; works without script
files = onestop.office_files


@require_POST
@staff_page("register.export")
def ask_register(request: StaffRequest) -> HttpResponse:
    """Ask for the chosen part of the register; a second press finds the file of the first."""
    asked = spans.read(request, request.POST)
    form = request.POST.get("dang", "")
    if asked.span is None or form not in ("xlsx", "pdf"):
        raise Refused("Chọn khoảng thời gian của sổ trước.", "ky")
    same = files.same_file(request.actor, f"register_{form}", _plain(asked.span), request.now)
    if same is not None:
        return _to(same.id)
    once = once_of(request, request.POST.get("once", ""))
    made = sent_once(
        once, files.export_register, actor=request.actor, now=request.now, form=form, span=asked.span
    )  # fmt: skip
    return _to(UUID(made.id))


def _plain(span: spans.Span) -> dict[str, Any]:
    return {**span.to_json(), "codes": list(span.codes)}


def _to(file_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("office:office_file", args=[file_id]))


@require_safe
@staff_page("dossier.read")
def office_files(request: StaffRequest) -> HttpResponse:
    """List the files that this officer asked for."""
    rows = [_shown(request, row) for row in files.files_of(request.actor)[:50]]
    return render(request, "office/papers/files.html", {"rows": rows, "area": "today"})


@require_safe
@staff_page("dossier.read")
def office_file(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """Show how far a file has come; while it is being made the page asks again by itself."""
    shown = _shown(request, files.office_file(request.actor, file_id))
    answer = render(request, "office/papers/file.html", shown | {"area": "today"})
    if shown["going"]:
        answer.headers["Refresh"] = AGAIN
    return answer


def _shown(request: StaffRequest, row: Any) -> dict[str, Any]:
    state = files.state_of(row, request.now)
    return {
        "row": row, "name": WORKS[row.work], "state": state, "said": STATES[state],
        "going": state in ("waiting", "running"), "ready": state == "ready",
        "percent": min(100, row.done * 100 // max(row.total, 1)),
        "until": row.ended_at + files.KEPT if row.ended_at else None,
    }  # fmt: skip


@require_safe
@staff_page("dossier.read")
def fetch(request: StaffRequest, file_id: UUID) -> HttpResponseBase:
    """Hand the file out, as long as it is kept, to whoever asked for it and still has the right."""
    row = files.office_file(request.actor, file_id)
    if files.state_of(row, request.now) != "ready" or not files.is_kept(row.id):
        raise NotThere
    sheet = row.work == "register_xlsx"
    kind = "xlsx" if sheet else "pdf"
    name = "in-nhieu-giay" if row.work == "print" else "so-theo-doi-ho-so"
    answer = StreamingHttpResponse(files.opened(row.id), content_type=XLSX if sheet else "application/pdf")
    shown = "attachment" if sheet else "inline"
    day = f"{clock.local(row.asked_at):%Y%m%d-%H%M}"
    answer.headers["Content-Disposition"] = f'{shown}; filename="{name}-{day}.{kind}"'
    answer.headers["Content-Length"] = str(row.size)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@staff_page("dossier.read")
def cancel(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """Stop a file that is being made, or throw away one that is ready."""
    once = once_of(request, request.POST.get("once", ""))
    sent_once(once, files.cancel_file, actor=request.actor, now=request.now, file_id=file_id)
    return _to(file_id)
