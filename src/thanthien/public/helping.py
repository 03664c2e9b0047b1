"""``/nop-giup/``: how somebody helps another one: relatives, neighbours, the head of the hamlet.

The head of a hamlet is elected by the residents, holds no post here and signs in nowhere: this page is theirs, too.
They prepare a form, book an hour, and hand papers in at the counter with the person's yes; citizens' own e-filing
stays on the national portal (settled question 2).
"""

from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock, text
from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop
from thanthien.web.sites import SiteRequest

MOST_FOUND: Final = 8


@require_safe
def helping(request: HttpRequest) -> HttpResponse:
    """Say what a helper brings and asks beforehand; find the matter, its form to fill in and its appointment."""
    unit_id, now = cast(SiteRequest, request).site.unit_id, clock.now()
    if unit_id is None:
        raise NotThere
    words = text.clean(request.GET.get("q", ""))[:200]
    offered = onestop.offered(unit_id, clock.local(now).date())
    found = [offered.every[hit.code].entry for hit in offered.index.search(words, MOST_FOUND)] if words else []
    rule = onestop.booking.rule_of(unit_id)
    context = {"area": "helping", "words": words, "found": found, "booking": rule is not None and rule.open}
    return render(request, "public/helping.html", context)
