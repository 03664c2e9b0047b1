"""``/tinh-han/``: anybody checks a date. The answer stands under a link that can be sent on."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.public import due_form
from thanthien.rules.clock import Due
from thanthien.web import words
from thanthien.web.sites import Site, SiteRequest

BOXES = ("start_d", "start_m", "start_y")


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Ask, by boxes or by link; a filled form leads to its link."""
    site, asked = cast(SiteRequest, request).site, request.GET
    offered = onestop.offered(site.unit_id, clock.today())
    way = due_form.way_of(asked)
    context: dict[str, Any] = {"area": "due", "way": way, "ways": due_form.WAYS.items()}
    if any(box in asked for box in BOXES):
        form = due_form.make(way, offered, asked)
        if form.is_valid():
            return HttpResponseRedirect(f"?{form.query()}")
        return render(request, "public/due/due.html", {**context, "form": form}, status=422)
    form = due_form.make(way, offered, None, due_form.initial_of(asked, clock.now()))
    if "received" not in asked and "from" not in asked:
        return render(request, "public/due/due.html", {**context, "form": form})
    return _answer(request, context, form, site)


def _answer(request: HttpRequest, context: dict[str, Any], form: Any, site: Site) -> HttpResponse:
    asked = request.GET
    try:
        question = onestop.due_query.read({"unit": site.code, **asked.dict()}, asked.getlist("event"))
        about = onestop.due_query.offered_procedure(question) if question.procedure else None
        found = onestop.due_query.reckon(
            question, lambda _: cast(onestop.due_query.Found, about), _unit(site, question)
        )
    except onestop.due_query.DueProblem as problem:
        name = due_form.FIELDS.get(problem.field, problem.field)
        shown = {**context, "form": form, "problem": problem, "where": form[name] if name in form.fields else None}
        return render(request, "public/due/due.html", shown, status=422)
    told = {"due": found, "headline": headline(found), "question": question, "subject": subject(question, about)}
    return render(request, "public/due/due.html", {**context, "form": form, **told})


def _unit(site: Site, question: onestop.due_query.DueRequest) -> UUID | None:
    """Return the commune of this address, unless the question names another one."""
    return site.unit_id if question.unit == site.code else None


def headline(found: Due) -> str:
    """Say the date first."""
    if found.paused_since is not None:
        return "Đồng hồ đang dừng, chờ bổ sung giấy"
    today = clock.today()
    if found.exact:
        return f"Trước {words.hour(found.at)} {words.day_words(found.due_on, today)}"
    return words.first_up(words.day_words(found.revised_on or found.due_on, today))


def subject(question: onestop.due_query.DueRequest, about: onestop.due_query.Found | None) -> dict[str, Any]:
    """Name what was asked about; for a procedure also its kinds of case."""
    if about is None:
        return {"name": question.rule}
    entry = about.entry
    return {"name": entry.title, "code": entry.code, "cases": entry.limit.cases, "case": question.case}
