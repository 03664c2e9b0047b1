"""``/can-bo/thu-cua-xa/``: letters of congratulation, condolence and thanks; each is read whole, then signed."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import Refused
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.marks.fresh import proved_to_sign
from thanthien.office.press import METHODS, PressForm
from thanthien.onestop import service as onestop
from thanthien.rules import courtesy as rule

DONE: Final = {
    "ky": "Đã ký. Xã nhắn người nhận rằng có thư, không nói thư gì.",
    "them": "Đã soạn thư cảm ơn. Chủ tịch đọc rồi ký.",
    "sua": "Đã ghi lời mới. Đọc lại rồi ký.",
    "van-gui": "Đã ghi. Thư vào danh sách chờ ký.",
    "thoi": "Thư không gửi nữa.",
    "trao": "Đã ghi là đã trao thư.",
}
GROUPS: Final = (
    ("draft", "Chờ Chủ tịch đọc và ký"), ("held", "Xem lại trước khi gửi"), ("signed", "Đã ký, chờ trao"),
)  # fmt: skip
AREA: Final = {"area": "courtesy"}
LAST: Final = 20


class SignForm(PressForm):
    """Nothing to fill in: the mark of the words that were read goes along."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, label="")


@require_safe
@staff_page("courtesy.read")
def letters(request: StaffRequest) -> HttpResponse:
    """What waits for whom, and the last that ended."""
    rows = list(onestop.courtesy.courtesy_letters(request.actor).exclude(state__in=("handed", "withdrawn"))[:200])
    ended = onestop.courtesy.courtesy_letters(request.actor).filter(state__in=("handed", "withdrawn"))
    groups = [(key, title, [one for one in rows if one.state == key]) for key, title in GROUPS]
    context = {
        "groups": [one for one in groups if one[2]], "ended": ended.order_by("-ended_at", "-id")[:LAST],
        "done": DONE.get(request.GET.get("xong", ""), ""), "may_write": request.actor.may("courtesy.write"),
        "may_sign": request.actor.may("courtesy.sign"), "waiting": sum(one.state == "draft" for one in rows), **AREA,
    }  # fmt: skip
    return render(request, "office/courtesy/list.html", context)


@require_safe
@staff_page("courtesy.read")
def letter(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """One letter as it will be read, and what may be done with it."""
    return _page(request, onestop.courtesy.courtesy_letter(request.actor, letter_id))


@require_http_methods(METHODS)
@staff_page("courtesy.sign")
@proved_to_sign
def sign(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The chair reads one letter whole and signs it; signing brings the next."""
    one = onestop.courtesy.courtesy_letter(request.actor, letter_id)
    if request.method != "POST":
        return _page(request, one, signing=one.state == "draft")
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, one, 422, "Đọc lại thư rồi ký.", one.state == "draft")
    data = form.cleaned_data
    try:
        sent_once(
            once_of(request, data["once"]), onestop.courtesy.sign_letter, actor=request.actor, now=request.now,
            letter_id=letter_id, seen=data["seen"],
        )  # fmt: skip
    except Refused as no:
        status = 409 if no.code == "letter-changed" else 422
        one = onestop.courtesy.courtesy_letter(request.actor, letter_id)
        return _page(request, one, status, no.message, one.state == "draft")
    after = onestop.courtesy.courtesy_letters(request.actor).filter(state="draft").first()
    address = reverse("office:courtesy_sign", args=[after.id]) if after else reverse("office:courtesy")
    return HttpResponseRedirect(f"{address}?xong=ky")


def _page(request: StaffRequest, one: Any, status: int = 200, wrong: str = "", signing: bool = False) -> HttpResponse:
    actor = request.actor
    context = {
        "one": one, "lines": [line for line in one.words.split("\n") if line.strip()],
        "why": rule.SAID.get(one.held_for, ""),
        "form": SignForm(initial={"seen": onestop.courtesy.seen_of_letter(one)}),
        "signing": signing, "may_sign": actor.may("courtesy.sign") and one.state == "draft", "wrong": wrong,
        "may_write": actor.may("courtesy.write"), "may_hand": actor.may("courtesy.hand") and one.state == "signed",
        "done": "" if wrong else DONE.get(request.GET.get("xong", ""), ""), **AREA,
    }  # fmt: skip
    return render(request, "office/courtesy/letter.html", context, status=status)


@require_safe
@staff_page("courtesy.read")
def paper(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The signed letter, to be printed and put into an envelope that says nothing of it."""
    one = onestop.courtesy.courtesy_letter(request.actor, letter_id)
    answer = HttpResponse(onestop.courtesy.letter_pdf(one), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="thu-cua-xa.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
