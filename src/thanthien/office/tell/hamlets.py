"""``/can-bo/tin/thon/``: what heads of hamlets tell for the commune: one list a hamlet, printed, handed over, ticked.

A head of a hamlet is elected by the residents and has no post here, so who hears back at the counter ticks.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.core.once import sent_once
from thanthien.notify import service as notify
from thanthien.office.desk_form import key_of
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, PressForm
from thanthien.org import service as org
from thanthien.web.forms import HourField, TextField, ThreeBoxDateField

SAID = {"da-dua": "Đã ghi: danh sách đưa trưởng thôn rồi.", "da-bao": "Đã ghi người đã được báo."}


class TickForm(PressForm):
    """Who told, and when."""

    told_by = TextField(label="Ai đã đi báo", limit=120)
    day = ThreeBoxDateField(label="Báo ngày nào", past=True)
    hour = HourField(label="Lúc mấy giờ", hint="Nhớ khoảng chừng cũng được")


@require_safe
@staff_page("message.errand")
def lists(request: StaffRequest) -> HttpResponse:
    """List the hamlets in which somebody waits for word."""
    day = clock.local(request.now).date()
    context = {"lists": notify.hamlet_lists(request.actor, day), "area": "unsent"}
    return render(request, "office/tell/hamlets.html", context)


@require_http_methods(METHODS)
@staff_page("message.errand")
def one(request: StaffRequest, hamlet_id: UUID) -> HttpResponse:
    """Show one hamlet's list to print; note that it was handed over, or who was told."""
    hamlet = org.hamlet(request.actor, hamlet_id)
    if request.method != "POST":
        return _page(request, hamlet, _fresh(request, hamlet))
    ids = _ticked(request.POST)
    if request.POST.get("viec") == "da-dua":
        return _handed(request, hamlet, ids)
    form = TickForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        at = datetime.combine(typed["day"], typed["hour"], clock.VN)
        try:
            sent_once(
                once_of(request, typed["once"]), notify.tick_told, actor=request.actor, now=request.now,
                hamlet_id=hamlet_id, errand_ids=ids, told_by=typed["told_by"], told_at=at,
            )  # fmt: skip
            return HttpResponseRedirect(f"{request.path}?xong=da-bao")
        except Refused as no:
            form.refuse(Refused(no.message, {"told_at": "hour", "errands": ""}.get(no.field, no.field), no.code))
    return _page(request, hamlet, form, ticked=set(ids), status=422)


def _handed(request: StaffRequest, hamlet: Any, ids: list[UUID]) -> HttpResponse:
    once = once_of(request, request.POST.get("once", ""))
    listed = [key for one in request.POST.getlist("listed")[:500] if (key := key_of(one))]
    try:
        sent_once(once, notify.hand_list, actor=request.actor, now=request.now, hamlet_id=hamlet.id, errand_ids=listed)
    except Refused as no:
        return _page(request, hamlet, _fresh(request, hamlet), no.message, set(ids), 422)
    return HttpResponseRedirect(f"{request.path}?xong=da-dua")


def _ticked(data: QueryDict) -> list[UUID]:
    return [key for one in data.getlist("errands")[:500] if (key := key_of(one))]


def _head(request: StaffRequest, hamlet: Any) -> Any:
    day = clock.local(request.now).date()
    standing = next((one for one in org.hamlets(request.actor, day) if one.id == hamlet.id), None)
    heads = getattr(standing, "now_heads", [])
    return heads[0] if heads else None


def _fresh(request: StaffRequest, hamlet: Any) -> TickForm:
    head, now = _head(request, hamlet), clock.local(request.now)
    name = f"{head.name}, {hamlet.head_title}" if head is not None else ""
    return TickForm(initial={"told_by": name, "day": now.date(), "hour": now.time()})


def _page(
    request: StaffRequest, hamlet: Any, form: TickForm, wrong: str = "", ticked: set[UUID] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows = notify.to_tell(request.actor, hamlet.id)
    context = {
        "hamlet": hamlet, "head": _head(request, hamlet), "rows": rows, "form": form, "wrong": wrong,
        "ticked": ticked or set(), "told": notify.told_lately(request.actor, hamlet.id), "area": "unsent",
        "to_hand": [one for one in rows if one.handed_at is None], "done": SAID.get(request.GET.get("xong", ""), ""),
        "now": request.now,
    }  # fmt: skip
    return render(request, "office/tell/hamlet.html", context, status=status)
