"""``/can-bo/niem-phong/``: sealed cases. A list says number, kind and dates; the rest asks for the passphrase."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from thanthien.core.actors import Role
from thanthien.core.errors import Refused
from thanthien.core.once import Once, sent_once
from thanthien.office.guard import StaffRequest
from thanthien.office.press import METHODS, form_page, typed
from thanthien.office.sealed_door import ask_again, sealed_page
from thanthien.office.sealed_forms import GrantForm, MakeForm, UnlockForm
from thanthien.office.today import part
from thanthien.petitions import service as sealed

DONE = {
    "ghi": "Đã niêm phong hồ sơ mới.",
    "giao": "Đã giao khóa hồ sơ này.",
    "khoa": "Khóa của anh/chị dùng được rồi.",
}


@part(Role.SEALED, "office/today/sealed.html")
def today(request: StaffRequest) -> dict[str, Any]:
    """What a sealed officer has to do about keys; never anything about a case."""
    if not request.actor.may("sealed.read"):
        return {"own": None, "state": None}
    return {"own": sealed.own_key(request.actor), "state": sealed.house(request.actor.scope, request.now)}


@require_http_methods(METHODS)
@sealed_page("sealed.read")
@sensitive_variables("read", "opened", "titles")
def cases(request: StaffRequest) -> HttpResponse:
    """List the cases; with the passphrase also what each is about, on this page alone."""
    form, leaf = UnlockForm(typed(request)), sealed.page(request.actor, request.now, request.GET.get("sau", ""))
    context: dict[str, Any] = {
        "leaf": leaf, "own": sealed.own_key(request.actor), "area": "sealed", "titles": False,
        "state": sealed.house(request.actor.scope, request.now), "done": DONE.get(request.GET.get("xong", "")),
    }  # fmt: skip
    if form.is_bound and form.is_valid() and leaf.rows:
        try:
            opened = sealed.unlock(request.actor, request.now, form.raw("passphrase"))
        except Refused as no:
            return ask_again(request, "office/sealed/list.html", form, context, no)
        ids = [row.id for row in leaf.rows]
        read = sealed.read(actor=request.actor, now=request.now, record_ids=ids, opened=opened)
        words = {one.id: sealed.Content(title=sealed.BROKEN) if one.broken else one.content for one in read.read}
        context |= {"titles": True, "rows": [(row, words[str(row.id)]) for row in leaf.rows]}
        return render(request, "office/sealed/list.html", {**context, "form": UnlockForm()})
    context["rows"] = [(row, None) for row in leaf.rows]
    return form_page(request, "office/sealed/list.html", form, context)


@require_http_methods(METHODS)
@sealed_page("sealed.make")
@sensitive_variables()
def make(request: StaffRequest) -> HttpResponse:
    """Seal a new case; what was typed is in the answer to the person who typed it and nowhere else."""
    form = MakeForm(typed(request), request.FILES)
    context: dict[str, Any] = {"state": sealed.house(request.actor.scope, request.now), "area": "sealed"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/make.html", form, context)
    # The body of the key is the address alone: a hash of the words would let a guess be tried against it.
    once = Once(request.session.session_key or "", form.cleaned_data["once"], request.path)
    try:
        sent_once(
            once, sealed.make, actor=request.actor, now=request.now, kind=form.cleaned_data["kind"],
            received_on=form.cleaned_data["received_on"], content=form.content(),
        )  # fmt: skip
    except Refused as no:
        return ask_again(request, "office/sealed/make.html", form, context, no)
    return HttpResponseRedirect(f"{reverse('office:sealed')}?xong=ghi")


@require_http_methods(METHODS)
@sealed_page("sealed.read")
@sensitive_variables("read", "opened", "content")
def case(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Show number and dates; after the passphrase the case itself, once."""
    row, form = sealed.one(request.actor, request.now, record_id), UnlockForm(typed(request))
    can, cannot = sealed.others(request.actor, request.now, record_id)
    context: dict[str, Any] = {"row": row, "can": can, "cannot": cannot, "area": "sealed"}
    context["done"] = DONE.get(request.GET.get("xong", ""))
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/case.html", form, context)
    try:
        opened = sealed.unlock(request.actor, request.now, form.raw("passphrase"))
        read = sealed.read(actor=request.actor, now=request.now, record_ids=[record_id], opened=opened).read[0]
    except Refused as no:
        return ask_again(request, "office/sealed/case.html", form, context, no)
    if read.broken:
        return ask_again(request, "office/sealed/case.html", form, context, Refused(sealed.BROKEN))
    return render(request, "office/sealed/case.html", {**context, "content": read.content, "form": UnlockForm()})


@require_http_methods(METHODS)
@sealed_page("sealed.read")
@sensitive_variables("opened")
def grant(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Let one more holder read a case."""
    row, (_, cannot) = (
        sealed.one(request.actor, request.now, record_id),
        sealed.others(request.actor, request.now, record_id),
    )
    form = GrantForm(typed(request), people=[(str(one.key_id), f"{one.name}, {one.position}") for one in cannot])
    context = {"row": row, "people": cannot, "area": "sealed"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/grant.html", form, context)
    try:
        opened = sealed.unlock(request.actor, request.now, form.raw("passphrase"))
        sealed.grant(
            actor=request.actor, now=request.now, record_id=record_id, key_id=UUID(form.cleaned_data["key_id"]),
            reason=form.cleaned_data["reason"], opened=opened,
        )  # fmt: skip
    except Refused as no:
        return ask_again(request, "office/sealed/grant.html", form, context, no)
    return HttpResponseRedirect(f"{reverse('office:sealed_case', args=[record_id])}?xong=giao")
