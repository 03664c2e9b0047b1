"""A gap goes on: it becomes a task of the year's plan, or is raised as a difficulty; both lead back here."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.actors import Actor
from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.readiness_forms import GapForm
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.programme.service import readiness
from thanthien.rules.checklist import AREA_OF
from thanthien.rules.plan import areas

AREA = {"area": "model"}


def links(actor: Actor, view: readiness.ReviewView) -> list[dict[str, Any]]:
    """Return each gap with what became of it."""
    raised: dict[UUID, list[programme.difficulties.Difficulty]] = {}
    if actor.may("difficulty.read"):
        keys = [line.item.id for line in view.gaps]
        for one in readiness.difficulties_of(actor.scope, keys):
            if one.source_id is not None:
                raised.setdefault(one.source_id, []).append(one)
    return [
        {"line": line, "task": line.item.task, "again": _again(line.item), "raised": raised.get(line.item.id, [])}
        for line in view.gaps
    ]


def _again(item: readiness.ReviewItem) -> bool:
    """Tell whether a gap still has to become a task: none, or one that was dropped."""
    return item.task is None or item.task.dropped_on is not None


@require_safe
@staff_page("readiness.read")
def to_item(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Lead from a task or a difficulty back to the item that it comes from."""
    item = readiness.item(request.actor, item_id)
    page = reverse("office:readiness_review", args=[item.review_id])
    return HttpResponseRedirect(f"{page}#muc-{item.position}")


@require_http_methods(METHODS)
@staff_page("readiness.change")
def to_task(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Turn a gap into a task of the year's plan."""
    item, day = readiness.item(request.actor, item_id), local(request.now).date()
    plans = [one for one in programme.plans(request.actor) if one.year >= day.year]
    if not plans:
        return HttpResponseRedirect(reverse("office:plans"))
    form = _form(request, item, plans, day)
    back = reverse("office:readiness_review", args=[item.review_id])
    page = Asked("Đưa vào kế hoạch năm", "Thêm việc", back, "viec", lead=f"Điều còn thiếu: {item.text}")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, readiness.plan_gap, actor=request.actor, now=request.now, item_id=item.id,
            plan_id=UUID(data["plan"]), wanted=form.wanted(),
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


def _form(request: StaffRequest, item: readiness.ReviewItem, plans: list[programme.Plan], day: date) -> GapForm:
    posts = [(str(one.id), f"{one.title}: {one.staff.name}") for one in org.colleagues(request.actor, day)]
    return GapForm(
        typed(request), plans=[(str(one.id), str(one)) for one in reversed(plans)], posts=posts,
        areas=[(one.code, one.text) for one in areas(day)],
        initial={
            "plan": str(plans[-1].id), "area": AREA_OF[item.group], "title": f"Khắc phục: {item.text}"[:300],
            "product": item.text, "starts_on": day,
        },
    )  # fmt: skip
