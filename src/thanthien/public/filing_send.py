"""The last page: everything once, with a way back at each line; one press sends once; then code and QR."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, OtherBody, Refused
from thanthien.core.ids import uuid7
from thanthien.core.once import Once, sent_once
from thanthien.onestop import service as onestop
from thanthien.public import filing_desk, filing_people, follow_page
from thanthien.public.doors import public_form, secret
from thanthien.public.filing import ANY
from thanthien.public.filing_desk import REVIEW, STEPS, Desk
from thanthien.public.follow_page import is_declaration
from thanthien.public.questions import told_value
from thanthien.public.step_form import PAPER, StepForm, paper_of
from thanthien.web import client, words
from thanthien.web.uploads import GONE

TELL_BY = {"paper": "slip"} | {one: one for one in ("phone", "email", "sms", "zalo", "hamlet")}
# Where a refusal of the command is shown: its own names are those of every door.
FIELDS = {
    "name": "applicant_name",
    "phone": "applicant_phone",
    "email": "applicant_email",
    "address": "applicant_address",
    "id_number": "applicant_id",
    "helper_name": "applicant_name",
    "helper_phone": "applicant_phone",
    "helper_relation": "principal_relation",
    "helper_reason": "helping_reason",
    "authority": "helping_authority",
    "contact": "helping_contact",
    "org_number": "organisation_number",
    "org_name": "organisation_name",
}


@ANY
@public_form
@secret
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Read everything once more, then send it with one press."""
    now = clock.now()
    if request.method == "POST":
        client.spend(request, "online.address", ("online.draft", token))
    desk = filing_desk.opened(request, token, now)
    if request.method == "POST":
        return _send(request, desk)
    if desk.draft is not None and desk.draft.dossier_id is not None:
        return HttpResponseRedirect(f"/nop/{token}/xong/")
    if filing_desk.changed(desk):
        return HttpResponseRedirect(f"/nop/{token}/doi/?buoc={REVIEW}")
    return _page(request, desk)


def _send(request: HttpRequest, desk: Desk) -> HttpResponse:
    if desk.draft is not None and desk.draft.dossier_id is not None:
        return HttpResponseRedirect(f"/nop/{desk.token}/xong/")
    forms = _judged(desk)
    if any(form.errors for form in forms):
        return _page(request, desk, forms, status=422)
    key = request.POST.get("once", "")[:64] or str(uuid7())
    once = Once(desk.token, key, _digest(desk))
    filing = _filing(desk)
    try:
        sent_once(
            once, onestop.file, actor=citizen(str(desk.answers.get("applicant_name", ""))), now=clock.now(),
            filing=filing, draft_token=desk.token,
        )  # fmt: skip
    except (Refused, OtherBody) as no:
        code = getattr(no, "code", "already-sent")
        if code == "version-changed":
            return HttpResponseRedirect(f"/nop/{desk.token}/doi/?buoc={REVIEW}")
        if code != "already-sent":
            return _page(request, desk, forms, refused=no if isinstance(no, Refused) else None, status=422)
    return HttpResponseRedirect(f"/nop/{desk.token}/xong/")


def _judged(desk: Desk) -> list[StepForm]:
    """Return all steps, judged again as if they came in now, with files that are gone said so."""
    forms = desk.checked()
    gone = desk.gone_files()
    for form in forms:
        for name in gone & set(form.fields):
            form.errors.pop(name, None)
            form.add_error(name, GONE)
    return forms


