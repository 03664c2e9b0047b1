"""``/can-bo/sap-xep/``: plans of reorganisation, their preview old beside new, the second approval, the outcome."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import Refused, Stale
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, form_page, typed, whole
from thanthien.office.reorganisation_forms import ReasonForm, ReorganiseForm
from thanthien.org import service as org

AREA: Final = "units"
DONE: Final = {
    "de-nghi": "Đã lập đề nghị. Chủ tịch của một trong các đơn vị xem rồi duyệt.",
    "duyet": "Đã duyệt. Đến ngày có hiệu lực, người quản trị thực hiện.",
    "khong": "Đã ghi là không duyệt.",
    "xong": "Đã thực hiện. Từ lúc này mọi người làm việc ở đơn vị mới.",
    "ghi": "Đã ghi.",
}
FATES: Final = {
    org.Fate.GOES: "sang đơn vị mới", org.Fate.STAYS: "ở lại đơn vị cũ", org.Fate.ENDS: "hết cùng đơn vị cũ",
    org.Fate.ANEW: "bắt đầu lại",
}  # fmt: skip


@require_safe
@staff_page("reorganisation.read")
def plans(request: StaffRequest) -> HttpResponse:
    """List the plans that touch this unit or the units under it, the newest first."""
    rows = list(org.reorganisations(request.actor)[:100])
    units = org.units_in([row.id for row in rows])
    found = [(row, [one.unit for one in units[row.id] if one.ends], org.new_sides(row)) for row in rows]
    context = {
        "plans": found, "may_propose": request.actor.may("reorganisation.propose"), "area": AREA,
        "kept": list(org.kept_units(request.actor)), "done": DONE.get(request.GET.get("xong", "")),
    }  # fmt: skip
    return render(request, "office/reorganisation/list.html", context)


@require_http_methods(METHODS)
@staff_page("reorganisation.propose")
def propose(request: StaffRequest) -> HttpResponse:
    """Propose a plan with its legal text."""
    form = ReorganiseForm(typed(request))
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/reorganisation/propose.html", form, {"area": AREA})
    try:
        done = sent_once(
            once_of(request, form.cleaned_data["once"]), org.propose, actor=request.actor, now=request.now,
            draft=form.draft(clock.local(request.now).date()),
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/reorganisation/propose.html", form, {"area": AREA}, no)
    return _to(UUID(done.id), "de-nghi")


def _to(key: UUID, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:reorganisation', args=[key])}?xong={done}")


@require_safe
@staff_page("reorganisation.read")
def plan(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show one plan: what follows whom, old beside new, what is undecided; after it was carried out, what moved."""
    return _page(request, plan_id)


def _page(request: StaffRequest, plan_id: UUID, wrong: str = "", status: int = 200) -> HttpResponse:
    context = _context(request, org.reorganisation(request.actor, plan_id))
    done = "" if wrong else DONE.get(request.GET.get("xong", ""))
    return render(request, "office/reorganisation/plan.html", context | {"wrong": wrong, "done": done}, status=status)


def _context(request: StaffRequest, row: Any) -> dict[str, Any]:
    today = clock.local(request.now).date()
    units = org.units_in([row.id])[row.id]
    actor, old = request.actor, [one.unit for one in units if one.ends]
    mine = actor.unit_id in {one.id for one in old}
    context: dict[str, Any] = {
        "row": row, "old": [(str(one), one.code, one.valid_to) for one in old], "new": org.new_sides(row),
        "area": AREA, "reason": ReasonForm(),
        "kept_here": [one for one in org.kept_units(actor) if one.id in {two.id for two in old}],
        "own": str(row.proposed_by_id) == actor.id, "ours": len(old) > 1 and row.unit_id == actor.unit_id,
        "open": row.state in ("proposed", "approved"),
    }  # fmt: skip
    if context["open"]:
        scheme = org.scheme_of(row, max(today, row.effective_on))
        context |= _preview(scheme)
        context |= {
            "may_approve": mine and row.state == "proposed" and actor.may("reorganisation.approve"),
            "may_carry": mine and row.state == "approved" and actor.may("reorganisation.carry_out"),
            "may_decline": (mine or context["own"]) and actor.may("reorganisation.decline"),
            "may_arrange": mine and scheme.only is None and actor.may("reorganisation.arrange"),
            "may_allot": mine and scheme.only is None and actor.may("reorganisation.allot"),
            "too_early": today < row.effective_on,
        }
    return context


def _preview(scheme: org.Scheme) -> dict[str, Any]:
    lines = org.reorganisation_lines(scheme)
    sides = [(one, [line for line in lines if line.unit_id == one.id]) for one in (*scheme.old, *scheme.new)]
    return {
        "sides": [(one, [(line, FATES[line.fate]) for line in found]) for one, found in sides if found],
        "undecided": sum(line.undecided for line in lines),
        "hindrances": [line.wrong for line in lines if line.wrong],
        "lead": scheme.side(scheme.lead),
        "keeper": scheme.side(scheme.keeper),
    }


@require_POST
@staff_page("reorganisation.approve")
def approve(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """The second person approves what the page showed."""
    seen = request.POST.get("version", "")
    try:
        sent_once(
            once_of(request, request.POST.get("once", "")), org.approve, actor=request.actor, now=request.now,
            reorganisation_id=plan_id, version=whole(seen),
        )  # fmt: skip
    except Refused as no:
        return _page(request, plan_id, no.message, 422)
    except Stale:
        return _page(request, plan_id, "Đề nghị vừa được sửa. Xem lại bản mới dưới đây rồi duyệt.", 409)
    return _to(plan_id, "duyet")


@require_POST
@staff_page("reorganisation.decline")
def decline(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Decline a plan, or withdraw one's own, with a reason."""
    try:
        sent_once(
            once_of(request, request.POST.get("once", "")), org.decline, actor=request.actor, now=request.now,
            reorganisation_id=plan_id, reason=request.POST.get("reason", ""),
        )  # fmt: skip
    except Refused as no:
        return _page(request, plan_id, no.message, 422)
    return _to(plan_id, "khong")


@require_http_methods(METHODS)
@staff_page("reorganisation.carry_out")
def carry_out(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Say once more what happens, then carry it out in one piece."""
    context = _context(request, org.reorganisation(request.actor, plan_id))
    wrong = ""
    if request.method == "POST":
        try:
            sent_once(
                once_of(request, request.POST.get("once", "")), org.carry_out, actor=request.actor, now=request.now,
                reorganisation_id=plan_id,
            )  # fmt: skip
            return _to(plan_id, "xong")
        except Refused as no:
            wrong = no.message
    status = 422 if wrong else 200
    return render(request, "office/reorganisation/carry_out.html", context | {"wrong": wrong}, status=status)
