"""``/can-bo/mo-hinh/kho-khan/``: what holds the commune up, asked of the level above; what others were told."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.core.text import clean
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.difficulty_acts import DONE, act_page, case_page
from thanthien.office.programme.difficulty_forms import RaiseForm
from thanthien.programme.service import difficulties
from thanthien.rules.difficulty import areas

AREA: Final = {"area": "model"}
GROUPS: Final = {"mo": "Đang mở", "xong": "Đã khép"}
MOST: Final = 5


@require_safe
@staff_page("difficulty.read")
def cases(request: StaffRequest) -> HttpResponse:
    """List the commune's difficulties, the nearest date first."""
    group = request.GET.get("xem", "mo")
    group = group if group in GROUPS else "mo"
    context = {
        "found": difficulties.case_list(request.actor, "commune", group, request.now, request.GET.get("sau", "")),
        "groups": GROUPS.items(), "group": group, "may": request.actor.may("difficulty.change"),
        "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return render(request, "office/programme/difficulties/list.html", AREA | context)


@require_safe
@staff_page("difficulty.read")
def case(request: StaffRequest, difficulty_id: UUID) -> HttpResponse:
    """Show one: its date and why, what was said, what may be done now."""
    row = difficulties.difficulty(request.actor, difficulty_id)
    if row.unit_id != request.actor.scope:
        raise NotThere
    return case_page(request, row, "commune", AREA)


@require_http_methods(METHODS)
@staff_page("difficulty.change")
def act(request: StaffRequest, difficulty_id: UUID, act: str) -> HttpResponse:
    """Do one of the commune's acts."""
    return act_page(request, difficulty_id, act, "commune", AREA)


@require_http_methods(METHODS)
@staff_page("difficulty.change")
def put(request: StaffRequest) -> HttpResponse:
    """Raise a difficulty; ``?tu=<kind>:<id>`` fills the form from a gap, a finding or a task."""
    origin = difficulties.read(request.GET.get("tu", ""))
    told = difficulties.told(request.actor, *origin) if origin else None
    looks = request.method == "POST" and "tim" in request.POST
    form = _raise_form(request, told, looks)
    title = clean(str(form["title"].value() or ""))
    found = difficulties.solutions(request.actor, request.now, title, MOST) if title else []
    kind, key = origin or ("", None)
    page = Asked(
        "Nêu khó khăn lên cấp trên", "Gửi lên cấp trên", reverse("office:difficulties"), "neu",
        template="office/programme/difficulties/raise.html",
    )  # fmt: skip
    more = AREA | {"similar": found, "asked": title, "told": told}
    return ask(request, form, page, lambda once, data: sent_once(
        once, difficulties.raise_difficulty, actor=request.actor, now=request.now, source_kind=kind, source_id=key,
        **data,
    ), more)  # fmt: skip


def _raise_form(request: StaffRequest, told: Any, looks: bool) -> RaiseForm:
    """Return the form: empty, filled from its origin, or as it was typed when only similar answers were asked for."""
    kinds = [(one.code, one.text) for one in areas(local(request.now).date())]
    initial = {"title": told.title, "text": told.text} if told else {}
    if looks:
        initial = {name: request.POST.get(name, "") for name in ("title", "area", "text", "once")}
    data = None if looks else typed(request)
    return RaiseForm(data, areas=kinds, similar=reverse("office:difficulty_similar"), initial=initial)


@require_safe
@staff_page("difficulty.change")
def similar(request: StaffRequest) -> HttpResponse:
    """Answer while a first line is typed: what other communes were told."""
    title = clean(request.GET.get("title", ""))
    found = difficulties.solutions(request.actor, request.now, title, MOST) if title else []
    context = {"similar": found, "asked": title}
    return render(request, "office/programme/difficulties/similar.html", context)


@require_safe
@staff_page("difficulty.read")
def solutions(request: StaffRequest) -> HttpResponse:
    """The library of answers, searched without diacritics."""
    asked = clean(request.GET.get("q", ""))[:200]
    found = difficulties.solutions(request.actor, request.now, asked)
    context = {"solutions": found, "asked": asked}
    return render(request, "office/programme/difficulties/solutions.html", AREA | context)


urlpatterns: list[URLPattern] = [
    path("mo-hinh/kho-khan/", cases, name="difficulties"),
    path("mo-hinh/kho-khan/neu/", put, name="difficulty_raise"),
    path("mo-hinh/kho-khan/tuong-tu/", similar, name="difficulty_similar"),
    path("mo-hinh/kho-khan/cau-tra-loi/", solutions, name="solutions"),
    path("mo-hinh/kho-khan/<uuid:difficulty_id>/", case, name="difficulty"),
    path("mo-hinh/kho-khan/<uuid:difficulty_id>/<slug:act>/", act, name="difficulty_act"),
]
