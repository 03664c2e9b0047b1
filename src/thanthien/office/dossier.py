"""``/can-bo/ho-so/<id>/``: everything that a decision needs, in view; the rest behind tabs that are links."""

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from thanthien.core.errors import NotThere
from thanthien.notify import service as notify
from thanthien.office import acts, history, panels, photos
from thanthien.office.case import Case, read
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.privacy import service as privacy
from thanthien.rules.errors import RuleError
from thanthien.web.words import phone

if TYPE_CHECKING:
    from thanthien.onestop.models import Paper, Task

SUMMARY, SUPPLEMENT, WAY, PAPERS, NOTES = "tom-tat", "bo-sung", "tien-trinh", "giay-to", "ghi-chu"
TABS: Final = {
    SUMMARY: "Tóm tắt", SUPPLEMENT: "Bổ sung", WAY: "Tiến trình", PAPERS: "Giấy tờ", NOTES: "Ghi chú",
}  # fmt: skip
KINDS: Final = {
    "receipt": "Giấy tiếp nhận và hẹn trả",
    "supplement": "Phiếu yêu cầu bổ sung",
    "refusal": "Phiếu từ chối tiếp nhận",
    "not_eligible": "Thông báo không đủ điều kiện",
    "apology": "Văn bản xin lỗi",
    "handover": "Phiếu bàn giao",
    "stop": "Thông báo dừng giải quyết",
    "result": "Giấy kết quả",
}
ITEM_STATES: Final = {
    "brought": "đã nhận bản giấy", "file": "đã gửi tệp", "filled": "đã khai qua mạng", "later": "sẽ mang đến",
    "asked": "đã yêu cầu bổ sung", "missing": "chưa có",
}  # fmt: skip
RECEIVED: Final = frozenset({"receipt", "handover"})


@require_safe
@staff_page("dossier.read")
def dossier(request: StaffRequest, dossier_id: UUID, tab: str = SUMMARY) -> HttpResponse:
    """Show one dossier of the own unit; of another's, what was received here for it."""
    if tab not in TABS:
        raise NotThere
    try:
        case = read(request.actor, dossier_id, request.now)
    except NotThere:
        return _received(request, dossier_id, tab)
    context = {**head(case), "tab": tab, "tab_template": f"office/dossier/{tab}.html", **_inside(case, tab)}
    context["tabs"] = _tabs(case, context)
    context["current"] = _address(case, tab)
    context["marks"] = privacy.marks_of(case.dossier)
    context["kept"] = privacy.kept_of(case.dossier, request.now)
    done = acts.BY_SLUG.get(request.GET.get("xong", ""))
    return render(
        request, "office/dossier/page.html", context | {"done": done.done if done else "", "area": "dossiers"}
    )


def head(case: Case) -> dict[str, Any]:
    """Return what stands above the tabs and beside every act: person, clock, date, next step."""
    row = case.dossier
    number = row.id_number
    return {
        "case": case,
        "row": row,
        "state": onestop.state_of(row, case.now),
        "state_label": case.state_label,
        "assumed": row.derivation.get("assumed", []),
        "estimate": row.derivation.get("status") == "estimate",
        "id_tail": number[-3:] if number else "",
        "may_see": case.actor.may("identity.read"),
        "elsewhere": row.received_unit_id != row.unit_id,
        "home": reverse("office:dossier", args=[row.id]),
    }


def _inside(case: Case, tab: str) -> dict[str, Any]:
    tasks = list(onestop.tasks(case.dossier))
    events = list(onestop.events(case.dossier))
    notes = [event for event in events if event.move == "note"]
    due = _explained(case)
    found: dict[str, Any] = {"due": due, "next_task": _next(tasks), "buttons": acts.buttons(case), "notes": notes}
    found["may_accept"] = case.mine("accept") and case.dossier.state == "submitted"
    found["more_buttons"] = any(one.rare for one in found["buttons"])
    if tab == WAY:
        found |= {"line": history.way(case, events), "tasks": history.steps(case, tasks)}
        found["told"] = history.said(notify.told(case.actor, case.dossier.id))
    if tab == PAPERS:
        found["issued"] = _issued(list(onestop.papers(case.dossier)))
    if tab in (PAPERS, SUMMARY):
        found["items"] = [(item, ITEM_STATES.get(item.state, item.state)) for item in case.items]
    if tab == SUMMARY:
        found["answers"] = onestop.answers_told(case.dossier)
        found["panels"] = panels.panels_of(case)
    if tab == NOTES:
        found["form"] = acts.BY_SLUG["ghi-chu"].form(case)
    return found


