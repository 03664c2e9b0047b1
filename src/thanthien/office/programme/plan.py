"""``/can-bo/mo-hinh/ke-hoach/``: the plan of a year by area, by month, one's own; each act on a page of its own."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, WhyForm, typed
from thanthien.office.programme.plan_forms import DoneForm, IssueForm, PlanForm, SpendForm, TaskForm, number
from thanthien.office.said import task_of
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.rules.plan import areas

AREA = {"area": "model"}
WAYS = {"mang": "Theo mảng", "thang": "Theo tháng", "toi": "Của tôi"}
DONE = {"lap": "Đã lập kế hoạch. Mở ra rồi thêm từng việc.", "them": "Đã thêm việc.", "sua": "Đã sửa việc.",
        "ban-hanh": "Đã ban hành.", "xong": "Đã ghi việc xong.", "mo": "Đã mở lại việc.", "bo": "Đã bỏ việc.",
        "chi": "Đã ghi tiền đã chi."}  # fmt: skip


@require_safe
@staff_page("plan.read")
def plans(request: StaffRequest) -> HttpResponse:
    """List the commune's plans."""
    done = DONE.get(request.GET.get("xong", ""), "")
    context = {"plans": list(programme.plans(request.actor)), "may": request.actor.may("plan.change"), "done": done}
    return render(request, "office/programme/plans.html", AREA | context)


@require_safe
@staff_page("plan.read")
def plan(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan: by area (as it is printed), by month, or one's own tasks."""
    row, today = programme.plan(request.actor, plan_id), local(request.now).date()
    way = request.GET.get("xem", "mang")
    view = programme.plan_view(request.actor, row, today)
    groups = {"thang": view.by_month, "toi": _mine(view)}.get(way, view.by_area)
    context = {
        "gaps": programme.readiness.of_tasks(row.unit_id, (one.task.id for g in view.by_area for one in g.lines)),
        "view": view, "groups": groups, "way": way if way in WAYS else "mang", "ways": WAYS.items(),
        "may": request.actor.may("plan.change"), "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return render(request, "office/programme/plan.html", AREA | context)


def _mine(view: programme.PlanView) -> tuple[programme.Group, ...]:
    return tuple(group for group in (programme.own_group(one.head, one.lines) for one in view.by_month) if group.lines)


@require_http_methods(METHODS)
@staff_page("plan.change")
def make(request: StaffRequest) -> HttpResponse:
    """Begin a plan."""
    today = local(request.now).date()
    form = PlanForm(typed(request), years=(today.year, today.year + 1))
    page = Asked("Lập kế hoạch năm", "Lập kế hoạch", reverse("office:plans"), "lap")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, programme.make_plan, actor=request.actor, now=request.now, year=int(data["year"]),
            title=data["title"], aims=data["aims"], budget=number(data["budget"]),
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


def _task_form(
    request: StaffRequest, row: programme.Plan, task: programme.PlanTask | None = None, said: str = ""
) -> TaskForm:
    day = local(request.now).date()
    posts = [(str(one.id), f"{one.title}: {one.staff.name}") for one in org.colleagues(request.actor, day)]
    others = [
        (str(line.task.id), line.task.title)
        for group in programme.plan_view(request.actor, row, day).by_area
        for line in group.lines
        if task is None or line.task.id != task.id
    ]
    kinds = [(one.code, one.text) for one in areas(date(row.year, 12, 31))]
    found = [(one.name, f"Khi đủ {one.label}") for one in programme.PROGRESS.values()]
    return TaskForm(
        typed(request), areas=kinds, posts=posts, others=others, measures=found, initial=_as_typed(task, said)
    )


def _as_typed(task: programme.PlanTask | None, said: str) -> dict[str, Any]:
    if task is None:
        return {"title": said} if said else {}
    names = ("area", "title", "product", "helpers", "starts_on", "due_on", "after", "measure", "target")
    return {name: getattr(task, name) for name in names} | {"owner": str(task.owner_id), "money": task.money or ""}


@require_http_methods(METHODS)
@staff_page("plan.change")
def add(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Put a task into the plan."""
    row = programme.plan(request.actor, plan_id)
    form = _task_form(request, row, said=task_of(request))
    return _asked(request, form, row, ("Thêm việc", "Thêm việc", "them"), lambda once, data: sent_once(
        once, programme.add_task, actor=request.actor, now=request.now, plan_id=row.id, wanted=form.wanted()
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("plan.change")
def change(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Change a task."""
    task = programme.task(request.actor, task_id)
    form = _task_form(request, task.plan, task)
    return _asked(request, form, task.plan, ("Sửa việc", "Ghi lại", "sua"), lambda once, data: sent_once(
        once, programme.change_task, actor=request.actor, now=request.now, task_id=task.id, wanted=form.wanted()
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("plan.change")
def issue(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Issue the plan."""
    row, form = programme.plan(request.actor, plan_id), IssueForm(typed(request))
    words = ("Ban hành kế hoạch", "Ban hành", "ban-hanh")
    return _asked(request, form, row, words, lambda once, data: sent_once(
        once, programme.issue_plan, actor=request.actor, now=request.now, plan_id=row.id,
        ruling=programme.Ruling(data["number"], data["on"], data["issuer"]),
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("plan.read")
def done(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Say that a task is done, with what shows it."""
    task, form = programme.task(request.actor, task_id), DoneForm(typed(request))
    words = ("Việc đã xong", "Ghi việc xong", "xong")
    return _asked(request, form, task.plan, words, lambda once, data: sent_once(
        once, programme.finish_task, actor=request.actor, now=request.now, task_id=task.id, on=data["on"],
        evidence=data["evidence"], spent=number(data["spent"]),
    ), task.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("plan.read")
def spend(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Write what a task has cost so far."""
    task = programme.task(request.actor, task_id)
    form = SpendForm(typed(request), initial={"spent": task.spent or ""})
    words = ("Ghi tiền đã chi", "Ghi lại", "chi")
    return _asked(request, form, task.plan, words, lambda once, data: sent_once(
        once, programme.spend, actor=request.actor, now=request.now, task_id=task.id, spent=number(data["spent"]),
        evidence=data["evidence"],
    ), task.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("plan.change")
def reopen(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Open a task again."""
    task, form = programme.task(request.actor, task_id), WhyForm(typed(request))
    words = ("Mở lại việc", "Mở lại", "mo")
    return _asked(request, form, task.plan, words, lambda once, data: sent_once(
        once, programme.reopen_task, actor=request.actor, now=request.now, task_id=task.id, reason=data["reason"],
    ), task.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("plan.change")
def drop(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Drop a task with a reason."""
    task, form = programme.task(request.actor, task_id), WhyForm(typed(request))
    words = ("Bỏ việc này khỏi kế hoạch", "Bỏ việc", "bo")
    return _asked(request, form, task.plan, words, lambda once, data: sent_once(
        once, programme.drop_task, actor=request.actor, now=request.now, task_id=task.id, reason=data["reason"],
    ), task.title)  # fmt: skip


def _asked(
    request: StaffRequest, form: Any, row: programme.Plan, words: tuple[str, str, str],
    act: Callable[[Any, dict[str, Any]], object], lead: str = "",
) -> HttpResponse:  # fmt: skip
    title, button, said = words
    back = reverse("office:plan", args=[row.id])
    return ask(request, form, Asked(title, button, back, said, lead=lead or f"{row.title} {row.year}"), act, AREA)
