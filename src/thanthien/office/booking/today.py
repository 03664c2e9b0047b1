"""``/can-bo/mot-cua/lich-hen/``: who has an appointment on a day; came, did not come; a number for who came."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office.desk_form import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import day_of
from thanthien.onestop import service as onestop
from thanthien.rules import tickets

CAME, NUMBER, ABSENT = "den", "den-so", "khong-den"
SAID: Final = {"den": "Đã ghi: đã đến.", "khong-den": "Đã ghi: không đến."}
STATES: Final = {"booked": "", "came": "đã đến", "absent": "không đến", "cancelled": "đã hủy"}


@require_safe
@staff_page("booking.serve")
def bookings(request: StaffRequest) -> HttpResponse:
    """The appointments of a day, by the hour."""
    return _page(request)


def _page(request: StaffRequest, wrong: str = "", code: str = "") -> HttpResponse:
    day, _ = day_of(request)
    today = clock.local(request.now).date()
    rows = [
        (one, STATES[one.state], one.starts_at <= request.now) for one in onestop.booking.of_day(request.actor, day)
    ]
    rule = onestop.booking.rule_of(request.actor.scope)
    context = {
        "rows": rows, "day": day, "today": today, "open": rule is not None and rule.open, "area": "desk",
        "tab": "bookings", "wrong": wrong, "done": SAID.get(request.GET.get("xong", ""), ""),
        "code": code, "key": uuid7(),
        "to_call": onestop.booking.to_call(request.actor.scope, request.now),
        "may_mark": day <= today, "figures": request.figures,
    }  # fmt: skip
    return render(request, "office/booking/today.html", context, status=422 if wrong else 200)


@require_POST
@staff_page("booking.serve")
def mark(request: StaffRequest, booking_id: UUID) -> HttpResponse:
    """Note who came, with a number of the waiting room if the clerk wants one; or who did not."""
    said, act = request.POST.get("viec", ""), onestop.booking
    try:
        if said == NUMBER:
            row = act.of_day(request.actor, clock.local(request.now).date()).filter(id=booking_id).first()
            return _number(request, row.code if row else "", tickets.NORMAL)
        if said not in (CAME, ABSENT):
            raise Refused("Bấm lại: đã đến, hay không đến.")
        act.mark(actor=request.actor, now=request.now, booking_id=booking_id, came=said == CAME)
    except Refused as no:
        return _page(request, wrong=no.message)
    return HttpResponseRedirect(f"{reverse('office:bookings')}?xong={said}")


@require_POST
@staff_page("booking.serve")
def by_code(request: StaffRequest) -> HttpResponse:
    """Somebody shows the code of an appointment: scanned or typed, it gives the number."""
    code = request.POST.get("ma", "")
    try:
        return _number(request, code, request.POST.get("lan", ""))
    except Refused as no:
        return _page(request, wrong=no.message, code=code[:300])


def _number(request: StaffRequest, code: str, lane: str) -> HttpResponse:
    given = sent_once(
        once_of(request), onestop.booking.arrive, actor=request.actor, now=request.now, unit_id=request.actor.scope,
        code=code, lane=lane,
    )  # fmt: skip
    return HttpResponseRedirect(reverse("office:ticket_slip", args=[given.id]))
