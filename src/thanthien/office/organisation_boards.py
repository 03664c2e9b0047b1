"""``/can-bo/to-chuc/ban/``: boards as of a day, and the decisions that found, change, renew and end them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.command import Once
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, address, ask, shown, staff_choices
from thanthien.office.organisation_board_forms import (
    ChangeForm,
    FoundForm,
    RenewForm,
    RulesForm,
    RulingForm,
    SeatsForm,
    after,
    asked_rows,
    kept,
)
from thanthien.office.press import METHODS, typed
from thanthien.org import service as org
from thanthien.programme import service as programme

SEATS = "office/organisation/seats.html"
FIRST_ROWS = 12


@require_safe
@staff_page("organisation.read")
def boards(request: StaffRequest) -> HttpResponse:
    """List the boards of a day, sub-committees under their parents, and those that ended."""
    context = shown(request)
    rows = [org.as_of(one, context["day"]) for one in org.boards(request.actor, context["day"])]
    ended = [one for one in org.boards(request.actor) if one.valid_to and one.valid_to <= context["day"]]
    context |= {"boards": rows, "ended": ended, "may": request.actor.may("board.change")}
    return render(request, "office/organisation/boards.html", context)


@require_safe
@staff_page("organisation.read")
def board(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """One board as it stood on a day, its decisions, and everybody who ever sat on it."""
    found, context = org.board(request.actor, board_id), shown(request)
    context |= {
        "board": org.as_of(found, context["day"]), "decisions": org.decisions_of(found),
        "history": org.history_of(found), "committees": org.committees_of(found),
        "may": request.actor.may("board.change") and found.valid_to is None,
    }  # fmt: skip
    return render(request, "office/organisation/board.html", context)


def _seats(request: StaffRequest, kind: type[SeatsForm], rows: int, **offered: Any) -> tuple[SeatsForm, bool]:
    """Return the form, and whether its button only asked for more rows."""
    data, people = typed(request), staff_choices(request)
    form = kind(data, people=people, rows=asked_rows(data, rows), **offered)
    more = data is not None and "them" in data
    if more:
        form = kind(None, people=people, rows=form.count, initial=kept(form, data), **offered)
    return form, more


@require_http_methods(METHODS)
@staff_page("board.change")
def found(request: StaffRequest) -> HttpResponse:
    """Found a board with its members."""
    standing = org.boards(request.actor, clock.local(request.now).date())
    form, _ = _seats(request, FoundForm, FIRST_ROWS, boards=standing)
    lead = "Cần số, ngày quyết định và một trưởng ban. Dòng bỏ trống thì không tính."
    page = Asked("Ghi quyết định thành lập ban", "Ghi ban mới", address("boards"), "ban", lead, template=SEATS)

    def act(once: Once, data: dict[str, Any]) -> object:
        return sent_once(
            once, org.found_board, actor=request.actor, now=request.now, unit_id=request.actor.scope,
            kind=data["kind"], name=data["name"], ruling=form.ruling(), seats=form.seats(),
            term_to=after(data["last"]), rules=data["regulation"],
            parent_id=UUID(data["parent"]) if data["parent"] else None,
        )  # fmt: skip

    return ask(request, form, page, act)


@require_http_methods(METHODS)
@staff_page("board.change")
def change(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """Let members leave and join by a decision."""
    one = org.board(request.actor, board_id)
    form, _ = _seats(request, ChangeForm, 3, members=org.sitting(one))
    lead = "Đổi vai trò hay nhiệm vụ của một người: cho thôi ở trên, ghi lại ở dưới."
    page = Asked(f"Thay đổi thành viên: {one.name}", "Ghi thay đổi", address("board", board_id), "ban", lead,
                 template=SEATS)  # fmt: skip
    assert isinstance(form, ChangeForm)
    changed = form
    return ask(
        request, form, page,
        lambda once, data: sent_once(
            once, org.change_board, actor=request.actor, now=request.now, board_id=board_id,
            ruling=changed.ruling(), leaving=changed.leaves(), joining=changed.seats(),
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("board.change")
def renew(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """Begin a new term by a decision."""
    one = org.board(request.actor, board_id)
    form, _ = _seats(request, RenewForm, 3, members=org.sitting(one))
    page = Asked(f"Kiện toàn: {one.name}", "Ghi nhiệm kỳ mới", address("board", board_id), "ban",
                 "Ai không cho thôi thì ở lại ban trong nhiệm kỳ mới.", template=SEATS)  # fmt: skip
    assert isinstance(form, RenewForm)
    renewed = form
    return ask(
        request, form, page,
        lambda once, data: sent_once(
            once, org.renew_board, actor=request.actor, now=request.now, board_id=board_id,
            ruling=renewed.ruling(), term_to=after(data["last"]), leaving=renewed.leaves(), joining=renewed.seats(),
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("board.change")
def regulate(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """Enter the next version of the operating rules."""
    one = org.board(request.actor, board_id)
    now_in_force = org.as_of(one, clock.local(request.now).date()).rules
    drafts = list(programme.board_money.rules_drafts(request.actor))
    taken = next((draft for draft in drafts if str(draft.id) == request.GET.get("mau")), None)
    begin = taken or now_in_force
    form = RulesForm(typed(request), initial={"rules": begin.text if begin else ""})
    page = Asked(f"Quy chế hoạt động: {one.name}", "Ghi bản mới", address("board", board_id), "ban",
                 "Bản cũ vẫn giữ để xem lại.", template="office/organisation/rules.html")  # fmt: skip
    return ask(
        request, form, page,
        lambda once, data: sent_once(
            once, org.regulate_board, actor=request.actor, now=request.now, board_id=board_id,
            ruling=form.ruling(), rules=data["rules"],
        ), {"drafts": drafts, "taken": taken},
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("board.change")
def dissolve(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """End a board."""
    one = org.board(request.actor, board_id)
    form = RulingForm(typed(request))
    page = Asked(f"Giải thể {one.name}?", "Ghi giải thể", address("boards"), "ban",
                 "Mọi thành viên thôi cùng ngày. Danh sách, quyết định vẫn xem lại được.", danger=True)  # fmt: skip
    return ask(
        request, form, page,
        lambda once, data: sent_once(
            once, org.dissolve_board, actor=request.actor, now=request.now, board_id=board_id, ruling=form.ruling()
        ),
    )  # fmt: skip
