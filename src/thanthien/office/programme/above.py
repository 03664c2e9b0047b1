"""``/cap-tren/mo-hinh/``: the level above founds, guides, chooses, recognises; and sees who waits for whom."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.forms import ChooseForm, FoundForm, GuideForm, LeaveForm, UnitForm
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.rules.programme import BY_KEY

AREA = {"area": "programmes"}
DONE = {"lap": "Đã lập mô hình.", "van-ban": "Đã ghi văn bản.", "chon": "Đã chọn xã.", "cong-nhan": "Đã ghi công nhận.",
        "thoi": "Đã ghi xã thôi tham gia."}  # fmt: skip


@require_safe
@staff_page("programme.run")
def programmes(request: StaffRequest) -> HttpResponse:
    """List the programmes of this level."""
    found = list(programme.programmes(request.actor))
    return render(request, "office/programme/list.html", AREA | {"programmes": found, "done": _done(request)})


@require_safe
@staff_page("programme.run")
def board(request: StaffRequest, programme_id: UUID) -> HttpResponse:
    """Show all communes of a programme by stage, with dates and who is waited for."""
    row = programme.readable(request.actor, programme_id)
    stage = request.GET.get("buoc", "")
    stage = stage if stage in BY_KEY else ""
    found = programme.board(row, stage, request.GET.get("sau", ""))
    context = {
        "programme": row, "board": found, "stage": stage, "texts": programme.texts_of(row), "done": _done(request),
        "empty": [one.label for one in found.columns if not one.count],
    }  # fmt: skip
    return render(request, "office/programme/board.html", AREA | context)


def _done(request: StaffRequest) -> str:
    return DONE.get(request.GET.get("xong", ""), "")


@require_http_methods(METHODS)
@staff_page("programme.run")
def found(request: StaffRequest) -> HttpResponse:
    """Found a programme."""
    form = FoundForm(typed(request))
    page = Asked("Lập mô hình", "Lập mô hình", reverse("above:programmes"), "lap")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, programme.found, actor=request.actor, now=request.now, ruling=form.ruling(), name=data["name"],
            other_names=data["other_names"].splitlines(), aims=data["aims"], starts_on=data["starts_on"],
            ends_on=data["ends_on"],
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


@require_http_methods(METHODS)
@staff_page("programme.run")
def guide(request: StaffRequest, programme_id: UUID) -> HttpResponse:
    """Enter a guiding text."""
    row, form = programme.readable(request.actor, programme_id), GuideForm(typed(request))
    page = _page(row, "Ghi văn bản hướng dẫn", "Ghi văn bản", "van-ban")
    return ask(request, form, page, _acting(request, row, programme.guide, form, "title"), AREA)


@require_http_methods(METHODS)
@staff_page("programme.run")
def choose(request: StaffRequest, programme_id: UUID) -> HttpResponse:
    """Choose communes, with reasons."""
    row = programme.readable(request.actor, programme_id)
    taken = {key for key, _ in programme.members(row)}
    below = org.children(row.unit_id, local(request.now).date())
    units = [(str(one.id), one.label) for one in below if str(one.id) not in taken]
    form = ChooseForm(typed(request), units=units)
    page = _page(row, "Chọn xã làm mô hình", "Chọn những xã này", "chon")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, programme.choose, actor=request.actor, now=request.now, programme_id=row.id, ruling=form.ruling(),
            unit_ids=[UUID(one) for one in data["units"]], reasons=data["reasons"],
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


@require_http_methods(METHODS)
@staff_page("programme.run")
def recognise(request: StaffRequest, programme_id: UUID) -> HttpResponse:
    """Recognise a commune by decision."""
    row = programme.readable(request.actor, programme_id)
    form = UnitForm(typed(request), units=programme.members(row))
    page = _page(row, "Công nhận một xã", "Ghi quyết định công nhận", "cong-nhan")
    return ask(request, form, page, _acting(request, row, programme.recognise, form, "unit"), AREA)


@require_http_methods(METHODS)
@staff_page("programme.run")
def leave(request: StaffRequest, programme_id: UUID) -> HttpResponse:
    """Let a commune leave."""
    row = programme.readable(request.actor, programme_id)
    form = LeaveForm(typed(request), units=programme.members(row))
    page = _page(row, "Một xã thôi tham gia", "Ghi xã thôi tham gia", "thoi")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, programme.leave, actor=request.actor, now=request.now, programme_id=row.id,
            unit_id=UUID(data["unit"]), on=data["on"], reason=data["reason"],
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


def _page(row: programme.Programme, title: str, button: str, done: str) -> Asked:
    return Asked(title, button, reverse("above:programme", args=[row.id]), done, lead=row.name)


def _acting(
    request: StaffRequest, row: programme.Programme, command: Callable[..., object], form: Any, name: str
) -> Callable[[Any, dict[str, Any]], object]:
    """Make an act of one decision and one more answer; a commune goes as its key."""

    def act(once: Any, data: dict[str, Any]) -> object:
        more = {"unit_id": UUID(data["unit"])} if name == "unit" else {name: data[name]}
        return sent_once(
            once, command, actor=request.actor, now=request.now, programme_id=row.id, ruling=form.ruling(), **more
        )

    return act
