"""The chair's morning: letters first, each whole and signed one by one, then results, then what nobody has taken."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.office import acts, letters, said
from thanthien.office.chair_diary import diary
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.today import closure, part
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.privacy import service as privacy
from thanthien.programme import service as programme
from thanthien.quality import service as quality
from thanthien.rules import apology as rule
from thanthien.rules import ratings
from thanthien.web.words import first_up, number

if TYPE_CHECKING:
    from thanthien.onestop.models import Apology

EVERYBODY: Final = 1_000_000
MOST: Final = 500
TOLD: Final = 6  # of what people said this month
WHOLE: Final = 8  # letters drawn whole on the first page; all of them are read whole one after another
NAMES: Final = {"t3": "Trả đúng hẹn", "p07": "Thư xin lỗi gửi đúng lúc"}
DONE: Final = {
    "thu-ky": "Đã ký, thư vừa rồi đã vào hàng gửi.",
    "thu-sua": "Đã ghi lời mới. Đọc lại rồi ký.",
    "thu-bo": "Đã bỏ bản thảo, lời hứa nằm trong hồ sơ.",
    "thu-da-xong": "Thư vừa rồi đã được ký hoặc bỏ trước đó. Không có gì gửi hai lần.",
    "duyet": "Đã quyết định việc sửa danh mục.",
}


class Waiting(NamedTuple):
    """A letter before the chair: as it reads, its dossier's clock, the reason's name, the mark of its words."""

    letter: "Apology"
    words: dict[str, Any]
    state: Any
    reason: str


def waiting_letter(letter: "Apology", request: StaffRequest) -> Waiting:
    """Return a letter as the chair reads it."""
    names = {one.code: one.label for one in rule.reasons(clock.local(request.now).date())}
    state = onestop.state_of(letter.dossier, request.now)
    return Waiting(letter, letters.apology(letter, request.now), state, names.get(letter.reason_code, "Lý do riêng"))


def morning(request: StaffRequest) -> dict[str, Any]:
    """Return what waits for the chair today."""
    actor = request.actor
    waiting = list(onestop.apology_drafts(actor)[:MOST])
    drafts = [waiting_letter(one, request) for one in waiting[:WHOLE]]
    results = onestop.in_state(actor, ["to_sign"], request.now)
    others: dict[str, Sequence[Any]] = {
        "orphans": onestop.unowned(actor, request.now),
        "corrections": [one for one in onestop.open_corrections(actor) if str(one.proposed_by_id) != actor.id],
        "plans": [one for one in org.reorganisations(actor) if one.state == "proposed"],
        "records": [one for one in privacy.register_of_records(actor).rows if one.state == "proposed"],
    }
    count = len(waiting) + len(results.lines) + sum(map(len, others.values()))
    title = f"Có {number(count)} việc chờ quyết" if count else "Không còn việc nào chờ quyết"
    said = {
        "title": title,
        "greeting": f"Chào buổi {_hours(request)}.",
        "done": f"Xong việc {_hours(request)} nay.",
        "called": request.called,
        "watched": _watched(request),
    }
    letters = {"letters": drafts, "letters_all": len(waiting), "letters_more": len(waiting) - len(drafts)}
    papers = {"results": results.lines, "more_results": results.after, "count": count, **_ahead(request)}
    return {**letters, **papers, **others, **said, **_said(request)}


def _ahead(request: StaffRequest) -> dict[str, Any]:
    """The diary, and what of it comes next (said when nothing is left to decide)."""
    entries = diary(request)
    return {
        "diary": entries,
        "next": next((one for one in entries if one.hour and not one.off and one.at > request.now), None),
    }


def _watched(request: StaffRequest) -> list[dict[str, Any]]:
    """The figures of the month that the chair answers for: the same as on the public board, with their samples."""
    unit_id, month = request.actor.unit_id, f"{clock.local(request.now):%Y-%m}"
    found = quality.figures(unit_id, month, request.now, NAMES) if unit_id else []
    return [
        {
            "name": NAMES[one.promise.id], "part": one.now.met, "whole": one.now.all,
            "of": one.definition.of.format(met=number(one.now.met), all=number(one.now.all)),
            "lacking": first_up(one.lacking), "counts": one.definition.kind == "each",
        }
        for one in found if one.definition is not None
    ]  # fmt: skip


def _hours(request: StaffRequest) -> str:
    hour = clock.local(request.now).hour
    return "sáng" if hour < 11 else "trưa" if hour < 14 else "chiều" if hour < 18 else "tối"


def _said(request: StaffRequest) -> dict[str, Any]:
    """What people said this month: a rate only above the floor, words only above the floor of privacy.

    How many were asked is counted only where it decides: below the least floor and above the highest it does not.
    """
    day = clock.local(request.now).date()
    month = f"{day:%Y-%m}"
    summary = quality.summary(request.actor, month, 0)
    floor = ratings.sample_floor(0, day)
    if floor <= summary.answers < ratings.sample_floor(EVERYBODY, day):
        floor = ratings.sample_floor(onestop.contacts_of(request.actor, month), day)
    lacking = "" if summary.answers >= floor else f"{summary.answers} câu trả lời, cần ít nhất {floor}"
    told = [(words, said.key_of(words)) for words in summary.words[:TOLD]]
    plan = programme.plans(request.actor).filter(year=day.year).first() if told else None
    link = reverse("office:plan_add", args=[plan.id]) if plan and request.actor.may("plan.change") else ""
    of = f"{summary.satisfied} trên {summary.answers} người trả lời"
    return {"summary": summary, "lacking": lacking, "of": of, "told": told, "plan_link": link}


@require_safe
@staff_page("apology.read")
def chair(request: StaffRequest) -> HttpResponse:
    """``/can-bo/chu-tich/``: the same page at any hour, on any screen."""
    known = acts.BY_SLUG.get(request.GET.get("xong", ""))
    done = DONE.get(request.GET.get("xong", "")) or (known.done if known else "")
    context = {
        "part": morning(request),
        "closure": closure(request.now, request.actor.unit_id),
        "done": done,
        "area": "letters",
    }
    return render(request, "office/chair/page.html", context)


@part(Role.CHAIR, "office/chair/morning.html")
def first_part(request: StaffRequest) -> dict[str, Any]:
    """The chair's part of 'Hôm nay'."""
    return morning(request)
