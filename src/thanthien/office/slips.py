"""``/can-bo/mot-cua/phieu/`` slips of 80 mm to print and hand over; ``/can-bo/tin/`` messages that did not arrive."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core.actors import Role
from thanthien.core.errors import Refused
from thanthien.notify import service as notify
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.privacy import service as privacy

SHOWN = 60
DESK = (Role.CLERK, Role.HANDLER, Role.RECORDS)


@require_safe
@staff_page("counter.work")
def slips(request: StaffRequest) -> HttpResponse:
    """List what waits to be printed, oldest first."""
    waiting = notify.waiting_slips(request.actor, SHOWN)
    context = {"slips": waiting, "shown": SHOWN, "area": "desk", "figures": request.figures}
    return render(request, "office/desk/slips.html", context)


@require_safe
@staff_page("counter.slips")
def slip(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Show one slip as it prints."""
    found = notify.slip(request.actor, message_id)
    if found.dossier_id is not None:
        privacy.note_opened_id(request.actor, request.now, found.dossier_id)
    return render(request, "office/desk/slip.html", {"slip": found, "area": "desk"})


@require_POST
@staff_page("counter.slips")
def printed(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Note that a slip was printed and given."""
    notify.mark_slip_printed(actor=request.actor, now=request.now, message_id=message_id)
    return HttpResponseRedirect(reverse("office:slips"))


@require_safe
@staff_page("message.unsent")
def unsent(request: StaffRequest) -> HttpResponse:
    """List messages that did not arrive, with the reason and the next try."""
    return _unsent(request)


@require_POST
@staff_page("message.unsent")
def resend(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Try a message again, or put its words on paper."""
    act = notify.give_on_paper if request.POST.get("viec") == "in-phieu" else notify.retry_message
    try:
        act(actor=request.actor, now=request.now, message_id=message_id)
    except Refused as no:
        return _unsent(request, no.message, 422)
    done = "giay" if request.POST.get("viec") == "in-phieu" else "lai"
    return HttpResponseRedirect(f"{reverse('office:unsent')}?xong={done}")


def _unsent(request: StaffRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    said = {"giay": "Đã chuyển sang phiếu in.", "lai": "Sẽ gửi lại trong ít phút."}
    context = {
        "messages": notify.undelivered(request.actor), "done": said.get(request.GET.get("xong", ""), ""),
        "wrong": wrong, "area": "unsent", "at_desk": request.actor.has(Role.CLERK, on="message"),
    }  # fmt: skip
    return render(request, "office/unsent.html", context, status=status)
