"""``/can-bo/danh-muc/tu-thuong-goi/``: words that people use, and what they looked for in vain."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.core.once import sent_once
from thanthien.core.text import fold
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
    if not form.is_bound and (looked_for := request.GET.get("tu", "")[:80]):
        form.initial.update({"text": looked_for, "code": _guess(request, looked_for)})
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


def _guess(request: StaffRequest, text: str) -> str:
    """Return the procedure most likely meant, word by word: whoever agrees presses once more."""
    index = onestop.index_of(request.actor.unit_id, clock.local(request.now).date())
    for words in (text, *sorted(text.split(), key=len, reverse=True)[:4]):
        found = next(iter(index.search(words, 1)), None) if len(words) > 2 else None
        if found is not None:
            return found.code
    return ""


def _grown(misses: Iterable[Any], known: set[str]) -> list[tuple[Any, int | None]]:
    """Return searches in vain of the newest month they came in, with the count of the month before; taught ones go."""
    found: dict[str, tuple[Any, int | None]] = {}
    for one in misses:  # newest month first
        if one.text in known:
            continue
        newest = found.get(one.text)
        if newest is None:
            found[one.text] = (one, None)
        elif newest[1] is None:
            found[one.text] = (newest[0], one.count)
    return sorted(found.values(), key=lambda pair: (pair[0].month, pair[0].count), reverse=True)[:50]


def _context(request: StaffRequest, offers: list[onestop.Offer]) -> dict[str, Any]:
    titles = {one.entry.code: one.entry.title for one in offers}
    own = onestop.synonyms(request.actor.unit_id, clock.local(request.now).date()).order_by("text")
    return {
        "own": [(one, titles.get(one.procedure.code, one.procedure.code)) for one in own],
        "misses": _grown(onestop.misses(request.actor)[:500], {fold(one.text) for one in own}), "area": "catalogue",
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
