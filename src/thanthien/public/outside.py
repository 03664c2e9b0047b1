"""``/xa-ra-voi-ba-con/``: when and where the commune serves outside its office, and who answers for which hamlet."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop
from thanthien.programme.service import outside as programme
from thanthien.web.sites import SiteRequest


def _unit(request: HttpRequest) -> UUID:
    unit_id = cast(SiteRequest, request).site.unit_id
    if unit_id is None:
        raise NotThere
    return unit_id


@require_safe
def outside(request: HttpRequest) -> HttpResponse:
    """Show the days to come, those called off with their reason, and who answers for which hamlet."""
    unit_id, today = _unit(request), clock.today()
    lines = programme.timetable(unit_id, today)
    codes = {code for line in lines for code in line.day.outing.procedures}
    names = {one.entry.code: one.entry.title for one in onestop.offers(unit_id, today)} if codes else {}
    rows = [(line, [names[code] for code in line.day.outing.procedures if code in names]) for line in lines]
    officers = list(programme.assigned(unit_id, today))
    return render(request, "public/outside.html", {"area": "outside", "rows": rows, "officers": officers})


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The same days as a file for a phone's calendar."""
    lines = programme.timetable(_unit(request), clock.today())
    text = programme.calendar([line.day for line in lines], request.get_host(), clock.now())
    headers = {"Content-Disposition": 'attachment; filename="xa-ra-voi-ba-con.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
