"""``/can-bo/ho-so/<id>/viec/<act>/``: one act, one page: what it asks, what it brings about, what people will read.

Press → command → back to the dossier. A letter is read before it is sent. Whatever goes wrong, the text stays.
"""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from thanthien.core import clock
from thanthien.core.command import Once
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.ids import uuid7
from thanthien.core.once import already_sent
from thanthien.office import acts, letters
from thanthien.office.act_kind import Act
from thanthien.office.case import Case, read
from thanthien.office.dossier import head
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.history import done_as
from thanthien.web.words import first_up, hour

BACK: Final = {"chu-tich": "office:letters", "van-thu": "office:records"}
# Not part of what is done: two presses of one form are the same act whatever the browser adds.
ASIDE: Final = frozenset({"csrfmiddlewaretoken", "buoc", "ve"})


def once_of(request: StaffRequest, key: str) -> Once:
    """Return the idempotency key of a press, bound to this session (settled question 16)."""
    body = {name: values for name, values in request.POST.lists() if name not in ASIDE}
    text = json.dumps([request.path, body], sort_keys=True, ensure_ascii=False)
    return Once(request.session.session_key or "", key or str(uuid7()), text)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("dossier.read")
def act(request: StaffRequest, dossier_id: UUID, slug: str) -> HttpResponse:
    """Ask for one act, show its letter, or do it."""
    found = acts.BY_SLUG.get(slug)
    case = read(request.actor, dossier_id, request.now)
    if found is None or not _may_ever(found, case):
        raise NotThere
    if request.method != "POST":
        return _page(request, found, case, found.form(case))
    if already_sent(once_of(request, request.POST.get("once", ""))):
        return _done(request, found, case)
    form = found.form(case, request.POST)
    if request.POST.get("buoc") == "sua":
        return _page(request, found, case, found.form(case, initial=_kept(request.POST, form)))
    if not form.is_valid():
        return _page(request, found, case, form, status=422)
    if found.letter and request.POST.get("buoc") != "gui":
        draw = _letter if form.seen() == case.dossier.version else _again
        return draw(request, found, case, form)
    return _do(request, found, case, form)


def _may_ever(found: Act, case: Case) -> bool:
    """Acts of other posts are "not there" for this one; acts of another step say why they cannot be done."""
    return found.may_ever(case)


def _kept(data: QueryDict, form: Any) -> dict[str, Any]:
    """Return what was typed, for a form that is shown again without complaint."""
    return {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}


def _do(request: StaffRequest, found: Act, case: Case, form: Any) -> HttpResponse:
    try:
        acts.do(found, case, form, once_of(request, form.cleaned_data["once"]))
    except Refused as no:
        form.refuse(no)
        return _page(request, found, case, form, status=422)
    except Stale:
        return _again(request, found, case, form)
    return _done(request, found, case)


def _done(request: StaffRequest, found: Act, case: Case) -> HttpResponse:
    back = BACK.get(request.POST.get("ve", ""))
    home = reverse(back) if back else reverse("office:dossier", args=[case.dossier.id])
    return HttpResponseRedirect(f"{home}?{urlencode({'xong': found.slug})}")


def _again(request: StaffRequest, found: Act, case: Case, form: Any) -> HttpResponse:
    """Somebody moved the dossier meanwhile: say who, what and when; the text stays, the next press is a new act."""
    fresh = read(case.actor, case.dossier.id, case.now)
    kept = _kept(request.POST, form) | {"version": fresh.dossier.version, "once": str(uuid7())}
    return _page(request, found, fresh, found.form(fresh, initial=kept), status=409, moved=_moved(fresh))


def _moved(case: Case) -> str:
    row = case.dossier
    return moved_words(Stale(row.last_by, done_as(row.last_act), row.last_at), case.now)


def moved_words(moved: Stale, now: datetime) -> str:
    """Say who did what and when: "Hà Thị Nhài vừa trình ký lúc 9:14."."""
    at = clock.local(moved.at)
    day = "" if at.date() == clock.local(now).date() else f" ngày {at.day}/{at.month}"
    return f"{first_up(moved.who)} vừa {moved.what} lúc {hour(at)}{day}."


def _page(request: StaffRequest, found: Act, case: Case, form: Any, status: int = 200, moved: str = "") -> HttpResponse:
    context = {
        **head(case), "act": found, "form": form, "why": found.refusal(case), "moved": moved, "area": "dossiers",
        "back": _back(request, case), "back_key": _back_key(request),
    }  # fmt: skip
    return render(request, "office/dossier/act.html", context, status=status)


def _letter(request: StaffRequest, found: Act, case: Case, form: Any) -> HttpResponse:
    hidden = [(name, value) for name, values in request.POST.lists() if name not in ASIDE for value in values]
    context = {
        **head(case), "act": found, "hidden": hidden, "letter": letters.of(found.move, case, form), "area": "dossiers",
        "back": _back(request, case), "back_key": _back_key(request),
    }  # fmt: skip
    return render(request, "office/dossier/letter.html", context)


def _back_key(request: StaffRequest) -> str:
    key = request.POST.get("ve") or request.GET.get("ve") or ""
    return key if key in BACK else ""


def _back(request: StaffRequest, case: Case) -> str:
    key = _back_key(request)
    return reverse(BACK[key]) if key else reverse("office:dossier", args=[case.dossier.id])
