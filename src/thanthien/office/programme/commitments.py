"""``/can-bo/mo-hinh/cam-ket/``: who committed to what; one's own promises with this month's figures."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme.commitment_forms import DraftForm, ForBodyForm, ForPersonForm, as_typed
from thanthien.programme.service import commitments as api
from thanthien.quality import service as quality

AREA: Final = {"area": "model"}
DONE: Final = {
    "lap": "Đã lập bản thảo. Đọc lại rồi ký.", "sua": "Đã sửa bản thảo.", "bo": "Đã bỏ bản thảo.",
    "ky": "Đã ký. Cam kết có hiệu lực từ hôm nay.", "giay": "Đã ghi bản ký giấy.", "mau": "Đã ghi bản lời mẫu mới.",
    "dung": "Từ nay dùng bản này.",
}  # fmt: skip
MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


class Promised(NamedTuple):
    """A promise beside its figure, in words."""

    words: str
    value: str
    of: str
    before: str
    whose: str


def shown(request: StaffRequest, **more: Any) -> dict[str, Any]:
    """Return what every page of this area tells its template."""
    return AREA | {"done": DONE.get(request.GET.get("xong", ""), "")} | more


@require_safe
@staff_page("commitment.read")
def commitments(request: StaffRequest) -> HttpResponse:
    """List who committed to what; ``?xem=cu`` what does not hold any more."""
    actor, day, after = request.actor, local(request.now).date(), request.GET.get("sau", "")
    old = request.GET.get("xem", "") == "cu"
    page = api.past(actor, day, after) if old else api.signed_list(actor.scope, day, after)
    context = shown(request, page=page, old=old, drafts=[] if old else api.drafts(actor, day))
    context |= {"may_record": actor.may("commitment.record"), "may_own": actor.may("commitment.own")}
    return render(request, "office/programme/commitments/list.html", context)


@require_safe
@staff_page("commitment.own")
def own(request: StaffRequest) -> HttpResponse:
    """Show one's own commitment, each promise with its figure of the month; drafts and earlier ones below."""
    lines, month = api.own(request.actor, local(request.now).date()), month_of(request)
    here = [(line, promised(request, line, month)) for line in lines if line.stands]
    rest = [line for line in lines if not line.stands]
    context = shown(request, here=here, rest=rest, month=month, months=months(request), said=said(month))
    return render(request, "office/programme/commitments/own.html", context)


@require_safe
@staff_page("commitment.read")
def commitment(request: StaffRequest, commitment_id: UUID) -> HttpResponse:
    """Show one commitment: the text letter by letter, and how anybody checks it; figures for whoever may see them."""
    row, day = api.one(request.actor, commitment_id), local(request.now).date()
    line, month, actor = api.line(row, day), month_of(request), request.actor
    figures = promised(request, line, month) if line.stands and api.may_see_figures(actor, row, day) else None
    context = shown(
        request, line=line, row=row, check=None if row.state == "draft" else api.check(row), figures=figures,
        month=month, months=months(request), said=said(month), mine=str(row.staff_id) == actor.id,
        may_change=api.may_change(actor, row), may_record=actor.may("commitment.record"),
    )  # fmt: skip
    return render(request, "office/programme/commitments/one.html", context)


def promised(request: StaffRequest, line: api.Line, month: str) -> list[Promised]:
    """Put the promises and their figures into words."""
    found = []
    for one in api.kept(request.actor, line.row, month, request.now):
        figure = one.figure
        if figure is None or figure.definition is None:
            found.append(Promised(one.own.words, "", "", "", ""))
            continue
        kind, now, before = figure.definition.kind, figure.now, figure.before
        of = figure.lacking or figure.definition.of.format(met=now.met, all=now.all)
        value = quality.value_words(kind, figure.value, now) or "chưa đủ để đo"
        earlier = "" if kind == "gain" else quality.value_words(kind, figure.value_before, before) or "chưa đủ để đo"
        mine = str(line.row.staff_id) == request.actor.id
        whose = ("của riêng anh/chị" if mine else "của riêng người này") if figure.own else "của cả xã"
        found.append(Promised(one.own.words, value, of, earlier, whose))
    return found


def month_of(request: StaffRequest) -> str:
    """Return the month that is asked for; without one, or with one to come, this month."""
    wanted, present = request.GET.get("thang", ""), f"{local(request.now):%Y-%m}"
    return wanted if MONTH.fullmatch(wanted) and "2023-01" < wanted <= present else present


