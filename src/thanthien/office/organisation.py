"""``/can-bo/to-chuc/``: how the commune is organised, as of a day: hamlets, boards, posts, who is away.

All staff may read it; what changes it is asked on a page of its own (:func:`ask`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.command import Once
from thanthien.core.errors import Refused
from thanthien.core.once import already_sent
from thanthien.core.text import clean
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.people_forms import ROLES
from thanthien.office.press import form_page
from thanthien.org import service as org
from thanthien.web.forms import PageForm

DONE: Final = {
    "them": "Đã ghi thêm.", "thoi": "Đã ghi ngày thôi.", "thay": "Đã ghi thay đổi.", "ban": "Đã ghi quyết định.",
    "vang": "Đã ghi ngày vắng mặt.", "uy-quyen": "Đã ghi ủy quyền.", "thu": "Đã kết thúc ủy quyền.",
}  # fmt: skip
YEARS: Final = range(1900, 2200)  # beyond, a day has no beginning that a database could compare
_TYPED_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a page that asks for one act; ``back`` is where it leads, ``done`` what is said there."""

    title: str
    button: str
    back: str
    done: str
    lead: str = ""
    danger: bool = False
    template: str = "office/organisation/form.html"


def ask(
    request: StaffRequest, form: PageForm, page: Asked, act: Callable[[Once, dict[str, Any]], object],
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show a form, or do its act once and go back; a refusal stands at its field, and what was typed stays."""
    context = {"page": page, "area": "organisation", **(more or {})}
    key = request.POST.get("once", "")
    onward = HttpResponseRedirect(f"{page.back}?xong={page.done}")
    if form.is_bound and key and already_sent(once_of(request, key)):
        return onward
    if not (form.is_bound and form.is_valid()):
        return form_page(request, page.template, form, context)
    data = dict(form.cleaned_data)
    try:
        act(once_of(request, data.pop("once")), data)
    except Refused as no:
        return form_page(request, page.template, form, context, no)
    return onward


def day_of(request: StaffRequest) -> tuple[date, bool]:
    """Return the day that a list is asked for, and whether it is another than today; what cannot be read is today."""
    today = clock.local(request.now).date()
    found = _TYPED_DAY.fullmatch(clean(request.GET.get("ngay", ""))[:20])
    if found is None:
        return today, False
    day, month, year = (
        (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    )  # fmt: skip
    try:
        asked = date(int(year), int(month), int(day))
    except ValueError:
        return today, False
    return (asked, asked != today) if asked.year in YEARS else (today, False)


def shown(request: StaffRequest, **more: Any) -> dict[str, Any]:
    """Return what every list of this area tells its template."""
    day, past = day_of(request)
    typed = clean(request.GET.get("ngay", ""))[:20]
    lost = bool(typed) and not past and typed not in {day.isoformat(), f"{day:%d/%m/%Y}"}
    done = DONE.get(request.GET.get("xong", ""), "")
    return {"day": day, "past": past, "lost": lost, "done": done, "area": "organisation", **more}


@require_safe
@staff_page("organisation.read")
def organisation(request: StaffRequest) -> HttpResponse:
    """The first page of the area: what there is, and what is lacking today."""
    actor, today = request.actor, clock.local(request.now).date()
    boards = [org.as_of(one, today) for one in org.boards(actor, today)]
    away = [one for one in org.absences(actor, today) if one.valid_from <= today]
    context = {
        "hamlets": org.hamlets_of(actor.scope, today).count(), "boards": len(boards),
        "posts": org.posts_on(actor, today).count(), "away": away,
        "lent": [one for one in org.delegations(actor) if one.valid_from <= today < one.valid_to],
        "warnings": [(one.board, line) for one in boards for line in one.warnings],
    }  # fmt: skip
    return render(request, "office/organisation/home.html", shown(request, **context))


@require_safe
@staff_page("organisation.read")
def posts(request: StaffRequest) -> HttpResponse:
    """Who held which post on a day."""
    day, _ = day_of(request)
    rows = [(one, ROLES.get(one.role, one.get_role_display())) for one in org.posts_on(request.actor, day)]
    return render(request, "office/organisation/posts.html", shown(request, posts=rows))


def address(name: str, *args: object) -> str:
    """Return the address of one of the office's pages."""
    return reverse(f"office:{name}", args=args)


def staff_choices(request: StaffRequest) -> list[tuple[str, str]]:
    """Return everybody who works here today, once each, with their titles."""
    titles: dict[tuple[str, str], list[str]] = {}
    rows = org.colleagues(request.actor, clock.local(request.now).date())
    for one in rows.order_by("staff__name", "staff_id", "id"):
        titles.setdefault((str(one.staff_id), one.staff.name), []).append(one.title)
    return [(key, f"{name}, {', '.join(dict.fromkeys(held))}") for (key, name), held in titles.items()]
