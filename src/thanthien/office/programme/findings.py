"""A finding from both sides: why that date, who puts it right, with what, and the check by those who found it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.inspection import at, both, posts, shown
from thanthien.office.programme.inspection_forms import AssignForm, CheckForm, FixForm
from thanthien.office.programme.plan_forms import TaskForm
from thanthien.programme import service as programme
from thanthien.programme.service import inspection
from thanthien.rules.inspection import to_fix
from thanthien.rules.plan import areas


@both("inspection.read", act=False)
def finding(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Show a finding: its explained date, its steps, and what this side can do now."""
    row, today = inspection.finding(request.actor, finding_id), local(request.now).date()
    here, actor = row.unit_id == request.actor.scope, request.actor
    runs = here and actor.may("inspection.run")
    context = {
        "line": inspection.lines([row], today)[0], "due": to_fix(row.found_at, row.days),
        "may_fix": here and row.state == "open" and inspection.may_fix(actor, row, today),
        "may_check": row.by_unit_id == actor.scope and row.state == "fixed" and inspection.may_run(actor),
        "may_assign": runs and row.state != "accepted",
        "may_plan": runs and row.state != "accepted" and row.task_id is None and _plan(request, row) is not None,
        "may_raise": here and row.state != "accepted" and actor.may("difficulty.change"),
    }  # fmt: skip
    return render(request, "office/programme/inspection/finding.html", shown(request, **context))


def _plan(request: StaffRequest, row: inspection.Finding) -> programme.Plan | None:
    return programme.plans(request.actor).filter(year=row.due_on.year).first()


@require_http_methods(METHODS)
@staff_page("inspection.run")
def assign(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Give a finding to a post of the commune."""
    row = inspection.finding(request.actor, finding_id)
    form = AssignForm(typed(request), posts=posts(request, local(request.now).date()))
    return ask(request, form, _page(request, row, "Giao việc khắc phục", "Giao", "giao"), lambda once, data: sent_once(
        once, inspection.assign_finding, actor=request.actor, now=request.now, finding_id=row.id,
        owner=UUID(data["owner"]),
    ), shown(request))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("inspection.read")
def fix(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Say that a finding is put right, with words or a picture."""
    row, today = inspection.finding(request.actor, finding_id), local(request.now).date()
    if row.unit_id != request.actor.scope or not inspection.may_fix(request.actor, row, today):
        raise NotThere
    form = photos.with_files(request, FixForm, {"file": "ảnh khắc phục"}, "evidence")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, inspection.fix_finding, actor=request.actor, now=request.now, finding_id=row.id, text=data["text"],
            file_id=photos.kept(data),
        )  # fmt: skip

    return ask(request, form, _page(request, row, "Báo đã khắc phục", "Báo đã khắc phục", "khac-phuc"), act,
               shown(request))  # fmt: skip


@both("inspection.run")
def check(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Accept what was put right, or return it."""
    row, form = inspection.finding(request.actor, finding_id), CheckForm(typed(request))
    if row.by_unit_id != request.actor.scope:
        raise NotThere
    return ask(request, form, _page(request, row, "Kiểm lại", "Ghi kiểm lại", "kiem-lai"), lambda once, data: sent_once(
        once, inspection.check_finding, actor=request.actor, now=request.now, finding_id=row.id,
        accepted=data["verdict"] == "accepted", reason=data["reason"],
    ), shown(request))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("inspection.run")
def into_plan(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Make a task of the year's plan out of a finding."""
    row, today = inspection.finding(request.actor, finding_id), local(request.now).date()
    plan = _plan(request, row)
    if plan is None:
        raise NotThere
    first = {
        "title": row.text[:300], "product": "Điều kiểm tra nêu ra đã được khắc phục", "starts_on": today,
        "due_on": row.due_on, "owner": str(row.owner_id or ""),
    }  # fmt: skip
    kinds = [(one.code, one.text) for one in areas(today)]
    form = TaskForm(typed(request), areas=kinds, posts=posts(request, today), others=[], initial=first)
    page = _page(request, row, "Đưa vào kế hoạch năm", "Thêm việc", "ke-hoach")
    return ask(request, form, page, lambda once, data: sent_once(
        once, inspection.finding_to_task, actor=request.actor, now=request.now, finding_id=row.id, plan_id=plan.id,
        wanted=form.wanted(),
    ), shown(request))  # fmt: skip


@both("inspection.read", act=False)
def evidence(request: StaffRequest, step_id: UUID) -> HttpResponseBase:
    """Hand out the cleaned copy of what shows that a finding is put right."""
    return photos.handed(lambda: inspection.evidence(request.actor, step_id))


def _page(request: StaffRequest, row: inspection.Finding, title: str, button: str, said: str) -> Asked:
    return Asked(title, button, at(request, "finding", row.id), said, lead=row.text)


def routes(side: str) -> list[URLPattern]:
    """Return the addresses of a side; what the commune does stands on its own."""
    one = "mo-hinh/kiem-tra/dieu/<uuid:finding_id>/"
    own = [
        path(f"{one}giao/", assign, name="finding_assign"),
        path(f"{one}khac-phuc/", fix, name="finding_fix"),
        path(f"{one}ke-hoach/", into_plan, name="finding_plan"),
    ]
    return [
        path(one, finding[side], name="finding"),
        path(f"{one}kiem-lai/", check[side], name="finding_check"),
        path("mo-hinh/kiem-tra/tep/<uuid:step_id>/", evidence[side], name="finding_file"),
        *(own if side == "office" else []),
    ]
