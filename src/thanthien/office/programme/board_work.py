"""``/can-bo/mo-hinh/ban/…/``: a board at work: its meetings by term, what is undone, its papers, its own money."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, WhyForm, typed, whole
from thanthien.office.programme.meetings import papers_about
from thanthien.office.programme.plan_forms import number
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.web.forms import NumberField, OnceField, PageForm, PaperField, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

AREA = {"area": "model"}
DONE = {"lap": "Đã lập kỳ họp.", "khoan": "Đã ghi khoản kinh phí.", "sua": "Đã điều chỉnh khoản kinh phí.",
        "chi": "Đã ghi chi.", "gach": "Đã gạch dòng chi."}  # fmt: skip
MOST = 10**12


class LineForm(PageForm):
    """A line of the budget."""

    once = OnceField()
    year = NumberField(label="Năm", most=2100, css="w-s")
    title = TextField(label="Khoản", hint="Ví dụ: Họp, tập huấn của tiểu ban", limit=200)
    money = NumberField(label="Số tiền (đồng)", most=MOST, css="w-m")
    source = TextField(label="Nguồn", hint="Ví dụ: ngân sách xã, xã hội hóa", limit=200, required=False)


class ChangeForm(PageForm):
    """Another sum for a line."""

    once = OnceField()
    money = NumberField(label="Số tiền mới (đồng)", most=MOST, css="w-m")
    source = TextField(label="Nguồn", limit=200, required=False)
    reason = TextField(label="Lý do điều chỉnh", limit=300, rows=2)


class SpendForm(PageForm):
    """Money spent."""

    once = OnceField()
    activity = TextField(label="Chi cho hoạt động nào", hint="Ghi cùng một tên thì cộng vào một hoạt động", limit=200)
    on = DayField(label="Ngày chi", past=True)
    money = NumberField(label="Số tiền (đồng)", most=MOST, css="w-m")
    evidence = TextField(label="Chứng từ", hint="Số, ngày chứng từ", limit=300, rows=2, required=False)
    file = PaperField(label="Ảnh, bản quét chứng từ", can_bring=False, required=False)


def _run(request: StaffRequest, board_id: UUID) -> bool:
    return programme.meetings.runs(request.actor, board_id, local(request.now).date())


def _said(request: StaffRequest) -> dict[str, Any]:
    return {**AREA, "done": DONE.get(request.GET.get("xong", ""), "")}


@require_safe
@staff_page("meeting.read")
def work(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """A board at work."""
    found = programme.meetings.board_work(request.actor, board_id, request.now)
    board = found.board.board
    papers = [("decision", one.id) for one in org.decisions_of(board) if one.act in ("found", "renew")]
    papers.append(("regulation", board.id))
    context = {
        "work": found, "one": board, "may": _run(request, board_id), "papers": papers_about(request, *papers),
    }  # fmt: skip
    return render(request, "office/programme/meetings/board.html", _said(request) | context)


@require_safe
@staff_page("meeting.read")
def money(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """A board's own money of a year."""
    board = org.board(request.actor, board_id)
    year = whole(request.GET.get("nam", "")[:4]) or local(request.now).year
    budget = programme.board_money.board_budget(request.actor, board_id, year)
    context = {"budget": budget, "one": board, "may": _run(request, board_id)}
    return render(request, "office/programme/meetings/money.html", _said(request) | context)


@require_http_methods(METHODS)
@staff_page("meeting.read")
def add(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """Enter a line."""
    board = org.board(request.actor, board_id)
    if not _run(request, board_id):
        raise NotThere
    form = LineForm(typed(request), initial={"year": local(request.now).year})
    page = _page(board_id, "Thêm khoản kinh phí", "Ghi khoản", "khoan", board.name)
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.board_money.add_line, actor=request.actor, now=request.now, board_id=board_id,
        year=int(data["year"]), title=data["title"], money=number(data["money"]), source=data["source"],
    ), AREA)  # fmt: skip


def _line(request: StaffRequest, line_id: UUID) -> Any:
    line = programme.board_money.line(request.actor, line_id)
    if not _run(request, line.board_id):
        raise NotThere
    return line


@require_http_methods(METHODS)
@staff_page("meeting.read")
def change(request: StaffRequest, line_id: UUID) -> HttpResponse:
    """Give a line another sum."""
    line = _line(request, line_id)
    form = ChangeForm(typed(request), initial={"money": line.money, "source": line.source})
    page = _page(line.board_id, "Điều chỉnh khoản kinh phí", "Ghi lại", "sua", f"{line.title}, năm {line.year}")
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.board_money.change_line, actor=request.actor, now=request.now, line_id=line.id,
        money=number(data["money"]), source=data["source"], reason=data["reason"],
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def spend(request: StaffRequest, line_id: UUID) -> HttpResponse:
    """Enter money spent, with what shows it."""
    line = _line(request, line_id)
    form = photos.with_files(request, SpendForm, {"file": "chứng từ"}, "evidence")
    page = _page(line.board_id, "Ghi chi", "Ghi chi", "chi", f"{line.title}, năm {line.year}")

    def act(once: Any, data: dict[str, Any]) -> object:
        spent = programme.board_money.Spent(
            data["activity"], data["on"], number(data["money"]), data["evidence"], photos.kept(data)
        )
        return sent_once(
            once, programme.board_money.spend, actor=request.actor, now=request.now, line_id=line.id, spent=spent
        )

    return ask(request, form, page, act, AREA)


@require_http_methods(METHODS)
@staff_page("meeting.read")
def strike(request: StaffRequest, spending_id: UUID) -> HttpResponse:
    """Strike out a wrong entry."""
    one = programme.board_money.spending(request.actor, spending_id)
    line, form = _line(request, one.line_id), WhyForm(typed(request))
    page = _page(line.board_id, "Gạch dòng chi này?", "Gạch", "gach", f"{one.activity}, {one.on:%d/%m/%Y}", danger=True)
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.board_money.strike, actor=request.actor, now=request.now, spending_id=one.id,
        reason=data["reason"],
    ), AREA)  # fmt: skip


@require_safe
@staff_page("meeting.read")
def file(request: StaffRequest, spending_id: UUID) -> HttpResponseBase:
    """Hand out the cleaned copy of what shows that money was spent."""
    one = programme.board_money.spending(request.actor, spending_id)
    if one.file is None:
        raise NotThere
    return photos.shown(one.file)


def _page(board_id: UUID, title: str, button: str, done: str, lead: str, **more: Any) -> Asked:
    return Asked(title, button, reverse("office:board_money", args=[board_id]), done, lead=lead, **more)


urlpatterns: list[URLPattern] = [
    path("mo-hinh/ban/<uuid:board_id>/", work, name="board_work"),
    path("mo-hinh/ban/<uuid:board_id>/kinh-phi/", money, name="board_money"),
    path("mo-hinh/ban/<uuid:board_id>/kinh-phi/them/", add, name="board_money_add"),
    path("mo-hinh/khoan/<uuid:line_id>/sua/", change, name="board_money_change"),
    path("mo-hinh/khoan/<uuid:line_id>/chi/", spend, name="board_money_spend"),
    path("mo-hinh/chi/<uuid:spending_id>/gach/", strike, name="board_money_strike"),
    path("mo-hinh/chi/<uuid:spending_id>/tep/", file, name="board_money_file"),
]
