"""``/can-bo/mo-hinh/hom-nay/``: what of the model waits for this person today.

The first page of the day fetches it after itself, so that a counter with forty people waiting opens as fast as before.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.programme.service import commitments, difficulties, inspection, meetings, outside


@require_safe
@staff_page("today.read")
def today(request: StaffRequest) -> HttpResponse:
    """Show meetings, promises, findings, service at home, and what the level above owes; as a piece or a page."""
    day, actor = clock.local(request.now).date(), request.actor
    held_up = difficulties.late_cases(actor, "commune", request.now) if actor.may("difficulty.change") else ()
    context = {
        "area": "today", "promised": commitments.reminder(actor, day), "meetings": meetings.own_on(actor, day),
        "visits": inspection.reminder(actor, day), "homes": outside.mine(actor, day), "held_up": held_up,
    }  # fmt: skip
    whole = not request.headers.get("HX-Request")
    return render(request, f"office/programme/today{'_page' if whole else ''}.html", context)


urlpatterns: list[URLPattern] = [path("mo-hinh/hom-nay/", today, name="model_today")]
