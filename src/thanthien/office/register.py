"""``/can-bo/mot-cua/so/`` and ``/can-bo/ho-so/``: the register by cursor, open dossiers by clock, finding one."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thanthien.core.actors import Role
from thanthien.core.ids import uuid7
from thanthien.core.text import clean
from thanthien.office import rows
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.papers_desk import span as spans
from thanthien.onestop import service as onestop

VIEWS: Final = {"": "Tất cả", "nhan-ho": "Nhận hộ xã khác", "da-chuyen": "Đã chuyển, chờ xác nhận"}
GROUPS: Final = {
    "": "Đang làm", "qua-hen": "Quá hẹn", "hom-nay": "Hôm nay", "sap-toi": "Ngày làm việc tới", "dung": "Đang dừng",
}  # fmt: skip
KEYS: Final = {"": "", "qua-hen": "late", "hom-nay": "today", "sap-toi": "next", "dung": "paused"}


@require_safe
@staff_page("dossier.read")
def register(request: StaffRequest) -> HttpResponse:
    """Everything filed here, newest first; what was received for others; what was handed to another body."""
    view, after = request.GET.get("xem", ""), request.GET.get("sau", "")
    asked = spans.read(request, request.GET)
    if asked.span is not None:
        view, page = "loc", onestop.register_of(request.actor, asked.span, request.now, after)
    elif view == "nhan-ho":
        page = onestop.received_elsewhere(request.actor, request.now, after)
    elif view == "da-chuyen":
        page = onestop.in_state(request.actor, ["transferred"], request.now, after)
    else:
        view, page = "", onestop.register(request.actor, request.now, after)
    home = reverse("office:register")
    views = [(f"{home}?xem={key}" if key else home, said, key == view) for key, said in VIEWS.items()]
    context: dict[str, Any] = {
        "page": page, "views": views, "view": view, "area": "desk", "figures": request.figures, "asked": asked,
        "at_desk": request.actor.has(Role.CLERK, on="dossier"), "once": str(uuid7()),
        "may_export": asked.span is not None and request.actor.may("register.export"),
    }  # fmt: skip
    return render(request, "office/desk/register.html", context)


@require_safe
@staff_page("dossier.read")
def dossiers(request: StaffRequest) -> HttpResponse:
    """The unit's open dossiers by clock: own ones first for those who handle any."""
    handles = request.actor.has(Role.HANDLER, on="dossier")
    if request.GET.get("cua") == "xong":
        return _ended(request, handles)
    mine = handles and request.GET.get("cua") != "xa"
    chosen = request.GET.get("nhom", "")
    group = KEYS.get(chosen, "")
    page = onestop.keys(request.actor, request.now, own=mine, group=group, after=request.GET.get("sau", ""))
    drawn = rows.drawn(request.actor, page.rows, request.now, owners=not mine)
    rows.use_signs(request)
    context = {
        "groups": rows.groups(drawn, dict(request.figures) if mine else {}, counted=mine), "after": page.after,
        "mine": mine, "both": handles, "tab": "mine" if mine else "all",
        "chosen": chosen, "choices": list(GROUPS.items()),
        "area": "dossiers",
    }  # fmt: skip
    return render(request, "office/dossiers.html", context)


def _ended(request: StaffRequest, own: bool) -> HttpResponse:
    """What is finished, the newest first: a handler's own; of the whole commune for who handles none."""
    page = onestop.reading.finished(request.actor, request.now, own=own, after=request.GET.get("sau", ""))
    context = {
        "rows": rows.ended(page.lines, owners=not own), "after": page.after, "mine": own, "both": own, "tab": "ended",
        "area": "dossiers",
    }  # fmt: skip
    return render(request, "office/dossiers.html", context)


@require_safe
@staff_page("dossier.read")
def find(request: StaffRequest) -> HttpResponse:
    """Find a dossier by code, phone or the beginning of a name; a single hit opens at once."""
    asked = clean(request.GET.get("q", ""))[:120]
    found = onestop.find(request.actor, asked, request.now) if asked else []
    if len(found) == 1:
        return HttpResponseRedirect(reverse("office:dossier", args=[found[0].id]))
    return render(request, "office/find.html", {"found": found, "q": asked, "area": "dossiers"})
