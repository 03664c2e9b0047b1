"""Editing a draft: what was typed stays, also when somebody else saved meanwhile."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import Refused, Stale
from thanthien.core.ids import uuid7
from thanthien.core.once import already_sent, sent_once
from thanthien.office.dossier_acts import moved_words, once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, typed, whole
from thanthien.office.programme.paper_forms import WordsForm
from thanthien.programme.service import papers


@require_http_methods(METHODS)
@staff_page("model_paper.change")
def edit(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Change the words of a draft."""
    row = papers.paper(request.actor, paper_id)
    onward = HttpResponseRedirect(reverse("office:model_paper", args=[row.id]) + "?xong=sua")
    form, key = WordsForm(row, typed(request)), request.POST.get("once", "")
    if key and already_sent(once_of(request, key)):
        return onward
    if not (form.is_bound and form.is_valid()):
        return _page(request, row, form, 422 if form.is_bound else 200)
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), papers.edit, actor=request.actor, now=request.now,
            paper_id=row.id, version=whole(form.cleaned_data["version"]), words=form.words(),
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return _page(request, row, form, 422)
    except Stale as moved:
        return _again(request, row, form, moved)
    return onward


def _again(request: StaffRequest, row: papers.ModelPaper, form: WordsForm, moved: Stale) -> HttpResponse:
    """Somebody saved meanwhile: say who; the next press puts these words over theirs."""
    kept = {**form.cleaned_data, "version": str(row.version), "once": str(uuid7())}
    fresh = WordsForm(row, initial=kept)
    return _page(request, row, fresh, 409, moved_words(moved, request.now))


def _page(request: StaffRequest, row: papers.ModelPaper, form: WordsForm, status: int, moved: str = "") -> HttpResponse:
    context = {"row": row, "form": form, "label": papers.kind_of(row.kind).label, "moved": moved, "area": "model"}
    return render(request, "office/programme/papers/edit.html", context, status=status)
