"""The second step of signing in: a code of the phone, a passkey, or a recovery code from the printed sheet."""

import json
from dataclasses import replace
from typing import Any, Final

from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core import clock, wall
from thanthien.core.errors import Refused
from thanthien.core.text import plain_digits
from thanthien.identity import lockout
from thanthien.identity import service as identity
from thanthien.office.press import METHODS
from thanthien.org import service as org
from thanthien.web import words
from thanthien.web.forms import PageForm, TextField

NO_KEY: Final = "Khóa này chưa mở được. Thử lại, hoặc dùng cách khác ở dưới."


class CodeField(TextField):
    """A code of digits, typed from a screen or a sheet; blanks between them do not matter."""

    def __init__(self, *, label: str, hint: str = "") -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code"}
        super().__init__(label=label, hint=hint, limit=20, css="w-m", attrs=attrs)

    def clean(self, value: Any) -> Any:
        """Return digits alone."""
        return plain_digits(super().clean(value)).replace(" ", "").replace("-", "")


class StepForm(PageForm):
    """Six digits."""

    code = CodeField(label="Mã 6 số trên điện thoại")


class SpareForm(PageForm):
    """A code of the printed sheet."""

    code = CodeField(label="Mã dự phòng", hint="8 chữ số trên tờ đã in, mỗi mã dùng một lần")


class CredentialField(forms.JSONField):
    """What a passkey said. A hostile text nested a thousand deep is as wrong as any other."""

    def to_python(self, value: Any) -> Any:
        """Return the parsed answer."""
        try:
            return super().to_python(value)
        except RecursionError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class KeyForm(forms.Form):
    """What the browser says after the passkey was touched."""

    credential = CredentialField(widget=forms.HiddenInput)


@require_http_methods(METHODS)
def second_step(request: HttpRequest) -> HttpResponse:
    """Show the ways this person has; let in whoever takes one."""
    now = clock.now()
    waiting = identity.pending(request, now)
    if waiting is None:
        return HttpResponseRedirect(reverse("office:login"))
    who, onward = waiting
    with wall.lifted():
        form = _form(request, who)
        kind = _take(request, who, form, now) if form.is_bound and form.is_valid() else ""
        if not kind:
            return _page(request, who, form, now)
    identity.enter(request, who.staff, now, kind)
    entered = HttpResponseRedirect(onward)
    lockout.know(request, entered, who.staff.login)
    return entered


def _form(request: HttpRequest, who: org.AtWork) -> Any:
    if request.POST.get("credential"):
        return KeyForm(request.POST)
    spare = "du-phong" in request.GET or identity.factors_of(who.staff.id).totp is None
    return (SpareForm if spare else StepForm)(request.POST if request.method == "POST" else None)


def _take(request: HttpRequest, who: org.AtWork, form: Any, now: Any) -> str:
    """Return the kind of factor that was shown, or put a sentence into the form."""
    seconds = lockout.wait(request, who.staff.login)
    if seconds:
        form.add_error(None, f"Đã gõ sai nhiều lần. Chờ {words.wait(seconds)} rồi thử lại.")
        return ""
    try:
        return _shown(request, who, form, now)
    except Refused as no:
        lockout.missed(request, who.staff.login)
        form.add_error(no.field if no.field in form.fields else None, no.message)
        return ""


def _shown(request: HttpRequest, who: org.AtWork, form: Any, now: Any) -> str:
    actor = who.actor
    if isinstance(form, KeyForm):
        identity.passkey_used(actor=actor, now=now, factor_id=passkey(who.staff, form.cleaned_data["credential"]))
        return "webauthn"
    code = form.cleaned_data["code"]
    if isinstance(form, SpareForm):
        home = actor.unit_id or identity.home_of(who.staff.id)
        identity.use_code(actor=replace(actor, unit_id=home), now=now, unit_id=home, code=code)
        return "recovery"
    identity.check_totp(actor=actor, now=now, code=code)
    return "totp"


def passkey(staff: Any, credential: Any) -> int:
    """Check a passkey's answer to our challenge (WebAuthn §7.2); return which one it is."""
    try:
        return int(webauthn.complete_authentication(staff, credential).pk)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(NO_KEY) from error


def _page(request: HttpRequest, who: org.AtWork, form: Any, now: Any) -> HttpResponse:
    has = identity.factors_of(who.staff.id)
    shown = form if isinstance(form, PageForm) else _refused(request, has, form)
    context = {
        "form": shown,
        "spare": isinstance(shown, SpareForm),
        "has": has,
        "options": json.dumps(webauthn.begin_authentication(who.staff)) if has.passkeys else "",
        "demo_code": identity.demo_code(who.staff, now),
        "name": who.staff.name,
        "area": "login",
    }
    answer = render(request, "office/signing/second_step.html", context, status=422 if form.is_bound else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refused(request: HttpRequest, has: identity.Factors, key: KeyForm) -> PageForm:
    """Say above the form for codes why the passkey did not open."""
    form = (StepForm if has.totp else SpareForm)({"code": ""})
    form.full_clean()
    form.errors.clear()
    form.add_error(None, next(iter(key.non_field_errors()), NO_KEY))
    return form
