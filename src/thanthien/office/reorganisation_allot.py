"""Who and what goes to which part of a divided unit: a person says it, line by line or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.core.text import clean
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.people_forms import ROLES
from thanthien.office.press import METHODS
from thanthien.office.reorganisation_forms import ReasonForm
from thanthien.onestop import service as onestop
from thanthien.org import service as org

SHOWN: Final = 100
ENDS: Final = "thoi"
KINDS: Final = {"nguoi": "position", "thon": "hamlet"}
HEADS: Final = {
    "position": "Ai về đâu",
    "hamlet": "Thôn nào về đâu",
    "dossier": "Hồ sơ nào về đâu",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, more about it, where it goes ("" while nobody has said)."""

    id: UUID
    what: str
    more: str
    where: str


@require_http_methods(METHODS)
@staff_page("reorganisation.arrange")
def arrange(request: StaffRequest, plan_id: UUID, slug: str) -> HttpResponse:
    """Send posts or hamlets of the own unit to the new ones."""
    kind, scheme = KINDS.get(slug, ""), _scheme(request, plan_id)
    if kind == "position":
        held = org.positions_in([request.actor.scope], scheme.day)
        found = [(one.id, one.staff.name, f"{one.title} ({ROLES.get(one.role, one.role)})") for one in held]
    elif kind == "hamlet":
        found = [(one.id, str(one), "") for one in org.hamlets_in([request.actor.scope], scheme.day)]
    else:
        raise NotThere
    return _answer(request, plan_id, scheme, kind, found, {"ends": kind == "position"})


@require_http_methods(METHODS)
@staff_page("reorganisation.allot")
def dossiers(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Send open dossiers of the own unit to the new ones: by handler, by the words of an address, one by one."""
    scheme = _scheme(request, plan_id)
    every = onestop.allotting.candidates(request.actor)
    owner, words = request.GET.get("nguoi", "")[:40], clean(request.GET.get("tim", ""))[:60]
    found = [
        (one.id, f"{one.code}, {one.title}", f"{one.applicant}, {one.address or 'chưa ghi nơi ở'}")
        for one in onestop.allotting.chosen(every, owner, words)
    ]
    owners = dict(sorted({str(one.owner_id or "-"): one.owner or "chưa có người xử lý" for one in every}.items()))
    places = [one.name for one in org.hamlets_in([request.actor.scope], scheme.day)]
    more = {"owners": owners, "owner": owner, "words": words, "places": places, "filters": True}
    return _answer(request, plan_id, scheme, "dossier", found, more)


def _scheme(request: StaffRequest, plan_id: UUID) -> org.Scheme:
    row = org.reorganisation(request.actor, plan_id)
    scheme = org.scheme_of(row, row.effective_on)
    if row.state not in ("proposed", "approved") or scheme.only is not None or request.actor.unit_id not in scheme.olds:
        raise NotThere
    return scheme


def _answer(
    request: StaffRequest, plan_id: UUID, scheme: org.Scheme, kind: str, found: Sequence[tuple[UUID, str, str]],
    more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    where, open_ = scheme.goes(kind, [key for key, _, _ in found])
    left = [one for one in found if one[0] in open_] if request.GET.get("xem") != "het" else list(found)
    wrong = ""
    if request.method == "POST":
        try:
            _allot(request, plan_id, kind, [key for key, _, _ in left])
            return HttpResponseRedirect(request.get_full_path())
        except Refused as no:
            wrong = no.message
    rows = [Row(key, what, said, _said(scheme, where, key)) for key, what, said in left[:SHOWN]]
    context = {
        "rows": rows, "count": len(left), "total": len(found), "open": len(open_), "shown": SHOWN, "wrong": wrong,
        "targets": scheme.new, "head": HEADS[kind], "back": reverse("office:reorganisation", args=[plan_id]),
        "every": request.GET.get("xem") == "het", "once": ReasonForm()["once"], "area": "units", **more,
    }  # fmt: skip
    return render(request, "office/reorganisation/allot.html", context, status=422 if wrong else 200)


def _said(scheme: org.Scheme, where: dict[UUID, UUID | None], key: UUID) -> str:
    if key not in where:
        return ""
    target = where[key]
    return scheme.side(target).label if target else "thôi giữ"


def _allot(request: StaffRequest, plan_id: UUID, kind: str, listed: Sequence[UUID]) -> None:
    target = request.POST.get("den", "")
    ticked = set(request.POST.getlist("dong"))
    records = list(listed) if request.POST.get("het") else [key for key in listed if str(key) in ticked]
    sent_once(
        once_of(request, request.POST.get("once", "")), org.allot, actor=request.actor, now=request.now,
        reorganisation_id=plan_id, kind=kind, records=records, target=None if target == ENDS else _key(target),
    )  # fmt: skip


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused("Chọn đơn vị mới.", "den") from error
