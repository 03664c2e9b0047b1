"""``/cam-ket/``: who of the commune committed to what. Name and post, no more."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.programme.service import commitments as api
from thanthien.web.sites import SiteRequest


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """List the commitments that hold today, the latest first."""
    site = cast(SiteRequest, request).site
    if site.unit_id is None:
        raise NotThere
    page = api.signed_list(site.unit_id, clock.local(clock.now()).date(), request.GET.get("sau", ""))
    return render(request, "public/commitments/list.html", {"page": page, "area": "board"})
