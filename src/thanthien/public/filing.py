"""Filing online in four steps. Each is saved under a secret link; nothing typed is lost, nothing is sent twice."""

import hashlib
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, OtherBody
from thanthien.core.ids import uuid7
from thanthien.core.once import Once, sent_once
from thanthien.onestop import service as onestop
from thanthien.public import filing_desk, identity
from thanthien.public.doors import public_form, secret
from thanthien.public.filing_desk import REVIEW, STEPS, Desk
from thanthien.public.procedure_page import file_url
from thanthien.public.step_form import PAPER, StepForm
from thanthien.web import client, uploads
from thanthien.web.sites import SiteRequest

ANY = require_http_methods(["GET", "HEAD", "POST"])


@ANY
@public_form
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The first step. Looking costs nothing: a draft is made by the first press, and saved with it."""
    site, now = cast(SiteRequest, request).site, clock.now()
    desk = filing_desk.fresh(site, code, now)
    if not file_url(site, desk.entry):
        return render(request, "public/filing/closed.html", {"area": "procedures", "entry": desk.entry})
    if request.method == "POST":
        client.spend(request, "online.address")
        return step(request, _begun(request, desk, now), 1)
    desk = identity.filled(request, desk, now)
    page = _page(request, desk, 1, desk.step_form(1), once=str(uuid7()))
    page.headers["Cache-Control"] = "no-store"  # the page carries a key: nobody else may get it from a cache
    return page


def _begun(request: HttpRequest, desk: Desk, now: datetime) -> str:
    """Make the draft and return its token.

    The same press twice is one draft. Another person who comes back to this page on a shared computer sends
    the same key with other answers: they get a draft of their own, never a look into the first one.
    """
    typed = hashlib.sha256(repr(sorted(request.POST.lists())).encode()).hexdigest()
    key = request.POST.get("once", "")[:64] or str(uuid7())
    for one in (key, str(uuid7())):
        try:
            once = Once(f"begin:{one}", one, typed)
            code, unit_id = desk.entry.code, desk.unit_id
            return sent_once(
                once, onestop.drafts.start_draft, actor=citizen(), now=now, unit_id=unit_id, code=code
            ).token
        except OtherBody:
            continue
    raise NotThere


@ANY
@public_form
@secret
def step(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One of the first three steps. What was typed is saved first and judged afterwards."""
    now = clock.now()
    if request.method == "POST":
        client.spend(request, "online.address", ("online.draft", token))
    desk = filing_desk.opened(request, token, now)
    if desk.draft is not None and desk.draft.dossier_id is not None:
        return HttpResponseRedirect(f"/nop/{token}/xong/")
    if not 1 <= number < REVIEW:
        raise NotThere
    if request.method == "POST":
        return _posted(request, desk, number)
    if filing_desk.changed(desk):
        return HttpResponseRedirect(f"/nop/{token}/doi/?buoc={number}")
    form = desk.step_form(number)
    return _page(request, desk, number, form, gone=desk.gone_files() & set(form.fields))


def _posted(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    now = clock.now()
    names = {f"{PAPER}{key}": paper.text for key, paper in desk.papers.items()} if STEPS[number - 1] == "matter" else {}
    staged = uploads.without_gone(uploads.stage_all(request, names, desk.unit_id, now), names, desk.unit_id)
    form = desk.step_form(number, staged.data)
    staged.tell(form)
    later = "save" in request.POST
    good = form.is_valid()
    filing_desk.save(desk, number if later or not good else number + 1, form.saved(), now)
    if later:
        return HttpResponseRedirect(f"/nop/{desk.token}/luu/")
    if filing_desk.changed(desk):
        return HttpResponseRedirect(f"/nop/{desk.token}/doi/?buoc={number}")
    if not good:
        return _page(request, desk, number, form, status=422)
    onward = REVIEW if request.POST.get("back") == str(REVIEW) else number + 1
    return HttpResponseRedirect(f"/nop/{desk.token}/{onward}/")


def _page(
    request: HttpRequest,
    desk: Desk,
    number: int,
    form: StepForm,
    *,
    status: int = 200,
    once: str = "",
    gone: set[str] | None = None,
) -> HttpResponse:
    back = request.POST.get("back") or request.GET.get("ve", "")
    context = {
        "area": "procedures",
        "desk": desk,
        "form": form,
        "number": number,
        "title": desk.form.steps[number - 1][1],
        "steps": [label for _, label in desk.form.steps],
        "once": once,
        "back": back if back == str(REVIEW) else "",
        "gone": [form[name].label for name in sorted(gone or ())] if not form.is_bound else [],
        "saved": clock.local(desk.saved_at) if desk.saved_at else None,
        "action": f"/nop/{desk.token}/{number}/" if desk.token else request.get_full_path().partition("?")[0],
    }
    return render(request, "public/filing/step.html", context, status=status)


@ANY
@public_form
@secret
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """The secret link: go on where one stopped."""
    desk = filing_desk.opened(request, token, clock.now())
    if desk.draft is not None and desk.draft.dossier_id is not None:
        return HttpResponseRedirect(f"/nop/{token}/xong/")
    return HttpResponseRedirect(f"/nop/{token}/{min(max(desk.step, 1), REVIEW)}/")


@ANY
@public_form
@secret
def later(request: HttpRequest, token: str) -> HttpResponse:
    """Saved: the link and its QR code, how long it lives, and how to throw the draft away."""
    now = clock.now()
    desk = filing_desk.opened(request, token, now)
    if request.method == "POST":
        onestop.drafts.discard_draft(actor=citizen(), now=now, token=token)
        return HttpResponseRedirect(f"{cast(SiteRequest, request).site.prefix}/thu-tuc/{desk.entry.code}/")
    until = clock.local(desk.draft.expires_at).date() if desk.draft is not None else None
    context = {"area": "procedures", "desk": desk, "until": until, "saved": clock.local(desk.saved_at or now)}
    return render(request, "public/filing/later.html", context)


@ANY
@public_form
def find(request: HttpRequest) -> HttpResponse:
    """Go on with a form begun earlier: paste the link, or what stands after its last line."""
    pasted = request.POST.get("link", "").strip().rstrip("/")
    token = pasted.rpartition("/nop/")[2].partition("/")[0][:200]
    wrong = ""
    if request.method == "POST":
        try:
            onestop.draft_by_token(token, clock.now())
            return HttpResponseRedirect(f"/nop/{token}/")
        except NotThere:
            wrong = "Đường dẫn này không mở được hồ sơ nào. Có thể thiếu một đoạn, hoặc đã quá 30 ngày."
    context = {"area": "resume", "wrong": wrong, "pasted": pasted[:300]}
    return render(request, "public/filing/find.html", context, status=422 if wrong else 200)
