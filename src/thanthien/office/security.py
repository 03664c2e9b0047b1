"""``/can-bo/bao-mat/``: everybody's own second factors. The only pages open to a post that lacks one."""

import functools
import json
from collections.abc import Callable
from typing import Any, Concatenate, Final, ParamSpec
from urllib.parse import quote, urlencode
from uuid import UUID

from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import crypto
from thanthien.core.errors import NotThere, Refused
from thanthien.identity import oidc
from thanthien.identity import service as identity
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, form_page, typed
from thanthien.office.second_step import NO_KEY, CodeField, CredentialField
from thanthien.rules.rights import needs_second_factor
from thanthien.web.forms import PageForm, TextField

P = ParamSpec("P")
SEED: Final = "totp_seed"
AREA: Final = {"area": "own"}
Page = Callable[Concatenate[StaffRequest, P], HttpResponse]


class TotpForm(PageForm):
    """The first code of an app shows that it took the seed."""

    code = CodeField(label="Mã 6 số đang hiện trên điện thoại")


class PasskeyForm(PageForm):
    """A name for the key; the browser adds what the key said."""

    name = TextField(label="Tên để nhớ", hint="Ví dụ: điện thoại của tôi, khóa USB ở phòng", limit=60)
    credential = CredentialField(
        widget=forms.HiddenInput, label="", error_messages={"required": NO_KEY, "invalid": NO_KEY}
    )


def freshly_proved(view: Page[P]) -> Page[P]:
    """Ask password or code again first, if that was long ago: an unattended screen must not lend its way in.

    Somebody whose factors were set up elsewhere meanwhile shows one before anything changes here.
    """

    @functools.wraps(view)
    def asked(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not identity.has_second(request) and identity.factors_of(UUID(request.actor.id)).count:
            logout(request)
            return HttpResponseRedirect(reverse("office:login"))
        if not identity.proved(request, request.now):
            back = urlencode({"tiep": request.path})
            return HttpResponseRedirect(f"{reverse('office:confirm')}?{back}")
        return view(request, *args, **kwargs)

    return asked


@require_safe
@staff_page("today.read", alone=True)
def security(request: StaffRequest) -> HttpResponse:
    """Show what this person has, and what the post asks for."""
    has, needs = identity.factors_of(UUID(request.actor.id)), needs_second_factor(request.actor.roles)
    done = DONE.get(request.GET.get("xong", ""), "")
    context = {"has": has, "needs": needs, "must": needs and not identity.has_second(request), "done": done, **AREA}
    context |= {"provider": oidc.provider("staff")}
    return render(request, "office/signing/security.html", context)


DONE: Final = {
    "go": "Đã gỡ. Cách ấy không đăng nhập được nữa.",
    "het": "Việc này đã xong từ trước: cách ấy không còn ở đây.",
}


def _seed(request: StaffRequest) -> str:
    """Return the seed that waits in this session. It lies there encrypted: sessions stand in the database."""
    try:
        seed = crypto.decrypt_text(request.session.get(SEED, ""), request.actor.id)
    except crypto.Unreadable:  # of a session that is older than the present keys
        seed = ""
    if not seed:
        seed = generate_totp_secret()
        request.session[SEED] = crypto.encrypt_text(seed, request.actor.id)
    return seed


@require_http_methods(METHODS)
@staff_page("today.read", alone=True)
@freshly_proved
def totp_add(request: StaffRequest) -> HttpResponse:
    """Show a seed as QR and letters, and keep it once the phone has shown a right code."""
    seed = _seed(request)
    form = TotpForm(typed(request))
    words = " ".join(seed[at : at + 4] for at in range(0, len(seed), 4))
    link = f"otpauth://totp/{quote(f'Thân Thiện:{request.staff.login}')}?" + urlencode(
        {"secret": seed, "issuer": "Thân Thiện"}, quote_via=quote
    )
    context = {"link": link, "seed": words, **AREA}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/signing/totp.html", form, context)
    try:
        added = identity.add_totp(actor=request.actor, now=request.now, secret=seed, code=form.cleaned_data["code"])
    except Refused as no:
        return form_page(request, "office/signing/totp.html", form, context, no)
    del request.session[SEED]
    return _added(request, "totp", added.codes)


@require_http_methods(METHODS)
@staff_page("today.read", alone=True)
@freshly_proved
def passkey_add(request: StaffRequest) -> HttpResponse:
    """Let the browser make a key for this host, and keep its public half."""
    form = PasskeyForm(typed(request))
    no = None
    if form.is_bound and form.is_valid():
        try:
            credential = form.cleaned_data["credential"]
            _registered(credential)
            added = identity.add_passkey(
                actor=request.actor, now=request.now, name=form.cleaned_data["name"], credential=credential
            )
            return _added(request, "webauthn", added.codes)
        except Refused as refused:
            no = refused
    options = json.dumps(webauthn.begin_registration(request.staff, passwordless=False))
    return form_page(request, "office/signing/passkey.html", form, {"options": options, **AREA}, no)


def _registered(credential: Any) -> None:
    """Check what the key said to our challenge (WebAuthn §7.1)."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(NO_KEY, "name") from error


def _added(request: StaffRequest, kind: str, codes: bool) -> HttpResponse:
    """Go on in this session; others of the same person, opened by password alone, end with the first factor."""
    first = not identity.has_second(request)
    identity.note_second(request, kind)
    if first:
        identity.end_others(actor=request.actor, now=request.now, here=request.session.session_key or "")
    return _sheet(request) if codes else HttpResponseRedirect(reverse("office:security"))


def _sheet(request: StaffRequest) -> HttpResponse:
    codes = identity.recovery_codes(UUID(request.actor.id))
    context = {"codes": [f"{code[:4]} {code[4:]}" for code in codes], "login": request.staff.login, **AREA}
    return render(request, "office/signing/codes.html", context)


@require_http_methods(METHODS)
@staff_page("today.read", alone=True)
@freshly_proved
def codes_make(request: StaffRequest) -> HttpResponse:
    """Make a new sheet of recovery codes, after asking."""
    if request.method != "POST":
        return render(request, "office/signing/codes_ask.html", AREA)
    identity.make_codes(actor=request.actor, now=request.now)
    return _sheet(request)


@require_http_methods(METHODS)
@staff_page("today.read", alone=True)
@freshly_proved
def factor_remove(request: StaffRequest, factor_id: int) -> HttpResponse:
    """Take a factor away, after asking; the last one stays where the post wants it."""
    has = identity.factors_of(UUID(request.actor.id))
    one = next((one for one in (has.totp, *has.passkeys) if one is not None and one.id == factor_id), None)
    if one is None:
        if request.method == "POST":  # a second press
            return HttpResponseRedirect(f"{reverse('office:security')}?xong=het")
        raise NotThere
    no, status = "", 200
    if request.method == "POST":
        try:
            identity.remove(actor=request.actor, now=request.now, factor_id=factor_id)
            return HttpResponseRedirect(f"{reverse('office:security')}?xong=go")
        except Refused as refused:
            no, status = refused.message, 422
    return render(request, "office/signing/remove.html", {"one": one, "no": no, **AREA}, status=status)
