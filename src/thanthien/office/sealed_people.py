"""``/can-bo/niem-phong/nguoi/`` and ``…/giu-ho/``: who holds keys, vouching, and the escrow of two persons."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import NotThere, Refused
from thanthien.office.guard import StaffRequest
from thanthien.office.press import METHODS, form_page, typed
from thanthien.office.sealed_door import ask_again, sealed_page
from thanthien.office.sealed_forms import AskForm, EscrowForm, UnlockForm, VouchForm
from thanthien.petitions import service as sealed

DONE = {
    "cong-nhan": "Đã công nhận khóa. Hồ sơ mới từ nay cũng giao cho người ấy.",
    "khoa-chung": "Đã lập khóa chung. Hai người giữ hộ nên mở thử ngay hôm nay.",
    "xin": "Đã góp nửa của anh/chị. Nhờ người kia vào trang này trong 24 giờ.",
    "mo": "Đã ghép hai nửa. Người được giao đọc được rồi.",
    "thu": "Ghép thử được. Ba tháng nữa ghép thử lại.",
}


@require_safe
@sealed_page("sealed.read")
def people(request: StaffRequest) -> HttpResponse:
    """Who holds keys, who is late with the drill, whether two ways stand."""
    state, own = sealed.house(request.actor.scope, request.now), sealed.own_key(request.actor)
    counts = any(one.counts and own is not None and one.key_id == own.id for one in state.officers)
    context = {"state": state, "own": own, "counts": counts, "done": DONE.get(request.GET.get("xong", ""))}
    return render(request, "office/sealed/people.html", {**context, "area": "sealed"})


def _to_people(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:sealed_people')}?xong={done}")


@require_http_methods(METHODS)
@sealed_page("sealed.read")
@sensitive_variables("opened")
def vouch(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """Compare a colleague's key aloud and confirm it."""
    state = sealed.house(request.actor.scope, request.now)
    theirs = next((one for one in state.officers if one.key_id == key_id and one.ready and not one.counts), None)
    if theirs is None or sealed.own_key(request.actor) is None:
        raise NotThere
    form = VouchForm(typed(request))
    context = {"theirs": theirs, "area": "sealed"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/vouch.html", form, context)
    try:
        opened = sealed.unlock(request.actor, request.now, form.raw("passphrase"))
        sealed.vouch(
            actor=request.actor, now=request.now, key_id=key_id, opened_key=opened.key_id,
            letters=form.cleaned_data["letters"],
        )  # fmt: skip
    except Refused as no:
        return ask_again(request, "office/sealed/vouch.html", form, context, no)
    return _to_people("cong-nhan")


@require_http_methods(METHODS)
@sealed_page("sealed.read")
@sensitive_variables("opened")
def escrow(request: StaffRequest) -> HttpResponse:
    """Make the escrow for two persons outside the officers."""
    if sealed.own_key(request.actor) is None:
        raise NotThere
    may, state = sealed.may_be_keepers(request.actor, request.now), sealed.house(request.actor.scope, request.now)
    form, context = EscrowForm(typed(request), people=may), {"people": may, "state": state, "area": "sealed"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/escrow.html", form, context)
    two = {UUID(form.cleaned_data[name]): form.cleaned_data[f"{name}_letters"] for name in ("first", "second")}
    try:
        opened = sealed.unlock(request.actor, request.now, form.raw("passphrase"))
        sealed.make_escrow(actor=request.actor, now=request.now, keepers=two, opened=opened)
    except Refused as no:
        return ask_again(request, "office/sealed/escrow.html", form, context, no)
    return _to_people("khoa-chung")


@require_http_methods(METHODS)
@sealed_page("sealed.keep")
@sensitive_variables("opened")
def keep(request: StaffRequest) -> HttpResponse:
    """The page of somebody who keeps a half: what waits for them, and putting one's own half in first."""
    actor, now = request.actor, request.now
    context: dict[str, Any] = {"own": sealed.own_key(actor), "keeps": sealed.keeps(actor), "area": "sealed"}
    context |= {"asked": sealed.asked(actor, now), "done": DONE.get(request.GET.get("xong", ""))}
    people = sealed.readers(actor, now) if context["keeps"] else []
    form = AskForm(typed(request), people=people, escrows=context["keeps"])
    if not (form.is_bound and form.is_valid() and context["keeps"]):
        return form_page(request, "office/sealed/keep.html", form, context)
    wanted = form.cleaned_data["for_key"]
    try:
        opened = sealed.unlock(actor, now, form.raw("passphrase"))
        sealed.ask_escrow(
            actor=actor, now=now, escrow_id=UUID(form.cleaned_data["escrow"]),
            for_key=None if wanted == "thu" else UUID(wanted), reason=form.cleaned_data["reason"], opened=opened,
        )  # fmt: skip
    except Refused as no:
        return ask_again(request, "office/sealed/keep.html", form, context, no)
    return HttpResponseRedirect(f"{reverse('office:sealed_keep')}?xong=xin")


@require_http_methods(METHODS)
@sealed_page("sealed.keep")
@sensitive_variables("opened")
def join(request: StaffRequest, opening_id: UUID) -> HttpResponse:
    """The second person puts their half in, and the escrow opens for the officer named."""
    one = next((row for row in sealed.asked(request.actor, request.now) if row.id == opening_id), None)
    if one is None or one.mine:
        raise NotThere
    form, context = UnlockForm(typed(request)), {"one": one, "area": "sealed"}
    context["why"] = sealed.ESCROW_REASONS.get(one.reason, "")
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/join.html", form, context)
    try:
        opened = sealed.unlock(request.actor, request.now, form.raw("passphrase"))
        sealed.open_escrow(actor=request.actor, now=request.now, opening_id=opening_id, opened=opened)
    except Refused as no:
        return ask_again(request, "office/sealed/join.html", form, context, no)
    return HttpResponseRedirect(f"{reverse('office:sealed_keep')}?xong={'mo' if one.reader else 'thu'}")
