"""``/can-bo/mot-cua/tra/``: handing results over. Never held up by anything (settled question 4)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import Refused, Stale
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.core.text import clean
from thanthien.notify import service as notify
from thanthien.office import rows
from thanthien.office.act_forms import HandOverForm
from thanthien.office.case import Case, read
from thanthien.office.desk_form import key_of, once_of
from thanthien.office.dossier import head
from thanthien.office.dossier_acts import moved_words
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop

READY = ("issued", "not_eligible")


@require_safe
@staff_page("counter.work")
def hand_over(request: StaffRequest) -> HttpResponse:
    """List what lies ready, or what a code, a name or a phone number finds."""
    asked = clean(request.GET.get("q", ""))[:120]
    if asked:
        lines, after = onestop.find(request.actor, asked, request.now), ""
    else:
        page = onestop.in_state(request.actor, READY, request.now, request.GET.get("sau", ""))
        lines, after = list(page.lines), page.after
    ready = [line for line in lines if line.state in READY]
    context: dict[str, Any] = {
        "ready": ready, "others": [line for line in lines if line.state not in READY], "after": after, "q": asked,
        "area": "desk", "figures": request.figures, "done": _given(request),
    }  # fmt: skip
    rows.use_signs(request)
    return render(request, "office/desk/returns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("counter.work")
def hand_over_one(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Give one result to the person, or to whom they sent."""
    case = read(request.actor, dossier_id, request.now)
    if request.method != "POST":
        return _page(request, case, HandOverForm(case))
    form = HandOverForm(case, request.POST)
    if not form.is_valid():
        return _page(request, case, form, 422)
    try:
        sent_once(
            once_of(request), onestop.hand_over, actor=request.actor, now=request.now, dossier_id=case.dossier.id,
            version=form.seen(), taken_by=form.cleaned_data["taken_by"],
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return _page(request, case, form, 422)
    except Stale as moved:
        kept = {"taken_by": request.POST.get("taken_by", ""), "once": str(uuid7())}
        return _page(request, case, HandOverForm(case, initial=kept), 409, moved_words(moved, request.now))
    return HttpResponseRedirect(f"{reverse('office:hand_over')}?xong={dossier_id}")


def _page(request: StaffRequest, case: Case, form: HandOverForm, status: int = 200, moved: str = "") -> HttpResponse:
    why = case.refusal("hand_over")
    context = {**head(case), "form": form, "moved": moved, "why": why, "area": "desk", "figures": request.figures}
    return render(request, "office/desk/return.html", context, status=status)


def _given(request: StaffRequest) -> dict[str, str] | None:
    """Return what was just handed over, with the rating slip that belongs to it."""
    key = key_of(request.GET.get("xong", ""))
    if key is None:
        return None
    row = onestop.get_for(request.actor, key)
    slips = [
        one for one in notify.told(request.actor, key) if one.template == "handed_over" and one.channel == notify.SLIP
    ]
    slip = reverse("office:slip", args=[slips[-1].id]) if slips else ""
    return {"code": row.code, "name": row.applicant, "slip": slip, "link": reverse("office:dossier", args=[key])}
