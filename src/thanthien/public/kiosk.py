"""``/lay-so/``: the machine in the hall. What do you come for, are you one who goes first, your number.

Only a machine that an officer has admitted gives numbers, so nobody empties the roll from outside. No name is asked.
Who booked an hour types or scans the appointment's code instead of choosing the matter (a scanner types it, and Enter).
Every screen is a plain page with links and forms; script adds the way back to the beginning when nobody is there.
"""

from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock, limits
from thanthien.core.actors import citizen
from thanthien.core.errors import Busy, NotThere, Refused, TooMany
from thanthien.core.ids import uuid7
from thanthien.core.once import Once, sent_once
from thanthien.onestop.service import booking, tickets
from thanthien.public.doors import public_form, secret
from thanthien.rules import tickets as rules
from thanthien.web import client
from thanthien.web.sites import Site, SiteRequest

if TYPE_CHECKING:
    from thanthien.onestop.models import Kiosk

COOKIE: Final = "may-lay-so"
KEPT: Final = 400 * 24 * 3600  # as long as browsers keep a cookie
ICONS: Final = {
    "ho-tich": "baby", "chung-thuc": "stamp", "cho-o": "house", "dat-nha": "pin", "lam-an": "shop",
    "tro-giup": "heart", rules.RESULT: "tick", rules.UNKNOWN: "info",
}  # fmt: skip
TRIED: Final = "Máy này vừa thử nhiều mã chưa lấy số được. Bà con đưa mã cho cán bộ ở quầy, cán bộ cho số."
CARDS: Final = [(key, words, ICONS[key]) for key, (words, _) in rules.SERVICES.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@public_form
def kiosk(request: HttpRequest) -> HttpResponse:
    """First screen: the matter. Second: who goes first. A press there gives the number."""
    site, machine = _here(request)
    if machine is None:
        return _shown(request, "not_admitted", 403)
    if request.method == "POST":
        act = _booked if "ma" in request.POST else _give
        try:
            return act(request, site, machine)
        except (Busy, TooMany):  # a page of the house would leave the machine standing there with no way back
            return _shown(request, "wait", 503, resets=True)
    service = request.GET.get("viec", "")
    if service in rules.SERVICES:
        more: dict[str, Any] = {
            "service": service,
            "words": rules.SERVICES[service][0],
            "once": uuid7(),
            "resets": True,
        }
        return _shown(request, "lane", **more)
    return _reasons(request, site)


def _reasons(request: HttpRequest, site: Site, wrong: str = "", typed: str = "") -> HttpResponse:
    assert site.unit_id is not None
    rule = booking.rule_of(site.unit_id)
    context = {"cards": CARDS, "books": rule is not None and rule.open, "wrong": wrong, "typed": typed[:300]}
    return _shown(request, "reasons", 422 if wrong else 200, resets=bool(wrong), **context)


def _booked(request: HttpRequest, site: Site, machine: "Kiosk") -> HttpResponse:
    """A code: the screen that asks who goes first, then the number. Codes that give none are counted by machine."""
    assert site.unit_id is not None
    typed, lane, now = request.POST, request.POST.get("lan", ""), clock.now()
    if limits.wait(now, {"booking.code": str(machine.id)}):
        return _reasons(request, site, TRIED)
    try:
        if lane in rules.LANES:
            limits.spend(now, {"ticket.kiosk": str(machine.id)})
            given = sent_once(
                _once(request, machine), booking.arrive, actor=citizen(), now=now, unit_id=site.unit_id,
                code=typed["ma"], lane=lane, kiosk_id=machine.id,
            )  # fmt: skip
            return _to(site, given.id)
        row = booking.expected(site.unit_id, typed["ma"], now)
    except Refused as no:
        limits.note(now, {"booking.code": str(machine.id)})  # serial codes: whoever tries them all meets real ones, too
        return _reasons(request, site, no.message, typed["ma"])
    return _shown(request, "lane", booked=row, words=row.title, once=uuid7(), resets=True)


def _once(request: HttpRequest, machine: "Kiosk") -> Once:
    typed = request.POST
    body = " ".join(typed.get(name, "") for name in ("viec", "ma", "lan"))
    return Once(str(machine.id), typed.get("once", "")[:80] or str(uuid7()), body)


def _to(site: Site, ticket_id: str) -> HttpResponse:
    address = reverse("public:kiosk_ticket", args=[tickets.token_of(UUID(ticket_id))])
    return HttpResponseRedirect(f"{site.prefix}{address}")


def _give(request: HttpRequest, site: Site, machine: "Kiosk") -> HttpResponse:
    typed = request.POST
    assert site.unit_id is not None
    if typed.get("viec") not in rules.SERVICES or typed.get("lan") not in rules.LANES:
        return HttpResponseRedirect(_home(site))
    limits.spend(clock.now(), {"ticket.kiosk": str(machine.id)})
    given = sent_once(
        _once(request, machine), tickets.take, actor=citizen(), now=clock.now(), unit_id=site.unit_id,
        service=typed["viec"], lane=typed["lan"], kiosk_id=machine.id,
    )  # fmt: skip
    return _to(site, given.id)


@require_safe
@secret
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Third screen: the number, on paper and as a QR code for a telephone."""
    site, machine = _here(request)
    row = tickets.by_token(token, clock.now())
    if machine is None or row.unit_id != site.unit_id:
        raise NotThere
    return _shown(request, "slip_page", ticket=row, link=link_of(token), resets=True, prints=machine.prints)


def link_of(token: str) -> str:
    """Return the address of a ticket as a telephone opens it."""
    return f"{settings.THANTHIEN_URL}{reverse('public:ticket', args=[token])}"


@require_http_methods(["GET", "HEAD", "POST"])
@public_form
@secret
def admit(request: HttpRequest, token: str) -> HttpResponse:
    """Opened once on the machine itself: from now on it gives numbers."""
    site, now = cast(SiteRequest, request).site, clock.now()
    if site.unit_id is None:
        raise NotThere
    machine = tickets.kiosk_of_link(site.unit_id, token, now)
    if request.method != "POST":
        return _shown(request, "admit", machine=machine)
    client.spend(request, "ticket.admit")
    tickets.admit_kiosk(actor=citizen(), now=now, unit_id=site.unit_id, token=token)
    response = HttpResponseRedirect(_home(site))
    response.set_cookie(
        COOKIE, tickets.pass_of(machine.id), max_age=KEPT, httponly=True, samesite="Lax", secure=settings.TLS
    )
    return response


def _here(request: HttpRequest) -> tuple[Site, "Kiosk | None"]:
    site = cast(SiteRequest, request).site
    if site.unit_id is None:
        raise NotThere
    held = request.COOKIES.get(COOKIE, "")
    return site, tickets.kiosk_of_pass(site.unit_id, held) if held else None


def _home(site: Site) -> str:
    return f"{site.prefix}{reverse('public:kiosk')}"


def _shown(request: HttpRequest, screen: str, status: int = 200, **more: Any) -> HttpResponse:
    context = {"area": "kiosk", "closed": True, **more}
    response = render(request, f"public/hall/{screen}.html", context, status=status)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
