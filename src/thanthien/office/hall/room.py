"""``/can-bo/mot-cua/phong-cho/``: who waits today. Give a number at the desk, print one again, call a certain one."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office.desk_form import key_of, once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, PressForm, form_page, typed
from thanthien.onestop.service import tickets
from thanthien.rules import tickets as rules
from thanthien.web import maps
from thanthien.web.forms import ChoiceField

SHOWN: Final = 120
SERVICES: Final = [(key, words) for key, (words, _) in rules.SERVICES.items()]
LANES: Final = [
    (rules.NORMAL, "Số thường (A)"),
    (rules.PRIORITY, "Số ưu tiên (B): người già, khuyết tật, mang thai, con nhỏ, ở xa"),
]
ACTS: Final[dict[str, tuple[Callable[..., tickets.Given], str]]] = {
    "goi": (tickets.call_one, "Đã mời số {label}."),
    "doi-lai": (tickets.bring_back, "Số {label} đợi lại, giữ nguyên thứ tự."),
    "bo": (tickets.cancel, "Đã bỏ số {label}."),
}


class GiveForm(PressForm):
    """A number given at the desk, as the machine in the hall asks for it."""

    service = ChoiceField(label="Bà con cần việc gì?", choices=SERVICES)
    lane = ChoiceField(label="Làn", choices=LANES)


@require_safe
@staff_page("ticket.call")
def hall(request: StaffRequest) -> HttpResponse:
    """List who waits, who is being called and who was not there."""
    return _hall(request)


def _hall(request: StaffRequest, wrong: str = "", said: str = "", status: int = 200) -> HttpResponse:
    actor, day = request.actor, clock.local(request.now).date()
    rows = list(tickets.shown(actor, day).exclude(state__in=(rules.SERVED, rules.CANCELLED))[:SHOWN])
    groups = [
        (words, [(row, uuid7()) for row in rows if row.state in states])
        for words, states in (("Đang được mời", [rules.CALLED]), ("Đang đợi", rules.QUEUED),
                              ("Gọi chưa thấy", [rules.NO_SHOW]))
    ]  # fmt: skip
    standing = tickets.open_at(actor.scope, tickets.counter_of(actor), day)
    context = {
        "groups": groups, "total": len(rows), "shown": SHOWN, "machines": tickets.machines(actor), "area": "desk",
        "standing": standing, "counter": tickets.counter_of(actor), "wrong": wrong, "said": said,
        "figures": request.figures, "key": uuid7(),
    }  # fmt: skip
    return render(request, "office/hall/room.html", context, status=status)


@require_POST
@staff_page("ticket.call")
def act(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    """Call this very ticket, let its person wait again, or take it out."""
    tickets.ticket(request.actor, ticket_id, clock.local(request.now).date())  # of this room, or not there
    chosen = ACTS.get(request.POST.get("viec", ""))
    if chosen is None:
        return _hall(request, wrong="Bấm một trong các nút của số đó.", status=422)
    more: dict[str, Any] = {"done": key_of(request.POST.get("ve", ""))} if chosen[0] is tickets.call_one else {}
    try:
        given = sent_once(
            once_of(request), chosen[0], actor=request.actor, now=request.now, ticket_id=ticket_id, **more
        )
    except Refused as no:
        return _hall(request, wrong=no.message, status=422)
    return _hall(request, said=chosen[1].format(label=given.label))


@require_http_methods(METHODS)
@staff_page("ticket.call")
def give(request: StaffRequest) -> HttpResponse:
    """Give a number to somebody who stands at the desk."""
    form = GiveForm(typed(request))
    context = {"area": "desk", "figures": request.figures}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/hall/give.html", form, context)
    data = form.cleaned_data
    try:
        given = sent_once(
            once_of(request), tickets.take, actor=request.actor, now=request.now, unit_id=request.actor.scope,
            service=data["service"], lane=data["lane"],
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/hall/give.html", form, context, no)
    return HttpResponseRedirect(reverse("office:ticket_slip", args=[given.id]))


@require_safe
@staff_page("ticket.call")
def slip(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    """Show a ticket as it prints: the first time, and when the machine lost its paper."""
    row = tickets.ticket(request.actor, ticket_id, clock.local(request.now).date())
    link = f"{settings.THANTHIEN_URL}{maps.address('public:ticket', tickets.token_of(row.id))}"
    context = {"ticket": row, "link": link, "area": "desk", "figures": request.figures}
    return render(request, "office/hall/slip.html", context)


@require_POST
@staff_page("ticket.call")
def paper(request: StaffRequest, kiosk_id: UUID) -> HttpResponse:
    """Note that a machine's paper ran out or was put in."""
    prints = request.POST.get("viec") == "co-giay"
    try:
        sent_once(
            once_of(request), tickets.set_paper, actor=request.actor, now=request.now, kiosk_id=kiosk_id, prints=prints
        )
    except Refused as no:
        return _hall(request, wrong=no.message, status=422)
    return _hall(request, said="Đã ghi máy có giấy." if prints else "Đã ghi máy hết giấy. Máy hiện số và mã QR.")