def months(request: StaffRequest) -> list[tuple[str, str]]:
    """Return the months to choose from, this one first."""
    day, found = local(request.now).date().replace(day=1), []
    for _ in range(13):
        found.append((f"{day:%Y-%m}", said(f"{day:%Y-%m}")))
        day = (day - timedelta(days=1)).replace(day=1)
    return found


def said(month: str) -> str:
    """Say a month: 10/2026."""
    return f"{int(month[5:])}/{month[:4]}"


@require_http_methods(METHODS)
@staff_page("commitment.own")
def draft(request: StaffRequest) -> HttpResponse:
    """Draft one's own commitment; what one promised before stands in the form."""
    day = local(request.now).date()
    before = next((line for line in api.own(request.actor, day) if line.row.state == "signed"), None)
    form = DraftForm(typed(request), day=day, initial=as_typed(before))
    page = Asked("Lập cam kết của tôi", "Lập bản thảo", reverse("office:own_commitment"), "lap",
                 lead="Lập xong đọc lại cả bản, rồi mới ký.")  # fmt: skip
    return ask(request, form, page, _drafting(request, form), AREA)


def _drafting(request: StaffRequest, form: DraftForm) -> Callable[[Any, dict[str, Any]], object]:
    return lambda once, data: sent_once(
        once, api.draft, actor=request.actor, now=request.now, wanted=form.wanted()
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("commitment.record")
def draft_for(request: StaffRequest, scope: str) -> HttpResponse:
    """Draft for somebody who signs on paper, or for a body."""
    day, form = local(request.now).date(), _form_for(request, scope)
    whole = scope == api.BODY
    title = "Lập cam kết của tập thể" if whole else "Lập cam kết cho người ký giấy"
    page = Asked(title, "Lập bản thảo", reverse("office:commitments"), "lap", lead=f"Ngày {day:%d/%m/%Y}")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, api.draft_for, actor=request.actor, now=request.now, scope=scope, party_key=data["party"],
            wanted=form.wanted(), signer=form.who(),
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


def _form_for(request: StaffRequest, scope: str) -> ForPersonForm:
    day, actor = local(request.now).date(), request.actor
    people = api.people(actor, day)
    if scope == api.PERSON:
        parties = [(one.key, f"{one.label}, {one.post}") for one in people]
        return ForPersonForm(typed(request), day=day, parties=parties)
    staff = [(str(one.staff_id), f"{one.label}, {one.post}") for one in people if one.staff_id]
    bodies = [(one.key, one.label) for one in api.bodies(actor, request.home.label, day)]
    return ForBodyForm(typed(request), day=day, parties=bodies, colleagues=staff)


@require_http_methods(METHODS)
@staff_page("commitment.own")
def change(request: StaffRequest, commitment_id: UUID) -> HttpResponse:
    """Change a draft."""
    row, day = _changeable(request, commitment_id), local(request.now).date()
    form = DraftForm(typed(request), day=day, initial=as_typed(api.line(row, day)))
    page = Asked("Sửa bản thảo", "Ghi lại", reverse("office:commitment", args=[row.id]), "sua", lead=row.party)
    return ask(request, form, page, lambda once, data: sent_once(
        once, api.change, actor=request.actor, now=request.now, commitment_id=row.id, wanted=form.wanted()
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("commitment.own")
def discard(request: StaffRequest, commitment_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    try:
        row = _changeable(request, commitment_id)
    except NotThere:
        if request.method != "POST":
            raise
        row = None  # a second press: the draft is gone already
    page = Asked("Bỏ bản thảo", "Bỏ bản thảo", reverse("office:commitments"), "bo", lead=row.party if row else "",
                 danger=True)  # fmt: skip
    return ask(request, PressForm(typed(request)), page, lambda once, data: sent_once(
        once, api.discard, actor=request.actor, now=request.now, commitment_id=commitment_id
    ), AREA)  # fmt: skip


def _changeable(request: StaffRequest, commitment_id: UUID) -> api.Commitment:
    row = api.one(request.actor, commitment_id)
    if not api.may_change(request.actor, row):
        raise NotThere
    return row


@require_safe
@staff_page("commitment.read")
def scan(request: StaffRequest, commitment_id: UUID) -> HttpResponseBase:
    """Hand out the scan of a commitment signed on paper."""
    row = api.one(request.actor, commitment_id)
    if row.file is None:
        raise NotThere
    return photos.shown(row.file)
