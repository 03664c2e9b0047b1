"""The door of every work page: who is here, what they are today, which figures the rail shows.

    @staff_page("counter.work")
    def queue(request: StaffRequest) -> HttpResponse: ...

``request.actor`` comes from the positions held today, never from the request; ``request.unit`` is theirs.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Concatenate, Final, ParamSpec, cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from thanthien.core import clock, wall
from thanthien.core.actors import Actor, Role
from thanthien.core.errors import NotThere
from thanthien.identity import service as identity
from thanthien.notify import service as notify
from thanthien.office import acting
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules.rights import RIGHTS, needs_second_factor
from thanthien.web import errors, maps
from thanthien.web.sites import Me, Site, SiteRequest

P = ParamSpec("P")

AREAS: Final[Mapping[str, tuple[str, ...]]] = {
    Role.CLERK: ("today", "desk", "dossiers", "courtesy", "unsent", "data_requests", "model", "organisation"),
    Role.HANDLER: ("today", "dossiers", "model", "organisation"),
    Role.RECORDS: ("today", "records", "courtesy", "dossiers", "data_requests", "retention", "model", "organisation"),
    Role.CHAIR: (
        "today", "letters", "courtesy", "dossiers", "figures", "data_requests", "retention", "model", "organisation",
        "units", "settings",
    ),
    Role.ADMIN: (
        "today", "figures", "catalogue", "settings", "unsent", "people", "model", "organisation", "units", "retention",
        "rights", "audit",
    ),
    Role.SEALED: ("today", "sealed", "organisation"),
    Role.OVERSEER: ("today", "overview", "programmes", "catalogue", "organisation", "units"),
}  # fmt: skip

# What an area's page asks a right on; what is not named here everybody reaches by their own post.
_ABOUT: Final[Mapping[str, str]] = {
    "desk": "counter", "dossiers": "dossier", "unsent": "message", "letters": "apology", "records": "paper",
    "courtesy": "courtesy", "data_requests": "data_request", "retention": "retention", "figures": "rating",
    "units": "reorganisation",
}  # fmt: skip


class StaffRequest(SiteRequest):
    """A request of somebody who signed in and holds a position today."""

    actor: Actor
    home: Site
    now: datetime
    figures: Mapping[str, int]
    called: str
    staff: Any
    raised: identity.Raised | None


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def staff_page(
    right: str, alone: bool = False
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let a view be opened by whoever holds a right of ``rules.rights`` today. Others get "not there".

    Where a post asks for a second factor, nothing opens before one was shown, but the pages to set it up (``alone``).
    An elevated right asks for the administrator's session first.
    """
    asked = RIGHTS[right]  # a right that the table does not know stops the server, not the first visitor

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            here = cast(StaffRequest, request)
            here.now = clock.now()
            who = signed_in(here)
            if who is None:
                return _to_login(here)
            if who.unit is None:
                return _no_position(here, who)
            if acting.go_back(here, who):
                who = signed_in(here) or who
            barred = acting.in_the_way(here, who)
            if barred is not None:
                return barred
            if not alone and needs_second_factor(who.actor.roles) and not identity.has_second(here):
                return _to_set_up(here)
            if not who.actor.may(right):
                raise NotThere
            with wall.within(who.actor.unit_id):
                _furnish(here, who)
                lacks = asked.elevated and here.raised is None
                answer = _ask_first(here) if lacks else view(here, *args, **kwargs)
            answer.headers.setdefault("Cache-Control", "no-store")
            return answer

        guarded.__dict__["right"] = right  # the test of the matrix reads which right opens which address
        return guarded

    return wrap


def signed_in(request: HttpRequest) -> org.AtWork | None:
    """Return who this session belongs to, with their positions: one query beside the session's own.

    A changed password ends the session, as Django's own ``get_user`` does.
    """
    try:
        with wall.lifted():  # which unit opens is what is being found out
            key, held = request.session.get(SESSION_KEY), request.session.get(HASH_SESSION_KEY, "")
            who = org.at_work(UUID(str(key)), clock.now().date(), acting.chosen(request)) if key else None
    except ValueError:
        return None
    if who is None or not constant_time_compare(held, who.staff.get_session_auth_hash()):
        return None
    return who


def _furnish(request: StaffRequest, who: org.AtWork) -> None:
    """Say to templates who works and where; figures are counted only when a page shows them."""
    unit, actor = who.unit, who.actor
    assert unit is not None
    identity.touch(request, request.now)
    request.staff, request.raised = who.staff, identity.raised(request, request.now)
    if request.raised is not None:
        actor = replace(actor, elevation=request.raised.id)
    kind = unit.kind_word
    request.actor = actor
    request.called = who.staff.address_as
    request.home = request.site = Site(unit.code, unit.name, kind, unit_id=unit.id, demo=settings.DEMO)
    request.figures = cast(Mapping[str, int], SimpleLazyObject(lambda: _figures(actor, request.now)))
    areas = _areas(actor)
    counter = f"{actor.position}, {actor.counter.lower()}" if actor.counter else actor.position
    counts = cast(dict[str, int], SimpleLazyObject(lambda: _rail(request.figures)))
    places = tuple((str(post.unit_id), f"{post.titles}, {post.place}") for post in who.posts)
    lent = ", ".join(dict.fromkeys(one.title for one in actor.lent))
    request.me = Me(actor.label, counter, request.home.short, areas, counts, acting.mark(actor), places, lent)


def _areas(actor: Actor) -> tuple[str, ...]:
    held = ((role, area) for role in Role if role in actor.roles for area in AREAS[role])
    return tuple(dict.fromkeys(area for role, area in held if role in actor.roles_on(_ABOUT.get(area, ""))))


def _figures(actor: Actor, now: datetime) -> dict[str, int]:
    found = onestop.desk_counts(actor, now)
    return found | notify.counts(actor) if actor.has(Role.CLERK, Role.ADMIN, on="message") else found


def _rail(figures: Mapping[str, int]) -> dict[str, int]:
    """Beside each area stands what waits there for this person today."""
    return {
        "desk": figures.get("submitted", 0),
        "dossiers": figures.get("late", 0) + figures.get("today", 0),
        "letters": figures.get("apologies", 0),
        "records": figures.get("signed", 0),
        "unsent": figures.get("unsent", 0),
    }


def _to_login(request: HttpRequest) -> HttpResponse:
    login = maps.address("office:login")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": login})
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(f"{login}?{urlencode({'tiep': request.get_full_path()})}")
    lines = (
        "Trang mở lâu quá nên xã khóa lại cho an toàn.",
        "Mở một trang mới, đăng nhập, rồi về đây bấm Quay lại và gửi lần nữa. Những gì đã điền vẫn còn.",
    )
    return errors.page(request, 401, "Chưa gửi được", lines, again=True)


def _to_set_up(request: HttpRequest) -> HttpResponse:
    address = maps.address("office:security")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _ask_first(request: StaffRequest) -> HttpResponse:
    from thanthien.office import elevation  # which stands on this file

    return elevation.ask(request)


def _no_position(request: HttpRequest, who: org.AtWork) -> HttpResponse:
    return render(request, "office/no_position.html", {"name": who.staff.name, "area": "login"}, status=403)
