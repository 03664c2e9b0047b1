"""The administrator's session: fifteen minutes, with a reason, after password or code were asked once more.

A form that meets an ended session is not lost: what was typed travels along, hidden, and is offered for sending again.
"""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thanthien.core.errors import Refused
from thanthien.identity import lockout
from thanthien.identity import service as identity
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.own import secret
from thanthien.office.press import METHODS, form_page, typed
from thanthien.office.returning import onward
from thanthien.web import words
from thanthien.web.forms import PageForm, TextField

KEPT: Final = "giu."
WRONG: Final = "Mật khẩu hoặc mã chưa đúng. Gõ lại giúp."


class ProofForm(PageForm):
    """A password, or the six digits on the phone."""

    proof = TextField(
        label="Mật khẩu, hoặc mã 6 số trên điện thoại",
        limit=200,
        widget=secret("current-password"),
        ask="Anh/chị điền mật khẩu hoặc mã.",
    )

    def raw(self) -> str:
        """Return what was typed, untouched."""
        return str(self.data.get("proof", ""))


class ElevationForm(ProofForm):
    """The proof, and what the session is for."""

    reason = TextField(label="Mở để làm gì", hint="Ví dụ: giao chức danh văn thư theo QĐ 12/QĐ-UBND", limit=300)
    field_order = ("reason", "proof")


def ask(request: StaffRequest) -> HttpResponse:
    """Ask for the session in place of an elevated page; a form that was sent waits on the same page."""
    address = reverse("office:elevation")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    if request.method != "POST":
        return HttpResponseRedirect(f"{address}?{urlencode({'tiep': request.get_full_path()})}")
    kept = [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]
    return _page(request, ElevationForm(), request.get_full_path(), kept, 401)


def _page(
    request: StaffRequest, form: PageForm, back: str, kept: list[tuple[str, Any]], status: int = 200
) -> HttpResponse:
    hidden = [(f"{KEPT}{name}", value) for name, value in kept]
    context = {"form": form, "back": back, "hidden": hidden, "action": reverse("office:elevation"), "area": "people"}
    return render(request, "office/signing/elevation.html", context, status=status)


def _kept(request: HttpRequest) -> list[tuple[str, Any]]:
    found = [(name, values) for name, values in request.POST.lists() if name.startswith(KEPT)]
    return [(name.removeprefix(KEPT), value) for name, values in found for value in values]


@sensitive_post_parameters("proof")
@require_http_methods(METHODS)
@staff_page("staff.read")
def elevation(request: StaffRequest) -> HttpResponse:
    """Open the session and go on, or offer what waits for sending again."""
    back, kept = onward(request), _kept(request)
    form = ElevationForm(typed(request))
    if not (form.is_bound and form.is_valid()):
        return _page(request, form, back, kept, 422 if form.is_bound else 200)
    try:
        prove(request, form.raw())
        reason = form.cleaned_data["reason"]
        begun = identity.begin_elevation(actor=request.actor, now=request.now, reason=reason)
    except Refused as no:
        form.refuse(no)
        return _page(request, form, back, kept, 422)
    identity.note_elevation(request, begun, reason)
    identity.note_proof(request, request.now)
    if kept:
        return render(request, "office/signing/send_again.html", {"action": back, "hidden": kept, "area": "people"})
    return HttpResponseRedirect(back)


@require_POST
@staff_page("staff.read")
def elevation_end(request: StaffRequest) -> HttpResponse:
    """End it before its time."""
    if request.raised is not None:
        elevation_id = UUID(request.raised.id)
        identity.end_elevation(actor=request.actor, now=request.now, elevation_id=elevation_id)
        identity.forget_elevation(request)
    return HttpResponseRedirect(reverse("office:people"))


@sensitive_post_parameters("proof")
@require_http_methods(METHODS)
@staff_page("today.read", alone=True)
def confirm(request: StaffRequest) -> HttpResponse:
    """Ask once more for password or code before somebody signs or changes their own ways to sign in."""
    back, form = onward(request), ProofForm(typed(request))
    form.fields["proof"].widget.attrs["autofocus"] = not form.is_bound  # who signs by keys types on at once
    context = {"back": back, "area": "own", "own": back.startswith(reverse("office:security"))}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/signing/confirm.html", form, context)
    try:
        prove(request, form.raw())
    except Refused as no:
        return form_page(request, "office/signing/confirm.html", form, context, no)
    identity.note_proof(request, request.now)
    return HttpResponseRedirect(back)


def prove(request: StaffRequest, text: str) -> None:
    """Raise ``Refused`` unless the text is this person's password or the code of their phone; slows guessing."""
    login = request.staff.login
    seconds = lockout.wait(request, login)
    if seconds:
        raise Refused(f"Đã gõ sai nhiều lần. Chờ {words.wait(seconds)} rồi thử lại.", "proof")
    code = text.strip().replace(" ", "")
    try:
        if len(code) == 6 and code.isdigit() and identity.has_second(request):
            identity.check_totp(actor=request.actor, now=request.now, code=code)
        elif not request.staff.check_password(text):
            raise Refused(WRONG, "proof", "wrong-password")
    except Refused as no:
        lockout.missed(request, login)
        raise Refused(no.message, "proof", no.code) from no
