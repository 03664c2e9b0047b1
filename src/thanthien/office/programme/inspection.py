"""Inspection, the same pages from both sides: ``/can-bo/mo-hinh/kiem-tra/`` and ``/cap-tren/mo-hinh/kiem-tra/``."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import sent_once
from thanthien.core.paging import leaf
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, WhyForm, typed
from thanthien.office.programme.inspection_forms import CloseForm, FindForm, SheetForm, VisitForm
from thanthien.org import service as org
from thanthien.programme.service import inspection
from thanthien.rules.inspection import ABOVE, ANSWERS, UNSEEN

OVERSEE: Final = "inspection.oversee"
DONE: Final = {
    "lap": "Đã lập cuộc kiểm tra.", "bat-dau": "Đã bắt đầu. Mở phiếu để ghi.", "phieu": "Đã ghi phiếu.",
    "ghi": "Đã ghi điều chưa đạt.", "ket-thuc": "Đã kết thúc cuộc kiểm tra.", "thoi": "Đã thôi cuộc kiểm tra.",
    "giao": "Đã giao.", "khac-phuc": "Đã báo khắc phục. Chờ kiểm lại.", "kiem-lai": "Đã ghi kiểm lại.",
    "ke-hoach": "Đã đưa vào kế hoạch năm.",
}  # fmt: skip
Doors = Mapping[str, Callable[..., HttpResponseBase]]


def at(request: StaffRequest, name: str, *args: object) -> str:
    """Return the address of a page of this part on the side where one is."""
    match = request.resolver_match
    return reverse(f"{match.namespace if match else 'office'}:{name}", args=args)


def shown(request: StaffRequest, **more: Any) -> dict[str, Any]:
    """Return what every page of this part tells its template: the side, its menu entry, what was just done."""
    above = request.actor.may(OVERSEE)
    names = ("inspections", "inspection_plan", "inspection", "inspection_begin", "inspection_sheet", "inspection_find",
             "inspection_close", "inspection_cancel", "finding", "finding_fix", "finding_check",
             "finding_file")  # fmt: skip
    side = "above" if above else "office"
    links = {name.removeprefix("inspection_"): f"{side}:{name}" for name in names}
    done = DONE.get(request.GET.get("xong", ""), "")
    return {"above": above, "area": "programmes" if above else "model", "links": links, "done": done, **more}


def both(own: str, act: bool = True) -> Callable[[Callable[..., HttpResponseBase]], Doors]:
    """Open a view on both sides: in the commune with a right of its own, above with the one to oversee."""

    def wrap(view: Callable[..., HttpResponseBase]) -> Doors:
        methods = require_http_methods(METHODS) if act else require_safe
        return {"office": methods(staff_page(own)(view)), "above": methods(staff_page(OVERSEE)(view))}

    return wrap


@both("inspection.read", act=False)
def visits(request: StaffRequest) -> HttpResponse:
    """What waits to be put right, the rhythm of visits, and the visits, the latest first."""
    actor, today = request.actor, local(request.now).date()
    page = leaf(inspection.visits(actor), "-day", request.GET.get("sau", ""))
    context = {
        "page": page, "findings": inspection.open_findings(actor, today), "late": inspection.late_count(actor, today),
        "may": inspection.may_run(actor), "months": [], "round": None,
    }  # fmt: skip
    if actor.may(OVERSEE):
        context["round"] = inspection.board_of_visits(actor, today)
    else:
        months = inspection.own_rhythm(actor, today)
        context |= {
            "months": months, "busy": [one for one in months if one.total],
            "idle": [one.number for one in months if not one.total and not one.ahead],
        }  # fmt: skip
    return render(request, "office/programme/inspection/list.html", shown(request, **context))


@both("inspection.read", act=False)
def visit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """One visit: its sheet as it stands, what it found, what can be done now."""
    row, today = inspection.visit(request.actor, visit_id), local(request.now).date()
    runs = row.by_unit_id == request.actor.scope and inspection.may_run(request.actor)
    lines = [line | {"answer": ANSWERS[line["said"]]} for line in row.sheet]
    found = inspection.lines(inspection.findings_of(row), today)
    seen = sum(line["said"] != UNSEEN for line in row.sheet)
    standing = runs and row.cancelled_on is None
    context = {
        "row": row, "lines": lines, "findings": found, "seen": seen, "running": standing and row.begun_at is not None
        and row.ended_at is None, "waits": standing and row.begun_at is None, "ready": today >= row.day,
    }  # fmt: skip
    return render(request, "office/programme/inspection/visit.html", shown(request, **context))


@both("inspection.run")
def plan(request: StaffRequest) -> HttpResponse:
    """Plan a visit."""
    actor, today = request.actor, local(request.now).date()
    below = org.working_below(actor.scope, today) if actor.may(OVERSEE) else None
    units = None if below is None else [(str(one.id), one.label) for one in below]
    form = VisitForm(typed(request), units=units, today=today, initial={"unit": request.GET.get("xa", "")})
    page = Asked("Lập cuộc kiểm tra", "Lập cuộc kiểm tra", at(request, "inspections"), "lap")

    def act(once: Any, data: dict[str, Any]) -> object:
        planned = inspection.Planned(
            UUID(data["unit"]) if "unit" in data else actor.scope, data.get("party", ABOVE), data["day"],
            data["purpose"], data["people"], data["surprise"], data.get("paper", ""), data["codes"],
            data["own"].splitlines(),
        )  # fmt: skip
        return sent_once(once, inspection.plan_visit, actor=actor, now=request.now, planned=planned)

    return ask(request, form, page, act, shown(request))


@both("inspection.run")
def begin(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Begin a visit."""
    row = inspection.visit(request.actor, visit_id)
    lead = "Từ lúc bắt đầu, xã đọc được cuộc kiểm tra này." if row.surprise else ""
    return _asked(request, row, PressForm(typed(request)), ("Bắt đầu kiểm tra", "Bắt đầu", "bat-dau"),
        lambda once, data: sent_once(
            once, inspection.begin_visit, actor=request.actor, now=request.now, visit_id=row.id,
        ), lead)  # fmt: skip