def _digest(desk: Desk) -> str:
    text = json.dumps(dict(desk.answers), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _filing(desk: Desk) -> onestop.Filing:
    answers = desk.answers
    asked = {field.name: answers.get(field.name, "") for field in desk.form.fields if field.is_asked(answers)}
    plain = {name: _final(value) for name, value in asked.items() if value not in ("", None)}
    person, helper = filing_people.people(answers, _tell_by(answers))
    if helper is not None:
        plain.pop("applicant_id", None)
    applicant = replace(person, letters_wanted=answers.get("heart_letter") == "yes")
    return onestop.Filing(
        desk.unit_id, desk.entry.code, applicant, plain, _items(desk), "online", helper=helper,
        registrant=filing_people.registrant(answers),
    )  # fmt: skip


def _final(value: Any) -> str:
    return "/".join(part for part in value if part) if isinstance(value, list) else str(value)


def _tell_by(answers: Any) -> str:
    """Return the channel that was chosen, or the first one that was given."""
    chosen = TELL_BY.get(str(answers.get("tell_by", "")))
    return chosen or ("phone" if answers.get("applicant_phone") else "slip")


def _items(desk: Desk) -> list[onestop.Item]:
    items = []
    for number, paper in enumerate(desk.entry.papers, 1):
        kept = paper_of(desk.answers.get(f"{PAPER}{number}"))
        if is_declaration(paper.text):
            # Filled here question by question, or at the counter where the form has no questions of its own.
            items.append(onestop.Item(number, "filled" if desk.form.full else "later"))
        elif kept.kept is not None:
            items.append(onestop.Item(number, "file", kept.kept.id))
        elif kept.bring:
            items.append(onestop.Item(number, "later"))
    return items


def _page(
    request: HttpRequest,
    desk: Desk,
    forms: list[StepForm] | None = None,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    forms = _judged(desk) if forms is None else forms
    context = {
        "area": "procedures",
        "desk": desk,
        "number": REVIEW,
        "steps": [label for _, label in desk.form.steps],
        "sections": [_section(desk, at, form) for at, form in enumerate(forms, 1)],
        "wrong": _wrong(desk, forms, refused),
        "once": str(uuid7()),
        "saved": clock.local(desk.saved_at) if desk.saved_at else None,
    }
    return render(request, "public/filing/review.html", context, status=status)


def _section(desk: Desk, at: int, form: StepForm) -> dict[str, Any]:
    rows = []
    for field in form.asked:
        if field.is_asked(desk.answers):
            said = told_value(field, desk.answers.get(field.name, ""))
            label = form.fields[field.name].label
            rows.append({"label": label, "said": said, "name": field.name, "wrong": field.name in form.errors})
    for number in form.papers:
        kept = paper_of(desk.answers.get(f"{PAPER}{number}"))
        said = f"{kept.kept.name}, {words.size(kept.kept.size)}" if kept.kept else "Sẽ mang đến" if kept.bring else ""
        name = f"{PAPER}{number}"
        rows.append({"label": form.fields[name].label, "said": said, "name": name, "wrong": name in form.errors})
    if form.papers:
        how = "Điền ở các bước trên" if desk.form.full else "Điền tại quầy, cán bộ điền cùng anh/chị"
        declared = [paper.short for paper in desk.entry.papers if is_declaration(paper.text)]
        rows += [{"label": text, "said": how, "name": "", "wrong": False} for text in declared]
    return {"number": at, "title": desk.form.steps[at - 1][1], "rows": rows}


def _wrong(desk: Desk, forms: list[StepForm], refused: Refused | None) -> list[dict[str, str]]:
    """Return what stands in the way of sending, each with the address of its field."""
    found = []
    for at, form in enumerate(forms, 1):
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            href = f"/nop/{desk.token}/{at}/?ve={REVIEW}#id_{name}"
            found.append({"href": href, "words": f"{label}: {errors[0]}" if label else str(errors[0])})
    if refused is not None:
        name = FIELDS.get(refused.field, refused.field)
        steps = [at for at, step in enumerate(STEPS, 1) if name in {one.name for one in desk.form.of_step(step)}]
        href = f"/nop/{desk.token}/{steps[0]}/?ve={REVIEW}#id_{name}" if steps else ""
        found.append({"href": href, "words": refused.message})
    return found


@ANY
@public_form
@secret
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Code, QR, first answer by when, how one will hear; to print or to photograph."""
    now = clock.now()
    desk = filing_desk.opened(request, token, now)
    if desk.draft is None or desk.draft.dossier_id is None:
        return HttpResponseRedirect(f"/nop/{token}/")
    follow = onestop.token_of(desk.draft.dossier_id)
    dossier = onestop.by_token(follow)
    context = {
        "area": "track",
        "dossier": dossier,
        "follow": follow,
        "receipt": follow_page.receipt(dossier, follow),
        "later": follow_page.later_papers(onestop.items(dossier)),
        "helped": dossier.applicant if onestop.people.helper_of(dossier.unit_id, dossier.id) else "",
    }
    return render(request, "public/filing/sent.html", context)


@ANY
@public_form
@secret
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """The catalogue changed meanwhile: say what, keep the answers, go on with the new entry."""
    now = clock.now()
    desk = filing_desk.opened(request, token, now)
    if desk.draft is None or desk.draft.dossier_id is not None:
        raise NotThere
    asked = request.POST.get("buoc") or request.GET.get("buoc", "")
    onward = int(asked) if asked in {"1", "2", "3", "4"} else 1
    if not filing_desk.changed(desk):
        return HttpResponseRedirect(f"/nop/{token}/{onward}/")
    offer = desk.offer
    if offer is None:
        raise NotThere
    if request.method == "POST":
        moved = filing_desk.moved_papers(desk, offer.entry)
        onestop.drafts.renew_draft(actor=citizen(), now=now, token=token)
        filing_desk.save(desk, onward, moved, now)
        return HttpResponseRedirect(f"/nop/{token}/{onward}/")
    changes = filing_desk.changes(desk.entry, offer.entry)
    context = {"area": "procedures", "desk": desk, "changes": changes, "onward": onward}
    return render(request, "public/filing/changed.html", context)
