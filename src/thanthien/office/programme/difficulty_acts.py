"""The acts on a difficulty as pages: which form each asks, and what stands in the thread."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thanthien.core.clock import local
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import moved_words
from thanthien.office.guard import StaffRequest
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import typed
from thanthien.office.programme.difficulty_forms import (
    ActForm,
    AnswerForm,
    AssignForm,
    CloseForm,
    HeadAnswerForm,
    SayForm,
    WhyForm,
)
from thanthien.org import service as org
from thanthien.programme.service import difficulties
from thanthien.rules.difficulty import MACHINE, REDATED, SECOND, SOURCES, areas

SAID: Final = {"raise": "Xã nêu khó khăn", REDATED: "Lịch nghỉ đổi, định lại ngày trả lời"}
DONE: Final = {
    "neu": "Đã gửi lên cấp trên.", "giao": "Đã giao người trả lời.", "hoi-lai": "Đã hỏi lại xã; đồng hồ dừng chờ xã.",
    "tra-loi": "Đã gửi câu trả lời về xã.", "bo-sung": "Đã trả lời cấp trên; đồng hồ chạy tiếp.",
    "chuyen-len": "Đã chuyển lên người đứng đầu.", "hoi-tiep": "Đã hỏi tiếp; đồng hồ tính lại.",
    "khep": "Đã khép lại.", "cong-bo": "Đã công bố cho mọi xã.", "rut": "Đã rút câu trả lời.",
    "thoi-han": "Đã ghi thời hạn.",
}  # fmt: skip


class Act(NamedTuple):
    """An act: the move of ``rules.difficulty``, whose it is, its command, its form, its button."""

    move: str
    side: str
    command: Callable[..., object]
    form: type[ActForm]
    button: str


ACTS: Final[Mapping[str, Act]] = {
    "giao": Act("assign", "above", difficulties.assign, AssignForm, "Giao việc"),
    "hoi-lai": Act("ask_back", "above", difficulties.ask_back, SayForm, "Hỏi lại xã"),
    "tra-loi": Act("answer", "above", difficulties.answer, AnswerForm, "Gửi câu trả lời"),
    "bo-sung": Act("supply", "commune", difficulties.supply, SayForm, "Gửi lên cấp trên"),
    "chuyen-len": Act("escalate", "commune", difficulties.escalate, WhyForm, "Chuyển lên người đứng đầu"),
    "hoi-tiep": Act("reopen", "commune", difficulties.reopen, WhyForm, "Hỏi tiếp"),
    "khep": Act("close", "commune", difficulties.close, CloseForm, "Khép lại"),
}
# The one act that a side is there for in a state; the others stand beside it.
FIRST: Final = {
    ("raised", "above"): "answer", ("raised", "commune"): "escalate", ("asked_back", "commune"): "supply",
    ("answered", "commune"): "close",
}  # fmt: skip
SLUGS: Final = {act.move: slug for slug, act in ACTS.items()}


def act_page(request: StaffRequest, key: UUID, slug: str, side: str, area: Mapping[str, Any]) -> HttpResponse:
    """Ask for one act of a side and do it; what is not lawful now is refused above the form."""
    act, row = ACTS.get(slug), difficulties.difficulty(request.actor, key)
    mine = row.unit_id if side == "commune" else row.above_unit_id
    if act is None or act.side != side or mine != request.actor.scope:
        raise NotThere
    form = _form(request, act, row)
    name = "office:difficulty" if side == "commune" else "above:difficulty"
    page = Asked(MACHINE.moves[act.move].label, act.button, reverse(name, args=[row.id]), slug, lead=row.title)

    def do(once: Any, data: dict[str, Any]) -> object:
        try:
            return sent_once(
                once, act.command, actor=request.actor, now=request.now, difficulty_id=row.id,
                version=data["version"] or 0, **form.given(),
            )  # fmt: skip
        except Stale as moved:
            fresh = request.POST.copy()
            fresh["version"] = str(row.version)
            form.data = fresh
            raise Refused(moved_words(moved, request.now)) from moved

    return ask(request, form, page, do, area)


def _form(request: StaffRequest, act: Act, row: difficulties.Difficulty) -> ActForm:
    kind = HeadAnswerForm if act.move == "answer" and row.level == SECOND else act.form
    form = kind(typed(request), initial={"version": row.version})
    if isinstance(form, AssignForm):
        posts = org.colleagues(request.actor, local(request.now).date())
        form.offer("owner", [(str(one.id), f"{one.title}: {one.staff.name}") for one in posts])
    return form


def case_page(request: StaffRequest, row: difficulties.Difficulty, side: str, area: Mapping[str, Any]) -> HttpResponse:
    """Show a difficulty to one side: its date and why, what was said, what may be done now."""
    view = difficulties.case_view(request.actor, row, request.now)
    kinds = {one.code: one.text for one in areas(local(row.raised_at).date())}
    buttons = [(SLUGS[move.name], move.label) for move in view.moves if side in move.by]
    first = SLUGS.get(FIRST.get((row.state, side), ""), "")
    context = {
        "view": view, "thread": thread(row), "above": side == "above", "area_said": kinds.get(row.area, ""),
        "source_said": SOURCES.get(row.source_kind, ""), "done": DONE.get(request.GET.get("xong", ""), ""),
        "buttons": sorted(buttons, key=lambda button: button[0] != first), "first": first,
    }  # fmt: skip
    return render(request, "office/programme/difficulties/case.html", {**area, **context})


def thread(row: difficulties.Difficulty) -> list[dict[str, Any]]:
    """Return what was said, oldest first, as the timeline draws it; the first says the question itself."""
    return [
        {
            "what": SAID.get(one["act"]) or MACHINE.moves[one["act"]].label,
            "at": datetime.fromisoformat(one["at"]), "told": one["by"], "note": one["text"] or row.text,
            "kind": "done",
        }
        for one in row.thread
    ]  # fmt: skip
