"""``/thu-tuc/…/chuan-bi/``: the form filled at home to take along, where filing online is off or nobody wants it.

Nothing typed here is kept: what comes back is a sheet to print. Blank lines stay for what was left empty.
"""

from datetime import datetime
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop
from thanthien.public import filing_desk
from thanthien.public.doors import public_form
from thanthien.public.filing import ANY
from thanthien.public.filing_desk import Desk
from thanthien.public.follow_page import is_declaration
from thanthien.public.procedure_page import NATIONAL_PORTAL
from thanthien.public.questions import told_value
from thanthien.public.step_form import StepForm
from thanthien.web import client
from thanthien.web.sites import SiteRequest

ASKED: Final = ("who", "matter")  # how the result is given is said at the counter


@ANY
@public_form
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the questions of a form on one page; answer with the sheet."""
    site, now = cast(SiteRequest, request).site, clock.now()
    desk = filing_desk.fresh(site, code, now)
    if not desk.entry.fileable:
        raise NotThere
    data = request.POST if request.method == "POST" else None
    if data is not None:
        client.spend(request, "online.address")
    # Who came from "Nộp giúp bà con" has said so already.
    said = {"on_behalf": "yes"} if "giup" in request.GET else {}
    forms = [StepForm(desk.form, step, {}, said, data) for step in ASKED]
    if data is None or _wrong(forms, data):
        return _page(request, "public/preparing/form.html", desk, forms, 200 if data is None else 422)
    return _page(request, "public/preparing/sheet.html", desk, forms, 200, _sections(desk, forms, now))


def _wrong(forms: list[StepForm], data: Any) -> bool:
    """What was left empty may stay so, it is filled by hand; what was typed and cannot be understood is told."""
    for form in forms:
        for name in list(form.errors):
            typed = [data.get(key, "") for key in (name, f"{name}_d", f"{name}_m", f"{name}_y")]
            if not any(str(one).strip() for one in typed):
                del form.errors[name]
    return any(form.errors for form in forms)


def _sections(desk: Desk, forms: list[StepForm], now: datetime) -> list[dict[str, Any]]:
    answers = {name: value for form in forms for name, value in form.saved().items()}
    labels = [label for _, label in desk.form.steps]
    return [
        {
            "title": labels[at],
            "rows": [
                (form.fields[field.name].label, told_value(field, answers.get(field.name, "")))
                for field in form.asked
                if field.is_asked(answers)
            ],
        }
        for at, form in enumerate(forms)
    ]


def _page(
    request: HttpRequest, template: str, desk: Desk, forms: list[StepForm], status: int, sections: Any = ()
) -> HttpResponse:
    rule = onestop.booking.rule_of(desk.unit_id)
    context = {
        "area": "procedures", "desk": desk, "forms": forms, "sections": sections, "portal": NATIONAL_PORTAL,
        "booking": rule is not None and rule.open, "at": clock.now(),
        "papers": [paper.text for paper in desk.entry.papers if not is_declaration(paper.text)],
        "steps": [label for _, label in desk.form.steps],
    }  # fmt: skip
    page = render(request, template, context, status=status)
    page.headers["Cache-Control"] = "no-store"  # what was typed stands on the sheet
    return page