def _explained(case: Case) -> Any:
    """The date with its days and articles, counted anew from what the dossier keeps; None before acceptance."""
    try:
        return onestop.due_of(case.dossier, onestop.hours_of(org.office_of(case.dossier.unit_id)))
    except RuleError:
        return None


def _next(tasks: "list[Task]") -> "Task | None":
    return next((task for task in tasks if task.done_at is None), None)


def _issued(papers: "list[Paper]") -> "list[tuple[Paper, str]]":
    return [(paper, KINDS.get(paper.kind, paper.kind)) for paper in papers]


def _address(case: Case, tab: str) -> str:
    if tab == SUMMARY:
        return reverse("office:dossier", args=[case.dossier.id])
    return reverse("office:dossier_tab", args=[case.dossier.id, tab])


def _tabs(case: Case, context: dict[str, Any]) -> list[tuple[str, str, int]]:
    counts = {SUPPLEMENT: len(case.requests), NOTES: len(context["notes"])}
    return [(_address(case, tab), words, counts.get(tab, 0)) for tab, words in TABS.items()]


def _received(request: StaffRequest, dossier_id: UUID, tab: str) -> HttpResponse:
    """What this counter received for another commune: the receipt and what was told there (settled question 9)."""
    row = onestop.received_for(request.actor, dossier_id)
    if tab != SUMMARY:
        raise NotThere
    privacy.note_opened(request.actor, request.now, row)
    papers = [paper for paper in onestop.papers(row) if paper.kind in RECEIVED]
    first: dict[str, Any] = next((paper.data for paper in papers if paper.kind == "receipt"), {})
    context = {"row": row, "papers": _issued(papers), "brought": first.get("papers", []), "phone": phone(row.phone)}
    return render(request, "office/dossier/received.html", context | {"area": "dossiers"})


@require_safe
@staff_page("dossier.read")
def paper(request: StaffRequest, dossier_id: UUID, paper_id: UUID) -> HttpResponse:
    """Draw an issued paper; the receiving unit gets the receipt and the slip, not the later file."""
    found = issued_paper(request, dossier_id, paper_id)
    answer = HttpResponse(onestop.pdf_of(found), content_type="application/pdf")
    name = f"{found.kind}-{found.number or found.id}".replace("/", "-")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def issued_paper(request: StaffRequest, dossier_id: UUID, paper_id: UUID) -> "Paper":
    """Return a paper that this officer may read, and note that they did."""
    try:
        row = onestop.get_for(request.actor, dossier_id)
        found = onestop.paper(row, paper_id)
    except NotThere:
        row = onestop.received_for(request.actor, dossier_id)
        found = onestop.paper(row, paper_id)
        if found.kind not in RECEIVED:
            raise NotThere from None
    privacy.note_paper(request.actor, request.now, row, paper_id)
    return found


@require_safe
@staff_page("dossier.read")
def attachment(request: StaffRequest, dossier_id: UUID, item_id: UUID) -> HttpResponseBase:
    """Hand out the cleaned copy of a file that came with the dossier; ``?goc`` the original, for evidence.

    The picture of a card is shown to those who have just said why (office.identity).
    """
    case = read(request.actor, dossier_id, request.now)
    item = next((one for one in case.items if one.id == item_id and one.file is not None), None)
    if item is None or item.file is None:
        raise NotThere
    if not item.file.encrypted:
        privacy.note_file(request.actor, request.now, case.dossier, item.id)
    elif not privacy.card_is_open(request.actor, request.now, case.dossier, item.id):
        asking = reverse("office:identity", args=[dossier_id])
        return HttpResponseRedirect(f"{asking}?{urlencode({'truong': f'tep:{item.id}'})}")
    return photos.shown(item.file, original="goc" in request.GET)
