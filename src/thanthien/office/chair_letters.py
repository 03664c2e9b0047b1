"""One apology before the chair: read and signed, its words changed, or put aside on a promise. Never in bulk.

What is decided brings the next letter. How many are done goes along in the address (``da``), so that the page can say
"12 trên 30" without keeping anything: a letter put off ("Để sau") simply comes again after the last one.
"""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.core.once import sent_once
from thanthien.office import letters
from thanthien.office.act_forms import READ_BY_PEOPLE
from thanthien.office.chair import DONE, waiting_letter
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.marks.fresh import proved_to_sign
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules import apology as rule
from thanthien.web.forms import ChoiceField, OnceField, PageForm, TextField, ThreeBoxDateField

METHODS = ["GET", "HEAD", "POST"]
MOST = 10_000


class SignForm(PageForm):
    """Nothing to fill in: the mark of the words that were read goes along."""

    once = OnceField()
    seen = forms.CharField(widget=forms.HiddenInput, required=False, label="")


class PromiseForm(PageForm):
    """Why no letter is needed: the handler's own promise."""

    once = OnceField()
    promise = TextField(
        label="Người xử lý hứa thế nào?", hint="Ai hứa, xong lúc nào. Lời hứa nằm trong hồ sơ.", limit=300, rows=3
    )


class WordsForm(PageForm):
    """The letter's own words: reason, new date, the person who answers for it."""

    once = OnceField()
    reason_code = ChoiceField(label="Lý do", choices=(), required=False)
    reason = TextField(
        label="Lời trong thư", hint=f"{READ_BY_PEOPLE} Đổi lý do mà để nguyên ô này thì thư dùng câu của lý do mới.",
        limit=2000, rows=4, required=False,
    )  # fmt: skip
    new_date = ThreeBoxDateField(label="Ngày hẹn mới", hint="Chỉ hẹn lại một lần", required=False)
    answerable = ChoiceField(label="Người chịu trách nhiệm trả lời", choices=(), pull=True)

    def __init__(self, letter: Any, request: StaffRequest, data: Any = None) -> None:
        initial = {
            "reason_code": letter.reason_code, "reason": letter.reason, "new_date": letter.new_date,
            "answerable": str(letter.answerable_id or ""),
        }  # fmt: skip
        super().__init__(data, initial=initial)
        day = clock.local(request.now).date()
        self.sentences = {one.code: one.sentence for one in rule.reasons(day)}
        self.old = letter.reason
        self.offer("reason_code", [(one.code, one.label) for one in rule.reasons(day)])
        people = {str(one.staff_id): f"{one.staff.name}, {one.title}" for one in org.colleagues(request.actor, day)}
        self.offer("answerable", list(people.items()))
        for name in ("reason_code", "reason", "new_date"):
            self.fields[name].widget.says_optional = False  # each stands there already
        if letter.kind != "late":
            del self.fields["new_date"]

    def words(self) -> str:
        """Return the words: those typed, or the sentence of a reason that was chosen instead."""
        typed, code = str(self.cleaned_data["reason"]), self.cleaned_data["reason_code"]
        untouched = not typed or typed == self.old
        return self.sentences.get(code, typed) if untouched and code != self.initial["reason_code"] else typed


@require_http_methods(METHODS)
@staff_page("apology.read")
@proved_to_sign
def sign(request: StaffRequest, apology_id: UUID) -> HttpResponse:
    """Name person and consequence, then sign; the next letter follows. A second press finds the first one's answer."""
    if request.method != "POST":
        letter = onestop.letter_of(request.actor, apology_id)
        if letter is None:
            return _next(request, apology_id, "thu-da-xong", 0)
        return _page(request, letter, "sign", SignForm(initial={"seen": onestop.seen_of(letter)}))
    form = SignForm(request.POST)
    if not form.is_valid():  # no browser sends this: the letter is shown again, to be read
        return _refused(request, apology_id, Refused("Đọc lại thư rồi ký.", "", "letter-changed"))
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), onestop.sign_apology, actor=request.actor,
            now=request.now, apology_id=apology_id, seen=form.cleaned_data["seen"],
        )  # fmt: skip
    except Refused as no:
        return _refused(request, apology_id, no)
    return _next(request, apology_id, "thu-ky")


