"""People's own data: what the commune keeps (``/du-lieu-ca-nhan/``), and asking about it under a secret link."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import Once, sent_once
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.privacy import service as privacy
from thanthien.public.doors import public_form, secret
from thanthien.public.place import speak_for
from thanthien.rules.data_request import KINDS, MACHINE
from thanthien.rules.purposes import purposes
from thanthien.rules.retention import classes
from thanthien.web.forms import ChoiceField, OnceField, PageForm, TextField

if TYPE_CHECKING:
    from thanthien.onestop.models import Dossier


class AskForm(PageForm):
    """What somebody asks about the data of their dossier."""

    once = OnceField()
    kind = ChoiceField(label="Anh/chị muốn gì?", choices=list(KINDS.items()), ask="Anh/chị chọn điều mình muốn.")
    text = TextField(label="Nói rõ thêm", hint="Sửa thì ghi chỗ sai và lời đúng.", limit=2000, rows=4, required=False)


class BackForm(forms.Form):
    """Which version of a request somebody takes back."""

    once = forms.CharField(max_length=64, required=False)
    version = forms.IntegerField(required=False)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What is kept, why, by which right, how long, and how to ask."""
    today = clock.today()
    context = {"area": "privacy", "purposes": purposes(today), "classes": classes(today), "kinds": KINDS.values()}
    return render(request, "public/own_data/about.html", context)


@public_form
@secret
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and see what became of what was asked before."""
    dossier = onestop.by_token(token)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        once = Once(token, data["once"], repr((data["kind"], data["text"])))
        given = {"kind": data["kind"], "text": data["text"], "dossier_id": dossier.id}
        try:
            sent_once(once, privacy.register, actor=citizen(), now=clock.now(), **given)
            return HttpResponseRedirect(f"/hs/{token}/du-lieu/?da=ghi")
        except Refused as no:
            form.refuse(no)
    return _page(request, token, dossier, form)


@require_POST
@public_form
@secret
def take_back(request: HttpRequest, token: str, request_id: UUID) -> HttpResponse:
    """Take one request back."""
    dossier, form = onestop.by_token(token), BackForm(request.POST)
    if not form.is_valid():
        raise NotThere
    once = Once(token, form.cleaned_data["once"], f"back:{request_id}")
    version: int = form.cleaned_data["version"] or 0
    try:
        sent_once(
            once, privacy.take_back, actor=citizen(), now=clock.now(), request_id=request_id, version=version,
            dossier_id=dossier.id,
        )  # fmt: skip
    except (Refused, Stale):
        return _page(request, token, dossier, AskForm(), "Xã vừa trả lời yêu cầu này. Anh/chị xem ở dưới.")
    return HttpResponseRedirect(f"/hs/{token}/du-lieu/?da=rut")


def _page(request: HttpRequest, token: str, dossier: "Dossier", form: AskForm, wrong: str = "") -> HttpResponse:
    speak_for(request, org.office_of(dossier.unit_id))
    asked: list[dict[str, Any]] = [
        {"row": row, "kind": KINDS[row.kind], "told": MACHINE.states[row.state].told, "open": row.sort_due is not None}
        for row in privacy.requests_of(dossier)
    ]
    context = {
        "area": "track", "token": token, "dossier": dossier, "form": form, "asked": asked, "wrong": wrong,
        "done": request.GET.get("da", ""),
    }  # fmt: skip
    status = 409 if wrong else 422 if form.is_bound else 200
    return render(request, "public/own_data/ask.html", context, status=status)
