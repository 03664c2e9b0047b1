"""``/can-bo/luu-tru/``: how long each kind of dossier is kept, what is due for destruction, and the records of it."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import moved_words, once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import whole
from thanthien.papers import service as papers
from thanthien.privacy import service as privacy
from thanthien.rules.destruction import MACHINE
from thanthien.rules.retention import classes

ACTS: Final[dict[str, Any]] = {
    "approve": privacy.approve, "refuse": privacy.refuse, "carry_out": privacy.carry_out,
}  # fmt: skip
AREA: Final = {"area": "retention"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("retention.read")
def retention(request: StaffRequest) -> HttpResponse:
    """Classes, what has outlived them, records; the records clerk ticks dossiers and proposes a record."""
    if request.method != "POST":
        return _page(request)
    chosen = [key for key in map(_key, request.POST.getlist("ho_so")) if key is not None]
    try:
        made = sent_once(
            once_of(request, request.POST.get("once", "")), privacy.propose, actor=request.actor, now=request.now,
            dossier_ids=chosen,
        )  # fmt: skip
    except Refused as no:
        return _page(request, 422, no.message)
    return HttpResponseRedirect(reverse("office:destruction", args=[made.id]))


def _page(request: StaffRequest, status: int = 200, wrong: str = "") -> HttpResponse:
    today = clock.local(request.now).date()
    due = privacy.outlived(request.actor, request.now, request.GET.get("sau", ""))
    records = privacy.register_of_records(request.actor, request.GET.get("bien-ban-sau", ""))
    context = {
        "classes": classes(today), "due": due.rows, "due_after": due.after, "wrong": wrong,
        "records": [(row, MACHINE.states[row.state].label) for row in records.rows], "records_after": records.after,
        "may_propose": request.actor.may("destruction.propose"), "once": str(uuid7()), **AREA,
    }  # fmt: skip
    return render(request, "office/privacy/retention.html", context, status=status)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
@staff_page("retention.read")
def destruction(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Show one record with its frozen list and what may be done with it."""
    return _record(request, record_id)


@require_POST
@staff_page("retention.read")
def destruction_act(request: StaffRequest, record_id: UUID, act: str) -> HttpResponse:
    """Approve, refuse with a reason, or carry out."""
    privacy.record_for(request.actor, record_id)
    if act not in ACTS or not request.actor.machine_roles("destruction") & MACHINE.moves[act].by:
        raise NotThere
    version = request.POST.get("version", "")
    given = {"reason": request.POST.get("reason", "")} if act == "refuse" else {}
    try:
        sent_once(
            once_of(request, request.POST.get("once", "")), ACTS[act], actor=request.actor, now=request.now,
            record_id=record_id, version=whole(version), **given,
        )  # fmt: skip
    except Stale as moved:
        return _record(request, record_id, 409, f"{moved_words(moved, request.now)} Xem bản mới rồi làm tiếp.")
    except Refused as no:
        return _record(request, record_id, 422, no.message)
    return HttpResponseRedirect(reverse("office:destruction", args=[record_id]))


def _record(request: StaffRequest, record_id: UUID, status: int = 200, wrong: str = "") -> HttpResponse:
    row = privacy.record_for(request.actor, record_id)
    moves = [move for move in MACHINE.out_of(row.state) if request.actor.machine_roles("destruction") & move.by]
    own = str(row.proposed_by_id) == request.actor.id
    context = {
        "record": row, "state": MACHINE.states[row.state].label, "lines": privacy.lines(row), "wrong": wrong,
        "moves": [move for move in moves if not (move.name == "approve" and own)], "once": str(uuid7()),
        "typed": request.POST.get("reason", ""), **AREA,
    }  # fmt: skip
    return render(request, "office/privacy/destruction.html", context, status=status)


@require_safe
@staff_page("retention.read")
def destruction_paper(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Draw the record as a paper."""
    row = privacy.record_for(request.actor, record_id)
    answer = HttpResponse(papers.render(papers.PaperKind.DESTRUCTION, row.data), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="bien-ban-{row.number.replace("/", "-")}.pdf"'
    return answer
