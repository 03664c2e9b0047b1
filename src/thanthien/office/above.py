"""``/cap-tren/``: the level above sees how its communes stand and what they could not keep; no citizen's file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop


@require_safe
@staff_page("overview.read")
def overview(request: StaffRequest) -> HttpResponse:
    """Show the open work of each commune below, and every date that was missed twice."""
    missed = onestop.escalated(request.actor, request.now)
    communes = onestop.communes_below(request.actor, request.now)
    context = {"communes": communes, "missed": missed, "capped": len(missed) == onestop.ESCALATED, "area": "overview"}
    return render(request, "office/above.html", context)
