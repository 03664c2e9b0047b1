"""``/can-bo/mo-hinh/ra-ngoai/``: timetables outside the office and its hours, what each day was, the tallies."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.core.paging import leaf
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, WhyForm, typed
from thanthien.office.programme import outside_home
from thanthien.office.programme.outside_forms import DoneForm, TimetableForm
from thanthien.onestop import service as onestop
from thanthien.programme.service import outside
from thanthien.rules.calendar import NATIONAL
from thanthien.rules.outside import said_off

AREA: Final = {"area": "model"}
ONE_DAY: Final = (1, "working_days")
DONE: Final = {
    "lap": "Đã lập lịch. Bà con xem được ở trang “Xã ra với bà con”.", "ket-qua": "Đã ghi kết quả.",
    "thoi": "Đã thôi buổi này. Bà con đọc được lý do.",
}  # fmt: skip


@require_safe
@staff_page("outside.read")
def overview(request: StaffRequest) -> HttpResponse:
    """Show the days to come and those without a word yet, and what the month and the year came to."""
    actor, today = request.actor, local(request.now).date()
    page = leaf(outside.days(actor).filter(day__gte=today), "day", request.GET.get("sau", ""))
    waiting = outside.days(actor).filter(state="planned", day__lt=today).order_by("day", "id")[:50]
    context = {
        "page": page, "lines": outside.with_posts(list(page.rows)), "waiting": outside.with_posts(list(waiting)),
        "month": outside.tallies(actor, today.replace(day=1), today),
        "year": outside.tallies(actor, date(today.year, 1, 1), today),
        "homes": outside.homes_done(actor, date(today.year, 1, 1), today), "off": _off(page.rows),
        "may": actor.may("outside.change"), "may_note": actor.may("outside.note"),
        "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return render(request, "office/programme/outside/overview.html", AREA | context)


def _off(rows: tuple[Any, ...]) -> list[str]:
    """Say which of the days to come are public holidays: people will ask."""
    found = dict.fromkeys(one.day for one in rows if one.state == "planned")
    marks = [NATIONAL.day(day) for day in found]
    return [said_off(mark) for mark in marks if mark.kind not in ("work", "weekend", "makeup_work")]


@require_safe
@staff_page("outside.read")
def past(request: StaffRequest) -> HttpResponse:
    """Show the days that were, the latest first, with what each was; from the records where they count it."""
    actor, today = request.actor, local(request.now).date()
    page = leaf(outside.days(actor).filter(day__lt=today), "-day", request.GET.get("sau", ""))
    lines = [(one, outside.on_the_spot(one.day)) for one in outside.with_posts(list(page.rows))]
    return render(request, "office/programme/outside/past.html", AREA | {"page": page, "lines": lines})


@require_http_methods(METHODS)
@staff_page("outside.change")
def plan(request: StaffRequest) -> HttpResponse:
    """Publish a timetable."""
    actor, today = request.actor, local(request.now).date()
    form = TimetableForm(
        typed(request), hamlets=outside_home.hamlets(request, today), posts=outside_home.posts(request, today),
        procedures=_quick(actor.scope, today),
    )  # fmt: skip
    page = Asked("Lập lịch ra với bà con", "Lập và công khai", reverse("office:outside"), "lap")
    return ask(request, form, page, lambda once, data: sent_once(
        once, outside.plan_outing, actor=actor, now=request.now, wanted=form.wanted()
    ), AREA)  # fmt: skip


def _quick(unit_id: UUID, today: date) -> list[tuple[str, str]]:
    """Return what can be returned on the spot: procedures of the same day or of one working day."""
    entries = [one.entry for one in onestop.offers(unit_id, today)]
    quick = [one for one in entries if one.limit.same_day_rule or (one.limit.value, one.limit.unit) == ONE_DAY]
    return [(one.code, one.title) for one in quick]


@require_http_methods(METHODS)
@staff_page("outside.note")
def done(request: StaffRequest, day_id: UUID) -> HttpResponse:
    """Say what a day was."""
    row, form = outside.day(request.actor, day_id), DoneForm(typed(request))
    page = _page("Ghi kết quả", "Ghi kết quả", "ket-qua", row)
    return ask(request, form, page, lambda once, data: sent_once(
        once, outside.note_day, actor=request.actor, now=request.now, day_id=row.id, came=data["came"],
        outcome=data["outcome"], dossiers=data["dossiers"] or 0,
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("outside.change")
def cancel(request: StaffRequest, day_id: UUID) -> HttpResponse:
    """Call a day off, with the reason that everybody reads."""
    row, form = outside.day(request.actor, day_id), WhyForm(typed(request))
    page = _page("Thôi buổi này", "Thôi buổi này", "thoi", row)
    return ask(request, form, page, lambda once, data: sent_once(
        once, outside.cancel_day, actor=request.actor, now=request.now, day_id=row.id, reason=data["reason"]
    ), AREA)  # fmt: skip


def _page(title: str, button: str, said: str, row: Any) -> Asked:
    lead = f"{row.outing}, ngày {row.day:%d/%m/%Y}."
    return Asked(title, button, reverse("office:outside"), said, lead=lead, danger=said == "thoi")


urlpatterns: list[URLPattern] = [
    path("mo-hinh/ra-ngoai/", overview, name="outside"),
    path("mo-hinh/ra-ngoai/da-qua/", past, name="outside_past"),
    path("mo-hinh/ra-ngoai/lap/", plan, name="outside_plan"),
    path("mo-hinh/ra-ngoai/ngay/<uuid:day_id>/ket-qua/", done, name="outside_done"),
    path("mo-hinh/ra-ngoai/ngay/<uuid:day_id>/thoi/", cancel, name="outside_cancel"),
    *outside_home.urlpatterns,
]
