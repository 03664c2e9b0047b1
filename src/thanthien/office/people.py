"""``/can-bo/con-nguoi/``: who works here, which positions they hold and held; the office's own settings."""

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.core.text import fold
from thanthien.identity import service as identity
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.invite import invited, person
from thanthien.office.people_forms import ROLES, AppointForm, EndForm, OfficeForm, PositionForm
from thanthien.office.press import METHODS, form_page, typed
from thanthien.org import service as org

if TYPE_CHECKING:
    from thanthien.org.models import Position

DONE: Final = {
    "chuc-danh": "Đã giao chức danh.",
    "thoi": "Đã ghi ngày thôi giữ chức danh.",
    "tru-so": "Đã ghi thông tin trụ sở.",
    "khoa": "Đã khóa tài khoản. Việc người ấy đã làm vẫn giữ tên.",
    "mo": "Đã mở lại tài khoản. Giao chức danh thì người ấy mới làm được việc.",
    "rut-moi": "Đã rút lời mời. Tờ đã đưa không dùng được nữa.",
    "het-moi": "Việc này đã xong từ trước: người ấy không còn lời mời nào để rút.",
    "bo-gan": "Đã bỏ gắn định danh của nhà nước. Người ấy đăng nhập bằng mật khẩu.",
    "buoc-hai": "Đã đặt lại bước thứ hai. Lần đăng nhập sau, người ấy thiết lập lại.",
}


@require_safe
@staff_page("staff.read")
def people(request: StaffRequest) -> HttpResponse:
    """List everybody with today's positions first, the former ones after them."""
    day = clock.local(request.now).date()
    grouped: dict[UUID, dict[str, Any]] = {}
    waiting = identity.open_invitations(request.actor, request.now)
    for one in org.people_of(request.actor):
        known = {"staff": one.staff, "held": [], "former": [], "invited": waiting.get(one.staff_id)}
        row = grouped.setdefault(one.staff_id, known)
        row["held" if _holds(one, day) else "former"].append((one, ROLES.get(one.role, one.role)))
    ordered = sorted(grouped.values(), key=lambda row: (not row["held"], fold(row["staff"].name)))
    context = {"people": ordered, "done": DONE.get(request.GET.get("xong", "")), "area": "people"}
    return render(request, "office/people/page.html", context)


def _holds(one: "Position", day: Any) -> bool:
    return one.valid_to is None or one.valid_to > day


@require_http_methods(METHODS)
@staff_page("staff.change")
def appoint(request: StaffRequest) -> HttpResponse:
    """Enter a person with the first position, and invite them to choose a password."""
    form = AppointForm(typed(request))
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/people/appoint.html", form, {"area": "people"})
    data = dict(form.cleaned_data)
    key = data.pop("once")
    try:
        made = sent_once(
            once_of(request, key), org.appoint, actor=request.actor, now=request.now,
            unit_id=request.actor.scope, **data,
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/people/appoint.html", form, {"area": "people"}, no)
    return invited(request, UUID(made.id), data["name"], data["login"], key)


@require_http_methods(METHODS)
@staff_page("staff.change")
def give(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Give a colleague one more position."""
    staff = person(request, staff_id)
    form = PositionForm(typed(request))
    context = {"staff": staff, "area": "people"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/people/give.html", form, context)
    data = dict(form.cleaned_data)
    once = once_of(request, data.pop("once"))
    try:
        sent_once(
            once, org.give_position, actor=request.actor, now=request.now, unit_id=request.actor.scope,
            staff_id=staff_id, **data,
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/people/give.html", form, context, no)
    return HttpResponseRedirect(f"{reverse('office:people')}?xong=chuc-danh")


@require_http_methods(METHODS)
@staff_page("staff.change")
def end(request: StaffRequest, position_id: UUID) -> HttpResponse:
    """End a position from a day on."""
    held = org.people_of(request.actor).filter(id=position_id).first()
    if held is None:
        raise NotThere
    form = EndForm(typed(request), initial={"valid_to": clock.local(request.now).date()})
    context = {"held": held, "role": ROLES.get(held.role, held.role), "area": "people"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/people/end.html", form, context)
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), org.end_position, actor=request.actor,
            now=request.now, position_id=position_id, valid_to=form.cleaned_data["valid_to"],
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/people/end.html", form, context, no)
    return HttpResponseRedirect(f"{reverse('office:people')}?xong=thoi")


@require_http_methods(METHODS)
@staff_page("office.change")
def office(request: StaffRequest) -> HttpResponse:
    """What the commune says of itself, and its few settings."""
    row = org.office_of(request.actor.scope)
    form = OfficeForm(typed(request), office=row)
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/people/office.html", form, {"row": row, "area": "people"})
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), org.set_office, actor=request.actor, now=request.now,
            unit_id=request.actor.scope, values=form.values(),
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/people/office.html", form, {"row": row, "area": "people"}, no)
    return HttpResponseRedirect(f"{reverse('office:people')}?xong=tru-so")
