"""``/can-bo/mat-khau/``: everybody changes their own password, and stays signed in here."""

from uuid import UUID

from django import forms
from django.contrib.auth import HASH_SESSION_KEY
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thanthien.core import limits, sessions
from thanthien.core.errors import Refused
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, form_page, typed
from thanthien.org import service as org
from thanthien.web.client import address_of
from thanthien.web.forms import PageForm, TextField


def secret(fills: str) -> forms.PasswordInput:
    """A box that shows dots; ``fills`` tells the browser's own keeper which password belongs here."""
    return forms.PasswordInput({"autocomplete": fills})


class ChosenForm(PageForm):
    """A new password twice. Pasting works; the text is taken as typed, blanks and all."""

    new = TextField(
        label="Mật khẩu mới",
        hint="Ít nhất 10 chữ. Vài từ chẳng dính gì với nhau thì dễ nhớ mà khó đoán; đừng dùng tên, năm sinh",
        limit=200,
        widget=secret("new-password"),
    )
    again = TextField(label="Gõ lại mật khẩu mới", limit=200, widget=secret("new-password"))

    def clean(self) -> dict[str, object]:
        """Both must be the same."""
        data = super().clean() or self.cleaned_data
        if self.raw("new") != self.raw("again") and not self.errors:
            raise ValidationError({"again": "Hai lần gõ mật khẩu mới chưa giống nhau."})
        return data

    def raw(self, name: str) -> str:
        """Return what was typed, untouched: a password keeps its blanks and exact letters."""
        return str(self.data.get(name, ""))


class PasswordForm(ChosenForm):
    """The old one, too."""

    old = TextField(label="Mật khẩu đang dùng", limit=200, widget=secret("current-password"))
    field_order = ("old", "new", "again")


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(METHODS)
@staff_page("today.read")
def own_password(request: StaffRequest) -> HttpResponse:
    """Change it; too many wrong guesses of the old one have to wait."""
    form, template = PasswordForm(typed(request)), "office/own_password.html"
    if not (form.is_bound and form.is_valid()):
        return form_page(request, template, form, {"area": "own"})
    guesses = {"sign_in.pair": f"own:{request.actor.id} {address_of(request)}"}
    if limits.wait(request.now, guesses):
        slow = Refused("Đã gõ sai nhiều lần. Chờ một lát rồi thử lại.", "old")
        return form_page(request, template, form, {"area": "own"}, slow)
    try:
        org.own_password(actor=request.actor, now=request.now, old=form.raw("old"), new=form.raw("new"))
    except Refused as no:
        if no.field == "old":  # a new password that is too easy is no guess
            limits.note(request.now, guesses)
        named = Refused(no.message, "new" if no.field == "password" else no.field)
        return form_page(request, template, form, {"area": "own"}, named)
    _stay(request)
    return render(request, template, {"done": True, "area": "own"})


def _stay(request: StaffRequest) -> None:
    """Other places are signed out by the new password; this one goes on under a new key.

    Not Django's ``update_session_auth_hash``: it asks for ``request.user`` first, who is nobody by now.
    """
    who = org.at_work(UUID(request.actor.id), request.now.date())
    assert who is not None
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = who.staff.get_session_auth_hash()
    session = request.session
    session.save()
    sessions.end_all(who.staff.id, but=session.session_key or "")
