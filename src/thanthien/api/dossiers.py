"""Filing and following a dossier. Rules live in the commands: a program gets no other door than a person."""

from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router
from ninja.security import APIKeyQuery, HttpBearer

from thanthien.api.catalogue import site_of
from thanthien.api.schemas import DossierOut, FiledOut, FilingIn, Problem
from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import Once, sent_once
from thanthien.onestop import service as onestop
from thanthien.rules.dossier_states import STATES
from thanthien.web import client, sites
from thanthien.web.sites import Site

router = Router(tags=["dossiers"])
SAID: Final = {state.name: state.told for state in STATES}
PLAIN: Final = {"ensure_ascii": False}
PRIVATE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


class Bearer(HttpBearer):
    """The secret token of the dossier, as the answer to the filing gave it."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """Take the token as it is; which dossier it opens is asked later, with one answer for wrong and foreign."""
        return token or None


class TokenInQuery(APIKeyQuery):
    """The same in the address, for programs that cannot set a header. It is kept out of our logs."""

    param_name = "token"

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        """Take the token as it is."""
        return key or None


@router.post(
    "/dossiers",
    response={201: FiledOut, 400: Problem, 409: Problem, 413: Problem, 422: Problem, 429: Problem, 503: Problem},
    summary="Nộp hồ sơ",
)
def file_dossier(request: HttpRequest, filing: FilingIn) -> HttpResponse:
    """File a dossier online. Send the same `idempotency_key` again after a lost line: never a second dossier."""
    client.spend(request, "api.filing")
    handed_in, now = _handed_in(site_of(request), filing), clock.now()
    try:
        if filing.idempotency_key:
            filed = sent_once(_once(filing), onestop.file, actor=citizen(), now=now, filing=handed_in)
        else:
            filed = onestop.file(actor=citizen(), now=now, filing=handed_in)
    except NotThere as error:
        raise Refused("Xã không có thủ tục này.", "procedure", "unknown-procedure") from error
    body = {
        "code": filed.code,
        "token": filed.token,
        "tracking_url": f"{settings.THANTHIEN_URL}/hs/{filed.token}/",
        "state": filed.state,
        "first_reply_due": filed.first_reply_due,
    }
    return JsonResponse(body, status=201, headers=PRIVATE, json_dumps_params=PLAIN)


def _handed_in(here: Site, filing: FilingIn) -> onestop.Filing:
    competent = _unit(filing.competent_unit, "competent_unit", here)
    received = _unit(filing.received_at_unit, "received_at_unit", competent)
    person = filing.applicant
    applicant = onestop.Applicant(
        person.name, person.phone, person.email, person.address, person.id_number, filing.tell_by
    )
    return onestop.Filing(
        unit_id=_key(competent),
        code=filing.procedure,
        applicant=applicant,
        answers=filing.answers,
        received_unit_id=_key(received),
    )


def _once(filing: FilingIn) -> Once:
    # The body is part of the key's lock: who does not know all of it gets 409 and no data (settled question 16).
    return Once("api", filing.idempotency_key, filing.model_dump_json())


def _unit(code: str, field: str, otherwise: Site) -> Site:
    if not code:
        return otherwise
    found = sites.find(code)
    if isinstance(found, Site):
        return found
    if found is None:
        raise Refused(f"Trên máy này không có xã, phường nào mang mã “{code}”.", field, "unknown-unit")
    names = ", ".join(f"{one.label} ({one.code})" for one in found.successors)
    raise Refused(f"{found.name} đã sắp xếp lại. Nay là: {names}.", field, "unit-moved")


def _key(site: Site) -> Any:
    if site.unit_id is None:
        raise Refused("Ghi mã xã, phường giải quyết hồ sơ.", "competent_unit", "unit-required")
    return site.unit_id


@router.get(
    "/dossiers/{code}",
    auth=[Bearer(), TokenInQuery()],
    response={200: DossierOut, 401: Problem, 404: Problem},
    summary="Theo dõi một hồ sơ",
)
def follow_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Return state, result, clock, timeline and the derivation of the date to whoever holds the token."""
    dossier = onestop.by_token(str(request.auth))  # type: ignore[attr-defined]  # set by the token check above
    if dossier.code != code:
        raise NotThere
    return JsonResponse(_told(dossier, clock.now()), headers=PRIVATE, json_dumps_params=PLAIN)


def _told(dossier: Any, now: datetime) -> dict[str, Any]:
    state = onestop.state_of(dossier, now)
    lines = onestop.events(dossier).exclude(public="").values_list("at", "move", "public")
    moments = ("filed_at", "first_reply_due", "accepted_at", "decided_at")
    return {
        "code": dossier.code,
        "procedure": dossier.procedure_code,
        "title": dossier.title,
        "state": dossier.state,
        "state_name": SAID[dossier.state],
        "result": dossier.result or None,
        **{name: _iso(getattr(dossier, name)) for name in moments},
        "due_on": _day(dossier.due_at),
        "revised_on": _day(dossier.revised_at),
        "clock": {"kind": state.kind, "short": state.short, "long": state.long} if state else None,
        "timeline": [{"at": _iso(at), "move": move, "what": what} for at, move, what in lines],
        "derivation": dossier.derivation or None,
    }


def _iso(at: datetime | None) -> str | None:
    return clock.iso(at) if at else None


def _day(at: datetime | None) -> str | None:
    day: date | None = clock.local(at).date() if at else None
    return day.isoformat() if day else None
