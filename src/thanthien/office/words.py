"""``/can-bo/danh-muc/tu-thuong-goi/``: words that people use, and what they looked for in vain."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.core.once import sent_once
from thanthien.office.catalogue_forms import WordForm
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, form_page, typed
from thanthien.onestop import service as onestop

DONE: Final = {"them": "Đã thêm. Ô tìm kiếm hiểu từ này ngay.", "bo": "Đã bỏ từ hôm nay."}


@require_http_methods(METHODS)
@staff_page("synonym.change")
def words(request: StaffRequest) -> HttpResponse:
    """List the commune's own words and the searches without a result; add a word."""
    day = clock.local(request.now).date()
    offers = onestop.offers(request.actor.unit_id, day)
    form = WordForm(typed(request), choices=[(one.entry.code, one.entry.title) for one in offers])
    context = _context(request, offers)
    if not form.is_bound:
        form.initial["text"] = request.GET.get("tu", "")[:80]
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/catalogue/words.html", form, context)
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), onestop.add_synonym, actor=request.actor,
            now=request.now, text=form.cleaned_data["text"], code=form.cleaned_data["code"],
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/catalogue/words.html", form, context, no)
    return HttpResponseRedirect(f"{reverse('office:words')}?xong=them")


def _context(request: StaffRequest, offers: list[onestop.Offer]) -> dict[str, Any]:
    titles = {one.entry.code: one.entry.title for one in offers}
    own = onestop.synonyms(request.actor.unit_id, clock.local(request.now).date()).order_by("text")
    return {
        "own": [(one, titles.get(one.procedure.code, one.procedure.code)) for one in own],
        "misses": list(onestop.misses(request.actor)[:50]), "area": "catalogue",
        "done": DONE.get(request.GET.get("xong", "")),
    }  # fmt: skip


@require_POST
@staff_page("synonym.change")
def end(request: StaffRequest, synonym_id: UUID) -> HttpResponse:
    """Stop using a word from today on."""
    sent_once(
        once_of(request, request.POST.get("once", "")), onestop.end_synonym, actor=request.actor, now=request.now,
        synonym_id=synonym_id,
    )  # fmt: skip
    return HttpResponseRedirect(f"{reverse('office:words')}?xong=bo")
