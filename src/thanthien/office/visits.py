"""``/can-bo/phien-dang-nhap/``: where one is signed in, and ending what one does not know."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core import sessions
from thanthien.core.errors import NotThere
from thanthien.identity import service as identity
from thanthien.office.guard import StaffRequest, staff_page

DONE: Final = {
    "mot": "Đã thoát phiên ấy.",
    "khac": "Đã thoát mọi phiên khác.",
    "het": "Việc này đã xong từ trước: phiên ấy không còn trong các phiên của anh/chị.",
}


@require_safe
@staff_page("today.read")
def visits(request: StaffRequest) -> HttpResponse:
    """List one's own sessions, this one first."""
    held = sessions.of_staff(UUID(request.actor.id), request.now, request.session.session_key or "")
    context = {"held": held, "done": DONE.get(request.GET.get("xong", ""), ""), "area": "own"}
    return render(request, "office/signing/visits.html", context)


@require_POST
@staff_page("today.read")
def visit_end(request: StaffRequest, ref: str) -> HttpResponse:
    """End one of them; a second press, or one that ended by itself meanwhile, leads back to the list too."""
    done = "mot"
    try:
        identity.end_session(actor=request.actor, now=request.now, ref=ref)
    except NotThere:
        done = "het"
    return HttpResponseRedirect(f"{reverse('office:visits')}?xong={done}")


@require_POST
@staff_page("today.read")
def visits_end(request: StaffRequest) -> HttpResponse:
    """End all others."""
    identity.end_others(actor=request.actor, now=request.now, here=request.session.session_key or "")
    return HttpResponseRedirect(f"{reverse('office:visits')}?xong=khac")
