"""``/cap-tren/mo-hinh/ra-soat/``: the list of readiness items that a level gives to its communes, by date."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.readiness_forms import ChecklistForm
from thanthien.programme.service import readiness
from thanthien.rules.checklist import GROUPS

AREA = {"area": "programmes"}


@require_safe
@staff_page("readiness.set")
def checklists(request: StaffRequest) -> HttpResponse:
    """The lists of this level by date, and the one that a new list begins with."""
    actor, today = request.actor, local(request.now).date()
    made = list(readiness.checklists(actor))
    held = next((one for one in made if one.valid_from <= today), None)
    items = readiness.as_items(held) if held else readiness.in_force(actor.scope, today).items
    context = {
        "made": made, "held": held,
        "groups": [(head, [one for one in items if one.group == code]) for code, head in GROUPS.items()],
        "done": "Đã ban hành danh mục." if request.GET.get("xong") == "danh-muc" else "",
    }  # fmt: skip
    return render(request, "office/programme/readiness/above.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("readiness.set")
def make(request: StaffRequest) -> HttpResponse:
    """Give the communes below a list from a day on."""
    form = ChecklistForm(typed(request), items=readiness.to_change(request.actor.scope, local(request.now).date()))
    lead = "Sửa lời trong ô thì mục giữ mã cũ, các lần rà soát vẫn so được với nhau. Để trống ô thì bỏ mục ấy."
    page = Asked("Ban hành danh mục rà soát", "Ban hành", reverse("above:readiness"), "danh-muc", lead=lead)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, readiness.set_list, actor=request.actor, now=request.now, valid_from=data["valid_from"],
            ruling=form.ruling(), asked=form.asked(),
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


urlpatterns: list[URLPattern] = [
    path("mo-hinh/ra-soat/", checklists, name="readiness"),
    path("mo-hinh/ra-soat/ban-hanh/", make, name="readiness_set"),
]
