"""``/can-bo/them/``: on a phone, everything that stands in the rail; and where "Một cửa" leads by post."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thanthien.core.actors import Role
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.web import maps


@require_safe
@staff_page("today.read")
def more(request: StaffRequest) -> HttpResponse:
    """List all areas of this person as links."""
    ways = [(way, maps.address(way.route)) for way in maps.OFFICE if way.area in request.me.areas]
    context = {"ways": [(way, href) for way, href in ways if href], "area": "more"}
    return render(request, "office/more.html", context)


@require_safe
@staff_page("today.read")
def desk_home(request: StaffRequest) -> HttpResponse:
    """Lead a clerk to the counter, everybody else to the register."""
    at_desk = request.actor.has(Role.CLERK, on="counter")
    return HttpResponseRedirect(reverse("office:counter" if at_desk else "office:register"))
