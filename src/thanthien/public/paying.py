"""Paying online: what is owed under the secret link, the provider's call-back, the demo's simulated page."""

import logging
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thanthien.core import clock
from thanthien.core.actors import SYSTEM, citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.onestop import service as onestop
from thanthien.public.doors import public_form, secret
from thanthien.public.place import speak_for
from thanthien.web import client

fees = onestop.fees
log = logging.getLogger("thanthien.payments")
DOWN: Final = "Chưa nối được bên thanh toán, tiền chưa bị trừ. Anh/chị thử lại sau, hoặc nộp tại Một cửa."


@public_form
@secret
def owed(request: HttpRequest, token: str) -> HttpResponse:
    """What a dossier owes and why; one press opens the payment, a link then leads to the provider."""
    followed = onestop.followed(onestop.stamp_of(token).dossier_id)
    dossier, page, wrong = followed.dossier, "", ""
    speak_for(request, followed.office)
    if request.method == "POST":
        client.spend(request, "payment.address")
        page, wrong = _begun(request, token)
    speak_for(request, onestop.followed(dossier.id).office)
    owing = fees.owing(dossier, onestop.entry_of(dossier.procedure))
    context = {
        "area": "track", "token": token, "dossier": dossier, "owing": owing, "page": page, "wrong": wrong,
        "provider": fees.provider(),
    }  # fmt: skip
    return render(request, "public/follow/fee.html", context, status=422 if wrong else 200)


def _begun(request: HttpRequest, token: str) -> tuple[str, str]:
    provider = fees.provider()
    if provider is None:
        raise NotThere
    try:
        begun = fees.start(actor=citizen(), now=clock.now(), token=token, provider=provider.name)
    except Refused as no:
        return "", no.message
    prefix = getattr(getattr(request, "site", None), "prefix", "")
    order = fees.Order(
        begun.reference, begun.amount, f"Le phi ho so {begun.code}", f"{settings.THANTHIEN_URL}/hs/{token}/le-phi/",
        f"{settings.THANTHIEN_URL}{prefix}/thanh-toan/bao/",
    )  # fmt: skip
    try:
        return provider.start(order), ""
    except fees.ProviderDown:
        log.warning("payment provider did not open order %s", begun.reference)
        return "", DOWN


@csrf_exempt
@require_POST
def told(request: HttpRequest) -> HttpResponse:
    """Take a provider's call-back in. 200: written down (also what came before); 403: not signed; 400: unreadable."""
    client.spend(request, "payment.call")
    provider = fees.provider()
    if provider is None:
        raise NotThere
    return HttpResponse(status=_take(request, request.body, request.headers.get(fees.SIGNATURE, ""), provider))


def _take(request: HttpRequest, body: bytes, signature: str, provider: fees.Provider) -> int:
    try:
        notice = provider.read(body, signature)
    except fees.WrongSignature:
        log.warning("payment call-back with a wrong signature")  # no address: logs name no line (threat-model.md)
        return 403
    except fees.BadNotice:
        log.warning("payment call-back that cannot be read")
        return 400
    site: Any = getattr(request, "site", None)
    if site is None or site.unit_id is None:
        return 404
    fees.notify(actor=SYSTEM, now=clock.now(), notice=notice, unit_id=site.unit_id)
    return 200


@public_form
@secret
def simulated(request: HttpRequest, token: str) -> HttpResponse:
    """The demo's provider: says that no money moves, then calls back as a real one would."""
    provider, reference = fees.provider(), fees.simulated_reference(token)
    payment = fees.of_reference(reference) if provider is not None and provider.simulated and reference else None
    if provider is None or payment is None:
        raise NotThere
    follow = f"/hs/{onestop.token_of(payment.dossier_id)}/le-phi/"
    if request.method != "POST":
        return render(request, "public/follow/simulated.html", {"area": "track", "payment": payment, "back": follow})
    paid = request.POST.get("tra") == "tra"
    body, signature = fees.simulated_notice(reference, f"GIA-LAP-{uuid7().hex[:16]}", payment.amount, paid)
    _take(request, body, signature, provider)
    return HttpResponseRedirect(follow)
