"""``/can-bo/niem-phong/khoa/``: one's own key, from the first passphrase to giving it up."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import NotThere, Refused
from thanthien.office.guard import StaffRequest
from thanthien.office.press import METHODS, form_page, typed
from thanthien.office.sealed_door import ask_again, sealed_page
from thanthien.office.sealed_forms import ChangeForm, RecoverForm, SetUpForm, SheetForm, UnlockForm
from thanthien.petitions import service as sealed
from thanthien.web.forms import PageForm

DONE = {
    "phieu": "Phiếu đã cất xong.",
    "doi": "Đã đổi câu mật khẩu. Phiếu khôi phục vẫn dùng được.",
    "thu": "Mở thử được. Ba tháng nữa mở thử lại.",
    "bo": "Đã bỏ khóa cũ. Lập khóa mới ở dưới.",
}


def _own(request: StaffRequest, ready: bool = True) -> sealed.Own:
    own = sealed.own_key(request.actor)
    if own is None or (ready and not own.ready):
        raise NotThere
    return own


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:sealed_key')}?xong={done}")


@require_http_methods(METHODS)
@sealed_page("sealed.key")
@sensitive_variables()
def key(request: StaffRequest) -> HttpResponse:
    """Show one's key; without one, make it: the answer is the recovery sheet, shown this once."""
    own, form = sealed.own_key(request.actor), SetUpForm(typed(request))
    context: dict[str, Any] = {"own": own, "area": "sealed", "done": DONE.get(request.GET.get("xong", ""))}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/key.html", form, context)
    try:
        made = sealed.set_up(request.actor, request.now, form.raw("passphrase"))
    except Refused as no:
        return ask_again(request, "office/sealed/key.html", form, context, no)
    return _sheet(request, made)


@sensitive_variables()
def _sheet(request: StaffRequest, made: sealed.Sheet) -> HttpResponse:
    context = {"sheet": made, "form": SheetForm(asked=made.asked), "area": "sealed"}
    return render(request, "office/sealed/sheet.html", context)


@require_http_methods(METHODS)
@sealed_page("sealed.key")
def confirm_sheet(request: StaffRequest) -> HttpResponse:
    """Type back two groups of the sheet that lies printed here."""
    own = _own(request, ready=False)
    if not own.asked:
        return _back("phieu")
    form = SheetForm(typed(request), asked=own.asked)
    context = {"own": own, "area": "sealed"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/confirm.html", form, context)
    try:
        sealed.confirm_sheet(actor=request.actor, now=request.now, typed=form.cleaned_data["groups"])
    except Refused as no:
        return ask_again(request, "office/sealed/confirm.html", form, context, no)
    return _back("phieu")


@require_http_methods(METHODS)
@sealed_page("sealed.key")
@sensitive_variables()
def new_sheet(request: StaffRequest) -> HttpResponse:
    """Print another sheet with the passphrase."""
    own, form = _own(request), UnlockForm(typed(request))
    context = _words(own, "In phiếu khôi phục mới", "In phiếu", "Phiếu cũ hết dùng được khi phiếu mới đã gõ lại xong.")
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/ask.html", form, context)
    try:
        made = sealed.new_sheet(request.actor, request.now, form.raw("passphrase"))
    except Refused as no:
        return ask_again(request, "office/sealed/ask.html", form, context, no)
    return _sheet(request, made)


def _words(own: sealed.Own, title: str, verb: str, about: str) -> dict[str, Any]:
    return {"own": own, "area": "sealed", "heading": title, "verb": verb, "about": about}


@require_http_methods(METHODS)
@sealed_page("sealed.key")
@sensitive_variables()
def change(request: StaffRequest) -> HttpResponse:
    """Another passphrase by the one in use."""
    own, form = _own(request), ChangeForm(typed(request))
    context = _words(own, "Đổi câu mật khẩu niêm phong", "Đổi câu mật khẩu", "")
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/ask.html", form, context)
    try:
        sealed.change_passphrase(request.actor, request.now, form.raw("old"), form.raw("passphrase"))
    except Refused as no:
        return ask_again(request, "office/sealed/ask.html", form, context, no)
    return _back("doi")


@require_http_methods(METHODS)
@sealed_page("sealed.key")
@sensitive_variables()
def recover(request: StaffRequest) -> HttpResponse:
    """Another passphrase by the printed sheet."""
    own, form = _own(request), RecoverForm(typed(request))
    context = _words(own, "Quên câu mật khẩu", "Đặt câu mới", "Lấy phiếu khôi phục đã cất ra, gõ mã và một câu mới.")
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/ask.html", form, context)
    try:
        sealed.recover(request.actor, request.now, form.raw("code"), form.raw("passphrase"))
    except Refused as no:
        return ask_again(request, "office/sealed/ask.html", form, context, no)
    return _back("doi")


@require_http_methods(METHODS)
@sealed_page("sealed.key")
@sensitive_variables("opened")
def drill(request: StaffRequest) -> HttpResponse:
    """Open the test record, and show nothing of it."""
    own, form = _own(request), UnlockForm(typed(request))
    about = "Máy mở một hồ sơ thử bằng khóa của anh/chị rồi đóng lại, không hiện gì. Ba tháng làm một lần."
    context = _words(own, "Mở thử", "Mở thử", about)
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/sealed/ask.html", form, context)
    try:
        opened = sealed.unlock(request.actor, request.now, form.raw("passphrase"))
        sealed.drill(actor=request.actor, now=request.now, opened=opened)
    except Refused as no:
        return ask_again(request, "office/sealed/ask.html", form, context, no)
    return _back("thu")


@require_http_methods(METHODS)
@sealed_page("sealed.key")
def end(request: StaffRequest) -> HttpResponse:
    """Give the key up: passphrase and sheet are lost, or somebody saw them."""
    own, form = _own(request), PageForm(typed(request))
    about = "Khóa này sẽ không mở được gì nữa. Sau đó anh/chị lập khóa mới, đồng nghiệp công nhận và giao lại hồ sơ."
    context = _words(own, "Bỏ khóa này?", "Bỏ khóa", about) | {"danger": True}
    if not form.is_bound:
        return form_page(request, "office/sealed/ask.html", form, context)
    try:
        sealed.end_key(actor=request.actor, now=request.now)
    except Refused as no:
        return ask_again(request, "office/sealed/ask.html", form, context, no)
    return _back("bo")