@both("inspection.run")
def sheet(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Fill the sheet, as often as one likes until the visit ends."""
    row = inspection.visit(request.actor, visit_id)
    if row.by_unit_id != request.actor.scope:
        raise NotThere
    form = SheetForm(typed(request), sheet=row.sheet)
    page = Asked(
        "Phiếu kiểm tra", "Ghi phiếu", at(request, "inspection", row.id), "phieu",
        template="office/programme/inspection/sheet.html",
    )  # fmt: skip

    def act(once: Any, data: dict[str, Any]) -> object:
        try:
            return sent_once(
                once, inspection.fill_sheet, actor=request.actor, now=request.now, visit_id=row.id,
                version=data["version"] or 0, answers=form.answers(),
            )  # fmt: skip
        except Stale:
            raise Refused("Người cùng đoàn vừa ghi phiếu này. Xem lại các câu rồi bấm Ghi phiếu lần nữa.") from None

    return ask(request, form, page, act, shown(request, row=inspection.visit(request.actor, visit_id)))


@both("inspection.run")
def find(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Note something that is wrong."""
    row = inspection.visit(request.actor, visit_id)
    own = row.unit_id == request.actor.scope
    form = FindForm(typed(request), sheet=row.sheet, posts=posts(request, local(request.now).date()) if own else None)
    return _asked(request, row, form, ("Ghi điều chưa đạt", "Ghi lại", "ghi"), lambda once, data: sent_once(
        once, inspection.add_finding, actor=request.actor, now=request.now, visit_id=row.id, text=data["text"],
        days=data["days"], question=data["question"], owner=UUID(data["owner"]) if data.get("owner") else None,
    ))  # fmt: skip


@both("inspection.run")
def close(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """End a visit."""
    row, form = inspection.visit(request.actor, visit_id), CloseForm(typed(request))
    return _asked(request, row, form, ("Kết thúc cuộc kiểm tra", "Kết thúc", "ket-thuc"), lambda once, data: sent_once(
        once, inspection.close_visit, actor=request.actor, now=request.now, visit_id=row.id,
        conclusion=data["conclusion"],
    ), "Kết thúc rồi thì phiếu khóa lại.")  # fmt: skip


@both("inspection.run")
def cancel(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Call a visit off."""
    row, form = inspection.visit(request.actor, visit_id), WhyForm(typed(request))
    return _asked(request, row, form, ("Thôi cuộc kiểm tra", "Thôi kiểm tra", "thoi"), lambda once, data: sent_once(
        once, inspection.cancel_visit, actor=request.actor, now=request.now, visit_id=row.id, reason=data["reason"],
    ))  # fmt: skip


def posts(request: StaffRequest, day: date) -> list[tuple[str, str]]:
    """Return the posts of the asker's unit, as a field offers them."""
    return [(str(one.id), f"{one.title}: {one.staff.name}") for one in org.colleagues(request.actor, day)]


def _asked(
    request: StaffRequest, row: inspection.Inspection, form: Any, words: tuple[str, str, str],
    act: Callable[[Any, dict[str, Any]], object], lead: str = "",
) -> HttpResponse:  # fmt: skip
    if row.by_unit_id != request.actor.scope:
        raise NotThere
    title, button, said = words
    page = Asked(title, button, at(request, "inspection", row.id), said, lead=lead or row.purpose)
    return ask(request, form, page, act, shown(request))


def routes(side: str) -> list[URLPattern]:
    """Return the addresses of a side."""
    one = "mo-hinh/kiem-tra/<uuid:visit_id>/"
    return [
        path("mo-hinh/kiem-tra/", visits[side], name="inspections"),
        path("mo-hinh/kiem-tra/lap/", plan[side], name="inspection_plan"),
        path(one, visit[side], name="inspection"),
        path(f"{one}bat-dau/", begin[side], name="inspection_begin"),
        path(f"{one}phieu/", sheet[side], name="inspection_sheet"),
        path(f"{one}dieu-chua-dat/", find[side], name="inspection_find"),
        path(f"{one}ket-thuc/", close[side], name="inspection_close"),
        path(f"{one}thoi/", cancel[side], name="inspection_cancel"),
    ]
