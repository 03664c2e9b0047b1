"""The catalogue for citizens: find by life event, by field or by a few words; read one procedure."""

from collections.abc import Iterable
from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from thanthien.core import actors, clock
from thanthien.core.errors import Busy, NotThere
from thanthien.core.text import clean
from thanthien.onestop import service as onestop
from thanthien.public import procedure_page
from thanthien.web.sites import SiteRequest

HITS: Final = 8
LONGEST: Final = 120
Offers = Iterable[onestop.Offer]


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Everything the commune offers, in groups; with ``q`` what fits it, with ``nhom`` one life event."""
    site, now = cast(SiteRequest, request).site, clock.now()
    offered = onestop.offered(site.unit_id, now.date())
    query = clean(request.GET.get("q", "")[: LONGEST * 2])[:LONGEST]
    if query:
        return _search(request, offered, query)
    by_field = request.GET.get("theo") == "linh-vuc"
    shown = request.GET.get("nhom", "")
    named = onestop.groups()
    groups = [] if by_field else _by_event(offered.open, {shown: named[shown]} if shown in named else named)
    context = {
        "area": "procedures",
        "groups": _by_field(offered.open) if by_field else groups,
        "by_field": by_field,
        "shown": shown if shown in named else "",
        "total": len(offered.open),
    }
    return render(request, "public/procedures/list.html", context)


def _by_event(offers: Offers, named: dict[str, str]) -> list[dict[str, Any]]:
    listed: dict[str, list[Any]] = {key: [] for key in named}
    for one in offers:
        if one.entry.group in listed:
            listed[one.entry.group].append(one.entry)
    return [{"key": key, "name": named[key], "entries": found} for key, found in listed.items() if found]


def _by_field(offers: Offers) -> list[dict[str, Any]]:
    listed: dict[str, list[Any]] = {}
    for one in offers:
        listed.setdefault(one.entry.field, []).append(one.entry)
    ordered = sorted(listed.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [{"key": f"linh-vuc-{at}", "name": name, "entries": found} for at, (name, found) in enumerate(ordered)]


def _search(request: HttpRequest, offered: onestop.Offered, query: str) -> HttpResponse:
    """Answer a search: a fragment while somebody types, a page when they press. Only the page counts a miss."""
    typing = request.headers.get("HX-Request") == "true"
    hits = offered.index.search(query, HITS)
    context = {
        "area": "procedures",
        "q": query,
        "hits": [(hit, offered.every[hit.code].entry) for hit in hits],
        "elsewhere": offered.index.elsewhere(query),
        "suggest": [] if hits else offered.index.suggest(query),
    }
    if not hits and not typing and offered.unit_id is not None:
        _count_miss(offered.unit_id, query)
    results = render_to_string("public/procedures/hits.html", context, request)
    return (
        HttpResponse(results)
        if typing
        else render(request, "public/procedures/found.html", context | {"results": results})
    )


def _count_miss(unit_id: UUID, query: str) -> None:
    """Count words that led nowhere, never the person. A busy machine forgets one rather than fails the search."""
    try:
        onestop.count_miss(actor=actors.citizen(), now=clock.now(), unit_id=unit_id, text=query)
    except Busy:
        return


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure in plain words."""
    site, now = cast(SiteRequest, request).site, clock.now()
    offered = onestop.offered(site.unit_id, now.date())
    offer = offered.every.get(code)
    if offer is None:
        raise NotThere
    if not offer.enabled:
        return _not_here(request, offer.entry)
    context = procedure_page.context(site, offered, offer, now)
    return render(request, "public/procedures/procedure.html", {"area": "procedures", **context})


def _not_here(request: HttpRequest, entry: Any) -> HttpResponse:
    """Switched off here, as other provinces' own codes are: the page says so instead of leaving somebody puzzled."""
    context = {"area": "procedures", "entry": entry}
    return render(request, "public/procedures/not_here.html", context, status=404)
