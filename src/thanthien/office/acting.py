"""The post somebody acts in, when they hold posts in several units.

The choice is kept in the session and checked against the positions of today at each request (``org.at_work``). Every
form of a work page says in which post, and with which lent powers, it was opened (the tag ``csrf_token`` draws the
field). Sent while acting in another post, or after the powers ended, it does nothing and gives the typed text back.
"""

import re
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from thanthien.core.actors import Actor
from thanthien.identity import service as identity
from thanthien.org import service as org
from thanthien.web import maps

SESSION: Final = "acting"
FIELD: Final = "dang-lam"
BACK_TO: Final = "doi-ve"
# Never drawn into a page again, whatever a view says of them (``sensitive_post_parameters``).
_SECRET: Final = re.compile(r"pass|mat.?khau|cau.?mat|secret|otp|recovery|^(old|new|again|pin|sheet)$")
_OURS: Final = frozenset({"csrfmiddlewaretoken", FIELD, BACK_TO})


def chosen(request: HttpRequest) -> UUID | None:
    """Return the unit that this session chose to act in; None when nothing readable was kept."""
    try:
        return UUID(str(request.session.get(SESSION, "")))
    except ValueError:
        return None


def mark(actor: Actor) -> str:
    """Return what a form keeps of the post it was opened in: the unit, then the delegations in force."""
    return " ".join([str(actor.scope), *sorted(str(one.delegation) for one in actor.lent)])


def go_back(request: HttpRequest, who: org.AtWork) -> bool:
    """Return to the post a form was opened in, when the page about the wrong post was answered so."""
    wanted = request.POST.get(BACK_TO, "") if request.method == "POST" else ""
    if not wanted or wanted not in {str(post.unit_id) for post in who.posts}:
        return False
    keep(request, wanted)
    return True


def keep(request: HttpRequest, unit_id: str) -> None:
    """Act in this unit from now on. The administrator's session was opened for the other one, and ends."""
    if request.session.get(SESSION) != unit_id:
        identity.forget_elevation(request)
    request.session[SESSION] = unit_id


def in_the_way(request: HttpRequest, who: org.AtWork) -> HttpResponse | None:
    """Return the page that stands before a view: choose a post, or: this form belongs to another. None: go on."""
    if not who.settled:
        return _not_chosen(request, who)
    if request.method in {"GET", "HEAD"}:
        return None
    typed = request.POST.get(FIELD, "")
    unit, _, lent = typed.partition(" ")
    if (typed or len(who.posts) > 1) and unit != str(who.actor.scope):
        return _refused(request, who, unit)
    if set(lent.split()) - {str(one.delegation) for one in who.actor.lent}:
        return _page(request, 409, "ended", who, {})
    return None


def _not_chosen(request: HttpRequest, who: org.AtWork) -> HttpResponse:
    address = maps.address("office:acting")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(f"{address}?{urlencode({'tiep': request.get_full_path()})}")
    unit = request.POST.get(FIELD, "").partition(" ")[0]
    return _refused(request, who, unit)


def _refused(request: HttpRequest, who: org.AtWork, unit: str) -> HttpResponse:
    meant = next((post for post in who.posts if str(post.unit_id) == unit), None)
    return _page(request, 409, "other" if meant else "gone", who, {"meant": meant})


def _page(request: HttpRequest, status: int, why: str, who: org.AtWork, more: dict[str, Any]) -> HttpResponse:
    kept, secret = _typed(request)
    here = next((post for post in who.posts if post.unit_id == who.actor.unit_id), None)
    context = {
        "why": why, "here": here, "settled": who.settled, "path": request.get_full_path(), "area": "login",
        "kept": kept, "texts": [(name, value) for name, value in kept if " " in value.strip() or "\n" in value],
        "again": not secret and not request.FILES, "back_to": BACK_TO, **more,
    }  # fmt: skip
    answer = render(request, "office/acting/refused.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _typed(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """Return what was typed without anything secret, and whether something secret was among it."""
    hidden = getattr(request, "sensitive_post_parameters", ())
    every = [(name, str(value)) for name, values in request.POST.lists() if name not in _OURS for value in values]
    kept = [] if hidden == "__ALL__" else [
        (name, value) for name, value in every if name not in hidden and not _SECRET.search(name.lower())
    ]  # fmt: skip
    return kept, len(kept) < len(every)
