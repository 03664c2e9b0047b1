"""``/hs/…/bao-tin/``: how one wants to be told, and a number that is somebody else's.

``/bao-nhan/…/``: gateways' reports of delivery.
"""

import json
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import Once, sent_once
from thanthien.core.text import clean
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.public.doors import public_form, secret
from thanthien.public.place import speak_for
from thanthien.web import client
from thanthien.web.way_form import WayForm

HEADER: Final = "X-Thanthien-Signature"
MOST: Final = 16 * 1024
STATES: Final = ("delivered", "failed")


@public_form
@secret
def way(request: HttpRequest, token: str) -> HttpResponse:
    """Choose another way, or say that the telephone number is somebody else's."""
    now = clock.now()
    dossier = onestop.by_token(token)
    if dossier.erased_at is not None:
        raise NotThere
    speak_for(request, org.office_of(dossier.unit_id))
    if request.method != "POST":
        return _page(request, token, dossier, WayForm(dossier, clock.local(now).date()))
    if request.POST.get("viec") == "khong-phai":
        return _stop(request, token, dossier)
    form = WayForm(dossier, clock.local(now).date(), request.POST)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        once = Once(token, typed.pop("once"), repr(sorted(typed.items())))
        wanted = onestop.telling.Wanted(**typed)
        try:
            sent_once(once, onestop.telling.choose_way, actor=citizen(), now=now, dossier_id=dossier.id, wanted=wanted)
            return HttpResponseRedirect(f"/hs/{token}/?da=bao-tin")
        except Refused as no:
            form.refuse(no)
    return _page(request, token, dossier, form, 422)


def _stop(request: HttpRequest, token: str, dossier: Any) -> HttpResponse:
    once = Once(token, request.POST.get("once", "")[:64] or "khong-phai", "khong-phai")
    try:
        sent_once(once, onestop.telling.stop_number, actor=citizen(), now=clock.now(), dossier_id=dossier.id)
    except Refused as no:
        form = WayForm(dossier, clock.local(clock.now()).date())
        return _page(request, token, dossier, form, 422, no.message)
    return HttpResponseRedirect(f"/hs/{token}/?da=khong-phai")


def _page(
    request: HttpRequest, token: str, dossier: Any, form: WayForm, status: int = 200, wrong: str = ""
) -> HttpResponse:
    wish = notify.wish_of(dossier.unit_id, dossier.id)
    stopped = wish is not None and bool(wish.stopped_number) and wish.stopped_number == dossier.phone
    context = {
        "area": "track", "token": token, "dossier": dossier, "form": form, "wrong": wrong, "stopped": stopped,
        "words": notify.CHOICES.get(dossier.tell_by, ""),
    }  # fmt: skip
    return render(request, "public/follow/way.html", context, status=status)


@csrf_exempt
@require_POST
def report(request: HttpRequest, channel: str) -> HttpResponse:
    """Take a gateway's report of delivery: signed, or it is nobody's. What is wrong is said in a word, not shown."""
    client.spend(request, "report.address")
    body = request.read(MOST + 1)
    if len(body) > MOST or not notify.check_signature(channel, body, request.headers.get(HEADER, "")):
        return _said(401, "signature")
    found = _read(body)
    if found is None:
        return _said(400, "body")
    try:
        changed = notify.take_report(channel, *found, clock.now())
    except NotThere:
        return _said(404, "id")
    return JsonResponse({"ok": True, "counted": changed})


def _read(body: bytes) -> tuple[UUID, str, str] | None:
    try:
        found = json.loads(body)
        key, state, reason = UUID(str(found["id"])), found["state"], clean(str(found.get("reason", "")))[:120]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return (key, state, reason) if state in STATES else None


def _said(status: int, word: str) -> HttpResponse:
    return JsonResponse({"ok": False, "error": word}, status=status)
