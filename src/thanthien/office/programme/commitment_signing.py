"""Signing a commitment: the whole text, then a factor asked for at that moment; or the scan of a signed sheet."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.core.once import already_sent, sent_once
from thanthien.identity import service as identity
from thanthien.office import fresh
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS
from thanthien.office.programme.commitment_forms import KeySignForm, ScanForm, SignForm
from thanthien.office.programme.commitments import AREA
from thanthien.papers import service as papers
from thanthien.programme.service import commitments as api
from thanthien.web import uploads


@require_http_methods(METHODS)
@staff_page("commitment.own")
def sign(request: StaffRequest, commitment_id: UUID) -> HttpResponse:
    """Show the whole text and ask for code or passkey; signed is the text that this page showed."""
    row = api.one(request.actor, commitment_id)
    if str(row.staff_id) != request.actor.id:
        raise NotThere
    key = request.POST.get("once", "")
    onward = HttpResponseRedirect(f"{reverse('office:commitment', args=[row.id])}?xong=ky")
    if key and already_sent(once_of(request, key)):
        return onward
    form = _sign_form(request, row)
    if form.is_bound and form.is_valid():
        try:
            _sign(request, row, form)
        except Refused as no:
            form.add_error(no.field if no.field in form.fields else None, no.message)
        else:
            return onward
    return _sign_page(request, row, form)


def _sign_form(request: StaffRequest, row: api.Commitment) -> Any:
    if request.method != "POST":
        return SignForm(initial={"shown": row.sha256})
    return KeySignForm(request.POST) if request.POST.get("credential") else SignForm(request.POST)


def _sign(request: StaffRequest, row: api.Commitment, form: Any) -> None:
    data = form.cleaned_data
    api.may_sign(actor=request.actor, now=request.now, row=row, shown=data["shown"])  # before a code is spent
    second = fresh.shown(request, data.get("code", ""), data.get("credential"))
    sent_once(
        once_of(request, data["once"]), api.sign, actor=request.actor, now=request.now, commitment_id=row.id,
        shown=data["shown"], second=second,
    )  # fmt: skip


def _sign_page(request: StaffRequest, row: api.Commitment, form: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {
        "row": row, "form": _refused(form, row) if form.is_bound else form,
        "has": identity.factors_of(request.staff.id), "options": fresh.options(request),
        "demo_code": identity.demo_code(request.staff, request.now),
    }  # fmt: skip
    return render(request, "office/programme/commitments/sign.html", AREA | context, status=status)


def _refused(wrong: Any, row: api.Commitment) -> SignForm:
    """Say why it was not signed; no code stays in the page, and what is signed next is the text shown next."""
    form = SignForm({"shown": row.sha256, "once": str(uuid7()), "code": ""})
    form.full_clean()
    form.errors.clear()
    for name, sentences in wrong.errors.items():
        form.add_error(name if name == "code" else None, list(sentences))
    return form


@require_http_methods(METHODS)
@staff_page("commitment.record")
def record(request: StaffRequest, commitment_id: UUID) -> HttpResponse:
    """Take the scan of a sheet that was signed by hand."""
    row = api.one(request.actor, commitment_id)
    onward = HttpResponseRedirect(f"{reverse('office:commitment', args=[row.id])}?xong=giay")
    if request.method != "POST":
        return _record_page(request, row, ScanForm(), 200)
    if already_sent(once_of(request, request.POST.get("once", ""))):
        return onward
    staged = uploads.stage_all(request, {"scan": "tờ cam kết đã ký"}, row.unit_id, request.now, "commitment")
    staged = uploads.without_gone(staged, ["scan"], row.unit_id)
    form = ScanForm(staged.data, staged.files)
    staged.tell(form)
    if not form.is_valid():
        return _record_page(request, row, form, 422)
    data = form.cleaned_data
    try:
        sent_once(
            once_of(request, data["once"]), api.record, actor=request.actor, now=request.now, commitment_id=row.id,
            signed_on=data["signed_on"], mark=data["mark"], file_id=UUID(data["scan"].kept.id),
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return _record_page(request, row, form, 422)
    return onward


def _record_page(request: StaffRequest, row: api.Commitment, form: Any, status: int) -> HttpResponse:
    return render(request, "office/programme/commitments/record.html", AREA | {"row": row, "form": form}, status=status)


@require_safe
@staff_page("commitment.read")
def sheet(request: StaffRequest, commitment_id: UUID) -> HttpResponse:
    """Draw the sheet: to be signed by hand, or for the wall."""
    row = api.one(request.actor, commitment_id)
    data = api.sheet(row, local(request.now).date())
    answer = HttpResponse(papers.render(papers.PaperKind.OFFICIAL, data), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="cam-ket-{row.sha256[:8]}.pdf"'
    return answer


@require_safe
@staff_page("commitment.read")
def text(request: StaffRequest, commitment_id: UUID) -> HttpResponse:
    """Hand out the very bytes whose fingerprint was signed, so that anybody can count it for themselves."""
    row = api.one(request.actor, commitment_id)
    answer = HttpResponse(row.text.encode(), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="cam-ket-{row.sha256[:8]}.txt"'
    return answer
