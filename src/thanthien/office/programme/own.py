"""``/can-bo/mo-hinh/``: where our commune stands in the model, what is there, what is missing, whose turn it is."""

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thanthien.core.clock import local
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.programme import service as programme
from thanthien.rules.programme import STAGES, THINGS

# Where the commune itself makes the thing that a gate asks for.
PAGES: Final = {
    "board": "office:boards", "board_rules": "office:boards", "plan": "office:plans", "task": "office:plans",
    "readiness": "office:readiness", "training": "office:trainings", "posting": "office:postings",
    "refit": "office:postings", "launch": "office:launches", "commitment": "office:commitments",
    "preliminary_review": "office:model_papers", "final_review": "office:model_papers", "pack": "office:packs",
}  # fmt: skip


@require_safe
@staff_page("programme.read")
def own(request: StaffRequest) -> HttpResponse:
    """Show the way of the commune: each stage, its gate, the thing that opened it. The level above has its own page."""
    part = programme.own(request.actor)
    if part is None and request.actor.may("programme.run"):
        return HttpResponseRedirect(reverse("above:programmes"))
    if part is None:
        return render(request, "office/programme/none.html", {"area": "model"})
    things: dict[str, list[programme.Artefact]] = {}
    for one in programme.artefacts(part):
        things.setdefault(one.kind, []).append(one)
    reached = [stage.key for stage in STAGES].index(part.stage)
    steps = [
        {
            "stage": stage, "done": number <= reached, "here": number == reached, "next": number == reached + 1,
            "gates": [(THINGS[kind], things.get(kind, []), PAGES.get(kind, "")) for kind in stage.needs],
        }
        for number, stage in enumerate(STAGES)
    ]  # fmt: skip
    context = {
        "part": part, "steps": steps, "texts": programme.texts_of(part.programme), "area": "model",
        "untrained": _untrained(request), "missing": [(THINGS[kind], PAGES.get(kind, "")) for kind in part.missing],
    }  # fmt: skip
    return render(request, "office/programme/own.html", context)


def _untrained(request: StaffRequest) -> int:
    """Count who is in post and was at no training, for those who call the sessions."""
    if not request.actor.may("training.run"):
        return 0
    return len(programme.training.untrained(request.actor, local(request.now).date()))
