"""``/can-bo/mot-cua/phieu/``: slips of 80 mm to print and hand over."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core.errors import NotThere
from thanthien.notify import service as notify
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.privacy import service as privacy

SHOWN = 60


@require_safe
@staff_page("counter.work")
def slips(request: StaffRequest) -> HttpResponse:
    """List what waits to be printed, oldest first."""
    waiting = notify.waiting_slips(request.actor, SHOWN)
    context = {"slips": waiting, "shown": SHOWN, "area": "desk", "figures": request.figures}
    return render(request, "office/desk/slips.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("counter.work")
def print_all(request: StaffRequest) -> HttpResponse:
    """All waiting slips on one page, each on a sheet of its own; those given out are marked in one press."""
    if request.method == "POST":
        return _printed(request, request.POST.getlist("phieu")[:SHOWN])
    waiting = notify.waiting_slips(request.actor, SHOWN)
    for dossier_id in {one.dossier_id for one in waiting if one.dossier_id is not None}:
        privacy.note_opened_id(request.actor, request.now, dossier_id)
    return render(request, "office/desk/slips_print.html", {"slips": waiting, "area": "desk"})


def _printed(request: StaffRequest, chosen: list[str]) -> HttpResponse:
    try:
        ids = [UUID(one) for one in chosen]
    except ValueError:
        raise NotThere from None
    for message_id in ids:
        notify.mark_slip_printed(actor=request.actor, now=request.now, message_id=message_id)
    return HttpResponseRedirect(reverse("office:slips"))


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
