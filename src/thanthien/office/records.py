"""``/can-bo/van-thu/``: signed results get number and date, one press each; what was issued today."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import Refused, Stale
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import moved_words, once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import whole
from thanthien.onestop import service as onestop


@require_safe
@staff_page("paper.issue")
def records(request: StaffRequest) -> HttpResponse:
    """What waits for its number, and the book of today."""
    return _page(request)


@require_POST
@staff_page("paper.issue")
def issue(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Give number and date to one result. The number is taken by the act, never typed."""
    version = request.POST.get("version", "")
    try:
        sent_once(
            once_of(request, request.POST.get("once", "")), onestop.issue, actor=request.actor, now=request.now,
            dossier_id=dossier_id, version=whole(version),
        )  # fmt: skip
    except Stale as moved:
        return _page(request, 409, f"{moved_words(moved, request.now)} Xem bản mới rồi làm tiếp.")
    except Refused as no:
        return _page(request, 422, no.message)
    return HttpResponseRedirect(f"{reverse('office:records')}?xong={dossier_id}")


def _page(request: StaffRequest, status: int = 200, wrong: str = "") -> HttpResponse:
    issued = onestop.issued_on(request.actor, clock.local(request.now).date())
    done = next((row for row in issued if str(row.id) == request.GET.get("xong")), None)
    waiting = [(row, onestop.state_of(row, request.now), str(uuid7())) for row in onestop.signed_waiting(request.actor)]
    context = {"waiting": waiting, "issued": issued, "done": done, "wrong": wrong, "area": "records"}
    return render(request, "office/records/page.html", context, status=status)
