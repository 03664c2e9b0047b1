"""Service at home and officers of hamlets: ``/can-bo/mo-hinh/ra-ngoai/tai-nha/`` and ``…/thon/``."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.core.paging import leaf
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.outside_forms import EndHomeForm, EndOfficerForm, HandForm, HomeForm, OfficerForm
from thanthien.org import service as org
from thanthien.programme.service import outside

AREA: Final = {"area": "model"}
DONE: Final = {
    "ghi": "Đã ghi. Chỉ người phục vụ đọc được tên, nơi ở.", "giao": "Đã giao người khác.",
    "xong": "Đã ghi xong. Tên, nơi ở đã xóa.", "thon": "Đã giao cán bộ phụ trách.", "thoi": "Đã ghi ngày thôi.",
}  # fmt: skip


def posts(request: StaffRequest, today: date) -> list[tuple[str, str]]:
    """Return the posts of today, as a field offers them."""
    rows = org.colleagues(request.actor, today).order_by("title", "id")
    return [(str(one.id), f"{one.title}: {one.staff.name}") for one in rows]


def hamlets(request: StaffRequest, today: date) -> list[tuple[str, str]]:
    """Return the hamlets of today, as a field offers them."""
    return [(str(one.id), str(one)) for one in org.hamlets_of(request.actor.scope, today)]


def _shown(request: StaffRequest, **more: object) -> dict[str, object]:
    return {"area": "model", "done": DONE.get(request.GET.get("xong", ""), ""), **more}


@require_safe
@staff_page("outside.read")
def homes(request: StaffRequest) -> HttpResponse:
    """List services at home, the latest first: day, hamlet, who serves; the person is for whoever serves."""
    actor, today = request.actor, local(request.now).date()
    page = leaf(outside.homes(actor), "-day", request.GET.get("sau", ""))
    lines = [(one, outside.serves(actor, one, today)) for one in page.rows]
    context = _shown(request, page=page, lines=lines, may=actor.may("outside.note"))
    return render(request, "office/programme/outside/homes.html", context)


@require_safe
@staff_page("outside.read")
def home(request: StaffRequest, home_id: UUID) -> HttpResponse:
    """Show one; name, telephone, address and need to whoever serves alone."""
    actor, today = request.actor, local(request.now).date()
    row = outside.home(actor, home_id)
    serves = outside.serves(actor, row, today)
    acts = row.state == "asked" and (serves or actor.may("outside.change"))
    context = _shown(request, row=row, person=outside.person_of(actor, row, today), serves=serves, acts=acts)
    return render(request, "office/programme/outside/home.html", context)


@require_http_methods(METHODS)
@staff_page("outside.note")
def ask_home(request: StaffRequest) -> HttpResponse:
    """Write down that somebody needs to be served at home."""
    today = local(request.now).date()
    form = HomeForm(typed(request), hamlets=hamlets(request, today), posts=posts(request, today))
    page = Asked("Ghi việc phục vụ tại nhà", "Ghi lại", reverse("office:outside_homes"), "ghi")
    return ask(request, form, page, lambda once, data: sent_once(
        once, outside.ask_home, actor=request.actor, now=request.now, need=form.need_of(), day=data["day"],
        server=UUID(data["server"]), hamlet=UUID(data["hamlet"]) if data["hamlet"] else None,
    ), AREA)  # fmt: skip


def _mine(request: StaffRequest, home_id: UUID) -> None:
    row = outside.home(request.actor, home_id)
    serves = outside.serves(request.actor, row, local(request.now).date())
    if not (serves or request.actor.may("outside.change")):
        raise NotThere


@require_http_methods(METHODS)
@staff_page("outside.note")
def hand_home(request: StaffRequest, home_id: UUID) -> HttpResponse:
    """Let another one go."""
    _mine(request, home_id)
    form = HandForm(typed(request), posts=posts(request, local(request.now).date()))
    page = Asked("Giao người khác đến nhà", "Giao", reverse("office:outside_home", args=[home_id]), "giao")
    return ask(request, form, page, lambda once, data: sent_once(
        once, outside.hand_home, actor=request.actor, now=request.now, home_id=home_id, server=UUID(data["server"])
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("outside.note")
def end_home(request: StaffRequest, home_id: UUID) -> HttpResponse:
    """Say how it ended."""
    _mine(request, home_id)
    form, back = EndHomeForm(typed(request)), reverse("office:outside_home", args=[home_id])
    lead = "Ghi xong thì tên, điện thoại, nơi ở và việc cần làm bị xóa khỏi máy."
    return ask(request, form, Asked("Xong việc tại nhà", "Ghi xong", back, "xong", lead=lead),
        lambda once, data: sent_once(
            once, outside.end_home, actor=request.actor, now=request.now, home_id=home_id,
            done=data["done"] == "yes", outcome=data["outcome"],
        ), AREA)  # fmt: skip


@require_safe
@staff_page("outside.read")
def officers(request: StaffRequest) -> HttpResponse:
    """List who answers for which hamlet today, and the hamlets that nobody answers for."""
    actor, today = request.actor, local(request.now).date()
    rows = list(outside.assigned(actor.scope, today))
    held = {one.hamlet_id for one in rows}
    left = [one for one in org.hamlets_of(actor.scope, today) if one.id not in held]
    context = _shown(request, officers=rows, left=left, may=actor.may("outside.change"))
    return render(request, "office/programme/outside/officers.html", context)


@require_http_methods(METHODS)
@staff_page("outside.change")
def assign(request: StaffRequest) -> HttpResponse:
    """Name who answers for a hamlet."""
    today = local(request.now).date()
    form = OfficerForm(
        typed(request), hamlets=hamlets(request, today), posts=posts(request, today), initial={"since": today}
    )
    page = Asked("Giao cán bộ phụ trách thôn", "Giao", reverse("office:outside_officers"), "thon")
    return ask(request, form, page, lambda once, data: sent_once(
        once, outside.assign_officer, actor=request.actor, now=request.now, hamlet_id=UUID(data["hamlet"]),
        post_id=UUID(data["post"]), since=data["since"],
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("outside.change")
def end(request: StaffRequest, officer_id: UUID) -> HttpResponse:
    """Let somebody answer for a hamlet no more."""
    row = outside.assigned(request.actor.scope, local(request.now).date()).filter(id=officer_id).first()
    if row is None:
        raise NotThere
    lead = f"{row.post.title} phụ trách {row.hamlet}."
    page = Asked("Thôi phụ trách thôn", "Ghi ngày thôi", reverse("office:outside_officers"), "thoi", lead=lead)
    form = EndOfficerForm(typed(request), initial={"on": local(request.now).date()})
    return ask(request, form, page, lambda once, data: sent_once(
        once, outside.end_officer, actor=request.actor, now=request.now, officer_id=row.id, on=data["on"]
    ), AREA)  # fmt: skip


urlpatterns: list[URLPattern] = [
    path("mo-hinh/ra-ngoai/tai-nha/", homes, name="outside_homes"),
    path("mo-hinh/ra-ngoai/tai-nha/ghi/", ask_home, name="outside_home_ask"),
    path("mo-hinh/ra-ngoai/tai-nha/<uuid:home_id>/", home, name="outside_home"),
    path("mo-hinh/ra-ngoai/tai-nha/<uuid:home_id>/giao/", hand_home, name="outside_home_hand"),
    path("mo-hinh/ra-ngoai/tai-nha/<uuid:home_id>/xong/", end_home, name="outside_home_end"),
    path("mo-hinh/ra-ngoai/thon/", officers, name="outside_officers"),
    path("mo-hinh/ra-ngoai/thon/giao/", assign, name="outside_assign"),
    path("mo-hinh/ra-ngoai/thon/<uuid:officer_id>/thoi/", end, name="outside_end_assign"),
]
