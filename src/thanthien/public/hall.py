"""``/phong-cho/``: the screen of the waiting room. Numbers and counters, never a name.

A screen asks each second whether anything moved: one look at a small index, and 304. Between two looks it asks once
more what other screens have seen meanwhile (``?nhe=`` with the move that it shows): answered from memory, no query.
So twenty screens show a call as soon as one of them has seen it. What they show is drawn once for every screen of the
process.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.onestop.service import tickets
from thanthien.public.board import line
from thanthien.public.home import counter_now
from thanthien.public.page_cache import Drawn, PageCache, answer, draw
from thanthien.quality import service as quality
from thanthien.rules import tickets as rules
from thanthien.web.sites import Site, SiteRequest

BOARDS: Final = PageCache(4 * 1024 * 1024)
NEXT: Final = 5
FIGURE_KEPT: Final = timedelta(minutes=10)
_seen: dict[UUID, int] = {}  # the last move of each room that any screen of this process has seen
_figures: dict[UUID, tuple[datetime, "Promise | None"]] = {}


class Promise(NamedTuple):
    """One promise of the commune with this month's figure."""

    text: str
    figure: str


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """The whole screen; its script keeps it true, without script the page fetches itself anew."""
    (unit_id, site), now = _site(request), clock.now()
    board = _board(request, site, now, _look(unit_id)).body.decode()
    context = {"area": "hall", "closed": True, "board": board, "now": now}
    response = render(request, "public/hall/screen.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What moves on the screen, or 304."""
    unit_id, site = _site(request)
    shown = request.GET.get("nhe", "")[:18]
    if not shown.isdecimal():
        moved = _look(unit_id)
    elif (moved := _seen.get(unit_id, 0)) <= int(shown):
        return HttpResponseNotModified(headers={"Cache-Control": "no-cache"})
    response = answer(request, _board(request, site, clock.now(), moved))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _site(request: HttpRequest) -> tuple[UUID, Site]:
    site = cast(SiteRequest, request).site
    if site.unit_id is None:
        raise NotThere
    return site.unit_id, site


def _look(unit_id: UUID) -> int:
    _seen[unit_id] = tickets.moved(unit_id)
    return _seen[unit_id]


def _board(request: HttpRequest, site: Site, now: datetime, moved: int) -> Drawn:
    assert site.unit_id is not None
    day = clock.local(now).date()
    key = (site.unit_id, day, moved)
    page = BOARDS.get(key, now)
    if page is None:
        told = _told(site, site.unit_id, day, now) | {"moved": moved}
        page = draw(render_to_string("public/hall/board.html", told, request).encode(), now, ends_today=False)
        BOARDS.put(key, page)
    return page


def _told(site: Site, unit_id: UUID, day: date, now: datetime) -> dict[str, Any]:
    called, queue = tickets.calls(unit_id, day), tickets.queue(unit_id, day)
    coming = [one.id for one in rules.coming(queue, NEXT)]
    labels = {row.id: row.label for row in tickets.of_day(unit_id, day).filter(id__in=coming)}
    return {
        "called": called[:1], "before": called[1:], "coming": [labels[key] for key in coming], "waiting": len(queue),
        "promise": _promise(unit_id, now), **counter_now(site, now),
    }  # fmt: skip


def _promise(unit_id: UUID, now: datetime) -> Promise | None:
    """Return one of the ten principles that can be measured, another one every ten minutes."""
    held = _figures.get(unit_id)
    if held is not None and held[0] <= now < held[0] + FIGURE_KEPT:
        return held[1]
    found = [one for one in quality.board(unit_id, f"{clock.local(now):%Y-%m}", now) if one.promise.group == "ten"]
    good = [one for one in map(line, (one for one in found if one.value is not None)) if one.value]
    chosen = good[int(now.timestamp() // FIGURE_KEPT.total_seconds()) % len(good)] if good else None
    said = Promise(chosen.text, chosen.of) if chosen else None
    _figures[unit_id] = (now, said)
    return said
