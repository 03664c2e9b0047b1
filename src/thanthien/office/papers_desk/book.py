"""``/can-bo/van-thu/so-di/``: the book of results that went out; ``/can-bo/van-thu/in/``: many papers in one print."""

from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office.dossier import KINDS
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask, day_of
from thanthien.office.papers_desk.span import bounds, periods
from thanthien.office.press import METHODS, WhyForm, typed
from thanthien.onestop import service as onestop

AREA: Final = {"area": "records"}
PRINTED: Final = ("receipt", "supplement", "refusal", "not_eligible", "apology", "stop", "handover", "result")
LETTERS: Final = "courtesy"
DONE: Final = {
    "huy": ("Đã hủy số.", "Số vẫn đứng trong sổ, có lý do bên cạnh."),
    "thay": ("Đã thay giấy, số mới ở dòng đầu sổ.", "Gọi bà con đến đổi giấy. Giấy cũ kiểm tra thấy đã được thay."),
}
files, results = onestop.office_files, onestop.results


@require_safe
@staff_page("paper.book")
def book(request: StaffRequest) -> HttpResponse:
    """The book of a month or a year, newest first; a number that was struck out keeps its place with its reason."""
    today = clock.local(request.now).date()
    choices = periods(today)
    asked = request.GET.get("ky", "")
    period = asked if asked in dict(choices) else choices[0][0]
    lines = results.book_of(request.actor, *bounds(period))
    context = {
        "lines": [(one, results.NAMES[one.row.kind]) for one in lines], "choices": choices, "period": period,
        "may": request.actor.may("paper.recall"), "done": DONE.get(request.GET.get("xong", "")),
    }  # fmt: skip
    return render(request, "office/papers/book.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("paper.recall")
def void(request: StaffRequest, result_id: UUID) -> HttpResponse:
    """Strike out a number, with the reason."""
    row = results.result(request.actor, result_id)
    lead = f"{row.title}. Số giữ nguyên chỗ trong sổ, ghi lý do bên cạnh. Không lấy lại được."
    page = Asked(f"Hủy số {row.number}?", "Hủy số này", reverse("office:book"), "huy", lead, danger=True)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, results.void_result, actor=request.actor, now=request.now, result_id=row.id, reason=data["reason"]
        )

    return ask(request, WhyForm(typed(request)), page, act, AREA)


@require_http_methods(METHODS)
@staff_page("paper.print")
def batch(request: StaffRequest) -> HttpResponse:
    """Choose among the papers of a day, then have them made into one PDF; the marks of what was printed are shown."""
    if request.method == "POST":
        return _ask(request)
    return _batch(request)


def _ask(request: StaffRequest) -> HttpResponse:
    once = once_of(request, request.POST.get("once", ""))
    try:
        ids = [UUID(one) for one in request.POST.getlist("giay")]
    except ValueError:
        raise NotThere from None
    try:
        made = sent_once(once, files.print_papers, actor=request.actor, now=request.now, paper_ids=ids)
    except Refused as no:
        return _batch(request, no.message, 422)
    return HttpResponseRedirect(reverse("office:office_file", args=[made.id]))


def _batch(request: StaffRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    day, _ = day_of(request)
    kind = request.GET.get("loai", "")
    kinds: tuple[str, ...] = (kind,) if kind in PRINTED else () if kind == LETTERS else PRINTED
    rows = [_of_paper(row) for row in files.issued_papers(request.actor, day, kinds)[: files.MOST_PRINTED + 1]]
    if kind in ("", LETTERS):
        letters = files.letters_to_hand(request.actor, day)[: files.MOST_PRINTED + 1]
        rows += [_of_letter(row, wanted=kind == LETTERS) for row in letters]
    chosen = set(request.POST.getlist("giay"))
    lines = [(row, str(row.id) in chosen if chosen else row.fresh) for row in rows[: files.MOST_PRINTED]]
    known = [*((one, KINDS[one]) for one in PRINTED), (LETTERS, onestop.marks.NAMES[LETTERS])]
    context = {
        "lines": lines, "more": len(rows) > files.MOST_PRINTED, "most": files.MOST_PRINTED, "day": day, "kind": kind,
        "kinds": known, "wrong": wrong, "once": str(uuid7()),
        "before": _iso(day - timedelta(days=1)), "after": _iso(day + timedelta(days=1)),
    }  # fmt: skip
    return render(request, "office/papers/batch.html", AREA | context, status=status)


class Line(NamedTuple):
    """A paper that may be printed. ``fresh``: ticked beforehand, because it was not printed yet."""

    id: UUID
    name: str
    number: str
    who: str
    at: datetime
    printed: str
    fresh: bool


def _of_paper(row: Any) -> Line:
    said = "đã in một lần" if row.printed else "chưa"
    return Line(row.id, KINDS.get(row.kind, row.kind), row.number, row.dossier.applicant, row.issued_at, said,
                not row.printed)  # fmt: skip


def _of_letter(row: Any, *, wanted: bool) -> Line:
    """A letter of the commune stands here until it is handed out; ticked where letters were asked for."""
    name = onestop.marks.NAMES[LETTERS]
    return Line(row.id, name, row.number, row.name, row.signed_at, "chờ trao", wanted)


def _iso(day: date) -> str:
    return day.isoformat()
