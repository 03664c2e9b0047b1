"""What two people decide about dates, as pages: entered, looked at with what would move, approved or taken back.

Notices of days off and changed limits are the same to these pages; a :class:`Kind` says what differs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest
from thanthien.office.press import PressForm, WhyForm, form_page, typed, whole
from thanthien.onestop import service as onestop

AREA: Final = {"area": "settings"}
ENTERED: Final = "Đã nhập. Chưa ngày hẹn nào đổi: một người thứ hai xem bản xem trước rồi duyệt."
ASKED_BACK: Final = "Đã đề nghị thu hồi. Một người thứ hai xem rồi duyệt."
REASONED: Final = frozenset({"khong", "thu-hoi"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two: its name ("notice", "limit"), routes, templates, acts by slug, and what is said after each."""

    name: str
    route: str
    template: str
    key: str
    acts: Mapping[str, Any]
    done: Mapping[str, str]
    read: Callable[[Any, UUID], Any]
    cause: Callable[[Any, Any], onestop.redating.Cause]
    words: Callable[[StaffRequest, Any], dict[str, Any]]


def enter(request: StaffRequest, kind: Kind, form_type: Any, command: Any, context: dict[str, Any]) -> HttpResponse:
    """Enter one; the next page shows which dates it would move."""
    form, template = form_type(typed(request)), f"office/dates/{kind.template}_enter.html"
    if not (form.is_bound and form.is_valid()):
        return form_page(request, template, form, AREA | context)
    once = once_of(request, form.cleaned_data["once"])
    try:
        done = sent_once(once, command, actor=request.actor, now=request.now, draft=form.draft())
    except Refused as no:
        return form_page(request, template, form, AREA | context, no)
    return to(kind, UUID(done.id), "nhap")


def to(kind: Kind, key: UUID, done: str) -> HttpResponse:
    """Lead to its page, which says what was done."""
    return HttpResponseRedirect(f"{reverse(kind.route, args=[key])}?xong={done}")


def page(request: StaffRequest, kind: Kind, key: UUID, wrong: str = "", status: int = 200) -> HttpResponse:
    """Show one, with every open case whose date it would move, or how far its act has come."""
    row = kind.read(request.actor, key)
    ours = row.unit_id == request.actor.unit_id
    cause = kind.cause(row, request.now) if ours and row.state in ("proposed", "ending") else None
    unit, after = request.GET.get("xa", ""), request.GET.get("sau", "")
    context = {
        "row": row, "ours": ours, "why": WhyForm(), "kind": kind, "unit_chosen": unit, **kind.words(request, row),
        "own": str(row.ending_by_id if row.state == "ending" else row.entered_by_id) == request.actor.id,
        "may": request.actor.may("notice.approve"), "may_enter": request.actor.may("notice.enter"),
        "may_keep": ours and row.state == "proposed" and request.actor.may("notice.enter"),
        "seen": onestop.redating.preview(cause, request.now, after, unit) if cause else None,
        "acts": list(onestop.redating.redatings(request.actor, row.id)), "wrong": wrong,
        "done": "" if wrong else kind.done.get(request.GET.get("xong", "")), "act_url": f"office:{kind.name}_act",
    }  # fmt: skip
    return render(request, f"office/dates/{kind.template}.html", AREA | context, status=status)


def act(request: StaffRequest, kind: Kind, key: UUID, slug: str) -> HttpResponse:
    """Do what the page offered."""
    if slug not in kind.acts:
        raise NotThere
    given: dict[str, Any] = {kind.key: key, "version": whole(request.POST.get("version", ""))}
    if slug in REASONED:
        given["reason"] = request.POST.get("reason", "")
    once = once_of(request, request.POST.get("once", ""))
    try:
        sent_once(once, kind.acts[slug], actor=request.actor, now=request.now, **given)
    except Refused as no:
        return page(request, kind, key, no.message, 422)
    except Stale as late:
        return page(request, kind, key, f"{late.who} vừa {late.what}. Xem lại rồi làm tiếp.", 409)
    return to(kind, key, slug)


def keep(request: StaffRequest, kind: Kind, key: UUID, dossier_id: UUID) -> HttpResponse:
    """Let one case keep its date, with the reason; or, pressed again on the list, take that back."""
    row, dossier = kind.read(request.actor, key), onestop.redating.case_named(request.actor, dossier_id)
    back = "bo" in request.POST
    form = (PressForm if back else WhyForm)(typed(request))
    context = AREA | {"row": row, "dossier": dossier, "back": reverse(kind.route, args=[key])}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/dates/keep.html", form, context)
    command: Any = onestop.redating.release_date if back else onestop.redating.keep_date
    given = {"cause": key, "kind": kind.name, "dossier_id": dossier_id}
    given |= {} if back else {"reason": form.cleaned_data["reason"]}
    try:
        sent_once(once_of(request, form.cleaned_data["once"]), command, actor=request.actor, now=request.now, **given)
    except Refused as no:
        return form_page(request, "office/dates/keep.html", form, context, no)
    return to(kind, key, "bo-giu" if back else "giu-ngay")


KEPT: Final = {
    "giu-ngay": "Đã ghi. Hồ sơ ấy giữ ngày hẹn cũ.", "bo-giu": "Đã bỏ. Hồ sơ ấy đổi ngày cùng các hồ sơ khác.",
}  # fmt: skip