def _refused(request: StaffRequest, apology_id: UUID, no: Refused) -> HttpResponse:
    """Show the letter again with why it was not signed; one that somebody else settled gives way to the next."""
    letter = onestop.letter_of(request.actor, apology_id)
    if letter is None:
        return _next(request, apology_id, "thu-da-xong", 0)
    status = 409 if no.code == "letter-changed" else 422
    return _page(request, letter, "sign", SignForm(initial={"seen": onestop.seen_of(letter)}), status, no.message)


@require_http_methods(METHODS)
@staff_page("apology.read")
def revise(request: StaffRequest, apology_id: UUID) -> HttpResponse:
    """Change the words before signing; the letter keeps its place among the others."""
    letter = onestop.letter_of(request.actor, apology_id)
    if letter is None:
        return _next(request, apology_id, "thu-da-xong", 0)
    form = WordsForm(letter, request, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, letter, "revise", form, 422 if form.is_bound else 200)
    data = form.cleaned_data
    try:
        sent_once(
            once_of(request, data["once"]), onestop.revise_apology, actor=request.actor, now=request.now,
            apology_id=apology_id, reason=form.words(), new_date=data.get("new_date"),
            answerable_id=UUID(data["answerable"]), reason_code=data["reason_code"],
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return _page(request, letter, "revise", form, 422)
    return _at(apology_id, "thu-sua", _done(request))


@require_http_methods(METHODS)
@staff_page("apology.read")
def dismiss(request: StaffRequest, apology_id: UUID) -> HttpResponse:
    """Not needed, it will be in time: only on the handler's promise, and never after the date."""
    form = PromiseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sent_once(
                once_of(request, form.cleaned_data["once"]), onestop.dismiss_apology, actor=request.actor,
                now=request.now, apology_id=apology_id, promise=form.cleaned_data["promise"],
            )  # fmt: skip
            return _next(request, apology_id, "thu-bo")
        except Refused as no:
            form.refuse(no)
    letter = onestop.letter_of(request.actor, apology_id)
    if letter is None:
        return _next(request, apology_id, "thu-da-xong", 0)
    return _page(request, letter, "dismiss", form, 422 if form.is_bound else 200)


def _done(request: StaffRequest) -> int:
    """How many letters were settled in this sitting, as the address says; anything else is none."""
    said = request.GET.get("da", "")
    return min(int(said), MOST) if said.isascii() and said.isdigit() else 0


def _at(apology_id: UUID, words: str, done: int) -> HttpResponseRedirect:
    query = urlencode({"da": str(done), "xong": words})
    return HttpResponseRedirect(f"{reverse('office:letter_sign', args=[apology_id])}?{query}")


def _next(request: StaffRequest, apology_id: UUID, words: str, settled: int = 1) -> HttpResponseRedirect:
    place = onestop.reading.place_of(request.actor, apology_id)
    if place.next is None:
        return HttpResponseRedirect(f"{reverse('office:letters')}?{urlencode({'xong': words})}")
    return _at(place.next, words, _done(request) + settled)


def _page(
    request: StaffRequest, letter: Any, what: str, form: PageForm, status: int = 200, wrong: str = ""
) -> HttpResponse:
    row, done = letter.dossier, _done(request)
    place = onestop.reading.place_of(request.actor, letter.id)
    context = {
        "place": place, "done": done, "number": done + place.before + 1, "all": done + place.left,
        "said": DONE.get(request.GET.get("xong", "")) if status == HTTPStatus.OK else "",
        "one": waiting_letter(letter, request), "letter": letters.apology(letter, request.now), "row": row,
        "form": form, "wrong": wrong, "area": "letters", "by_mail": row.tell_by == "email" and row.email,
    }  # fmt: skip
    return render(request, f"office/chair/{what}.html", context, status=status)
