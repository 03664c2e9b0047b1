"""``/can-bo/ho-so/<id>/so-dinh-danh/``: a whole number or the picture of a card, for a reason that its owner reads.

The number is drawn into the answer of the press and nowhere else: not into an address, a session or the memory of keys.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.office.case import Case, read
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import typed
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy
from thanthien.rules.reading import reasons
from thanthien.web.forms import ChoiceField, OnceField, PageForm, TextField

CARD = "tep:"


class ReasonForm(PageForm):
    """What to see, why, and a word about it."""

    once = OnceField()
    field = ChoiceField(label="Cần xem", choices=(), ask="Chọn số hoặc ảnh cần xem.")
    reason = ChoiceField(label="Để làm gì?", choices=(), ask="Chọn vì sao cần xem.")
    text = TextField(label="Ghi thêm", limit=300, rows=2, required=False)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("field", _things(case))
        listed = reasons(clock.local(case.now).date())
        self.offer("reason", [(one.code, one.label) for one in listed])


def _things(case: Case) -> list[tuple[str, str]]:
    numbers = [(one.name, f"{one.label} ({one.value})") for one in onestop.numbers_of(case.dossier)]
    cards = [item for item in case.items if item.file is not None and item.file.encrypted]
    return numbers + [(f"{CARD}{item.id}", f"Ảnh: {item.text}") for item in cards]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("identity.read")
def identity(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Ask why, note it, show it."""
    case = read(request.actor, dossier_id, request.now)
    things = _things(case)
    if not things:
        raise NotThere
    form = ReasonForm(case, typed(request), initial={"field": _asked(request, things)})
    if request.method == "POST" and form.is_valid():
        try:
            return _shown(request, case, form)
        except Refused as no:
            form.refuse(no)
    context = {"case": case, "row": case.dossier, "form": form, "area": "dossiers"}
    return render(request, "office/dossier/identity.html", context, status=422 if form.is_bound else 200)


def _asked(request: StaffRequest, things: list[tuple[str, str]]) -> str:
    wanted = request.GET.get("truong", "")
    return wanted if wanted in dict(things) or len(things) > 1 else things[0][0]


def _shown(request: StaffRequest, case: Case, form: ReasonForm) -> HttpResponse:
    field, reason, text = (str(form.cleaned_data[name]) for name in ("field", "reason", "text"))
    once = once_of(request, form.cleaned_data["once"])
    shown: dict[str, Any] = {"label": dict(_things(case))[field]}
    if field.startswith(CARD):
        item_id = UUID(field.removeprefix(CARD))
        sent_once(
            once, privacy.read_card, actor=request.actor, now=request.now, dossier_id=case.dossier.id,
            item_id=item_id, reason=reason, text=text,
        )  # fmt: skip
        shown["card"] = reverse("office:attachment", args=[case.dossier.id, item_id])
    else:  # no key of the press: a page sent again shows the number again, and that is a reading
        privacy.read_number(
            actor=request.actor, now=request.now, dossier_id=case.dossier.id, field=field, reason=reason, text=text
        )
        shown["number"] = onestop.number_of(case.dossier, field)
    return render(request, "office/dossier/identity.html", {"row": case.dossier, "shown": shown, "area": "dossiers"})
