"""``/can-bo/cai-dat/ket-noi/``: which systems may hand dossiers over to the commune through the API."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, form_page, typed
from thanthien.onestop import service as onestop
from thanthien.web.forms import ChoiceField, TextField


class KeyForm(PressForm):
    """A system that will send dossiers."""

    name = TextField(label="Hệ thống nào", limit=120, hint="Ví dụ: Hệ thống Một cửa tỉnh Thanh Hóa")
    source = ChoiceField(label="Hồ sơ đến từ đâu", choices=onestop.intake.SOURCES.items(), inline=True)


@require_http_methods(METHODS)
@staff_page("intake.key")
def keys(request: StaffRequest) -> HttpResponse:
    """List the keys, and make a new one."""
    form = KeyForm(typed(request))
    rows = [(one, onestop.intake.SOURCES[one.source]) for one in onestop.intake.keys(request.actor)]
    context = {"rows": rows, "area": "settings"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/intake/keys.html", form, context)
    data = form.cleaned_data
    try:
        made = sent_once(
            once_of(request, data["once"]), onestop.intake.make_key, actor=request.actor, now=request.now,
            source=data["source"], name=data["name"],
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/intake/keys.html", form, context, no)
    return HttpResponseRedirect(reverse("office:intake_key", args=[made.id]))


@require_http_methods(METHODS)
@staff_page("intake.key")
def key(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """One key; its secret, to be carried over to the other system, by a press that stands in the journal."""
    row = onestop.intake.keys(request.actor).filter(id=key_id).first()
    if row is None:
        raise NotThere
    form, secret = PressForm(typed(request)), ""
    if form.is_bound and form.is_valid():
        try:
            once = once_of(request, form.cleaned_data["once"])
            sent_once(once, onestop.intake.show_key, actor=request.actor, now=request.now, key_id=key_id)
            secret = onestop.intake.key_token(row.id)
        except Refused as no:
            form.refuse(no)
    context = {
        "row": row, "form": form, "secret": secret, "source": onestop.intake.SOURCES[row.source], "area": "settings",
    }  # fmt: skip
    page = render(request, "office/intake/key.html", context, status=422 if form.is_bound and not secret else 200)
    page.headers["Cache-Control"] = "no-store"
    return page


@require_http_methods(METHODS)
@staff_page("intake.key")
def end(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """Take a key back."""
    row = onestop.intake.keys(request.actor).filter(id=key_id).first()
    if row is None:
        raise NotThere
    page = Asked(
        f"Thu khóa của {row.name}", "Thu khóa", reverse("office:intake_keys"), "thu",
        "Từ lúc này hệ thống ấy không gửi được hồ sơ nữa. Hồ sơ đã nhận vẫn còn.", danger=True,
    )  # fmt: skip
    return ask(
        request, PressForm(typed(request)), page,
        lambda once, data: sent_once(once, onestop.intake.end_key, actor=request.actor, now=request.now, key_id=key_id),
        {"area": "settings"},
    )  # fmt: skip
