"""``/cap-tren/mo-hinh/kho-khan/``: what communes are waiting to be told, the late ones first; the library."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.core.text import clean
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.difficulty_acts import DONE, act_page, case_page
from thanthien.office.programme.difficulty_forms import LimitForm, PublishForm, WithdrawForm
from thanthien.programme.service import difficulties
from thanthien.rules.difficulty import FIRST, SECOND

AREA: Final = {"area": "programmes"}
GROUPS: Final = {"tra-loi": "Chờ mình trả lời", "cho-xa": "Chờ xã", "xong": "Đã khép"}


@require_safe
@staff_page("difficulty.answer")
def cases(request: StaffRequest) -> HttpResponse:
    """List what communes raised, the nearest date first: what is late stands on top."""
    group = request.GET.get("xem", "tra-loi")
    group = group if group in GROUPS else "tra-loi"
    days, own = difficulties.days_of(request.actor.scope)
    context = {
        "found": difficulties.case_list(request.actor, "above", group, request.now, request.GET.get("sau", "")),
        "groups": GROUPS.items(), "group": group, "above": True, "first": days[FIRST], "second": days[SECOND],
        "own": own, "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return render(request, "office/programme/difficulties/list.html", AREA | context)


@require_safe
@staff_page("difficulty.answer")
def case(request: StaffRequest, difficulty_id: UUID) -> HttpResponse:
    """Show one as the level above sees it."""
    row = difficulties.difficulty(request.actor, difficulty_id)
    if row.above_unit_id != request.actor.scope:
        raise NotThere
    return case_page(request, row, "above", AREA)


@require_http_methods(METHODS)
@staff_page("difficulty.answer")
def act(request: StaffRequest, difficulty_id: UUID, act: str) -> HttpResponse:
    """Do one of the acts of the level above."""
    return act_page(request, difficulty_id, act, "above", AREA)


@require_http_methods(METHODS)
@staff_page("difficulty.answer")
def publish(request: StaffRequest, difficulty_id: UUID) -> HttpResponse:
    """Put an answer into the library, in words for every commune."""
    row = difficulties.difficulty(request.actor, difficulty_id)
    if row.above_unit_id != request.actor.scope:
        raise NotThere
    form = PublishForm(typed(request), initial={"question": row.title, "answer": row.answer})
    lead = "Mọi xã thuộc mình đọc được, xã khác khỏi phải hỏi lại. Tên xã đã hỏi không hiện."
    page = Asked("Công bố câu trả lời", "Công bố", reverse("above:difficulty", args=[row.id]), "cong-bo", lead=lead)
    return ask(request, form, page, lambda once, data: sent_once(
        once, difficulties.publish, actor=request.actor, now=request.now, difficulty_id=row.id, **data
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("difficulty.answer")
def limit(request: StaffRequest) -> HttpResponse:
    """Set the promise."""
    days, _ = difficulties.days_of(request.actor.scope)
    form = LimitForm(typed(request), initial={"first_days": days[FIRST], "second_days": days[SECOND]})
    lead = "Luật không đặt thời hạn này. Cấp trên hứa với xã bao lâu thì ghi bấy nhiêu; việc đang mở giữ hạn cũ."
    page = Asked("Hứa trả lời trong bao lâu", "Ghi lại", reverse("above:difficulties"), "thoi-han", lead=lead)
    return ask(request, form, page, lambda once, data: sent_once(
        once, difficulties.set_limit, actor=request.actor, now=request.now,
        first_days=int(data["first_days"]), second_days=int(data["second_days"]),
    ), AREA)  # fmt: skip


@require_safe
@staff_page("difficulty.answer")
def solutions(request: StaffRequest) -> HttpResponse:
    """The library, with the way to take an answer back."""
    asked = clean(request.GET.get("q", ""))[:200]
    found = difficulties.solutions(request.actor, request.now, asked)
    context = {
        "solutions": found, "asked": asked, "above": True, "own": request.actor.scope,
        "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return render(request, "office/programme/difficulties/solutions.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("difficulty.answer")
def withdraw(request: StaffRequest, solution_id: UUID) -> HttpResponse:
    """Take an answer out of the library."""
    row, form = difficulties.solution(request.actor, solution_id), WithdrawForm(typed(request))
    page = Asked("Rút câu trả lời", "Rút", reverse("above:solutions"), "rut", lead=row.question, danger=True)
    return ask(request, form, page, lambda once, data: sent_once(
        once, difficulties.withdraw_solution, actor=request.actor, now=request.now, solution_id=row.id, **data
    ), AREA)  # fmt: skip


urlpatterns: list[URLPattern] = [
    path("mo-hinh/kho-khan/", cases, name="difficulties"),
    path("mo-hinh/kho-khan/thoi-han/", limit, name="difficulty_limit"),
    path("mo-hinh/kho-khan/cau-tra-loi/", solutions, name="solutions"),
    path("mo-hinh/kho-khan/cau-tra-loi/<uuid:solution_id>/rut/", withdraw, name="solution_withdraw"),
    path("mo-hinh/kho-khan/<uuid:difficulty_id>/", case, name="difficulty"),
    path("mo-hinh/kho-khan/<uuid:difficulty_id>/cong-bo/", publish, name="difficulty_publish"),
    path("mo-hinh/kho-khan/<uuid:difficulty_id>/<slug:act>/", act, name="difficulty_act"),
]
