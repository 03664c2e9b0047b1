"""``/can-bo/loi-moi/…/``: an invited person sets the own password; everybody else finds a kind page."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thanthien.core import clock, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Refused
from thanthien.identity import service as identity
from thanthien.office.own import ChosenForm
from thanthien.office.press import METHODS
from thanthien.office.signing_in import let_in
from thanthien.org import service as org
from thanthien.web import client, maps

GONE: Final = {
    "used": (
        "Lời mời này đã dùng rồi",
        "Mật khẩu đã được đặt qua đường dẫn này. Nếu không phải anh/chị đặt, báo ngay người quản trị của xã.",
    ),
    "withdrawn": (
        "Lời mời này đã được thay",
        "Người quản trị đã rút lời mời này hoặc gửi lời mời mới hơn. Dùng tờ mới nhất.",
    ),
    "expired": (
        "Lời mời này đã quá hạn",
        "Mỗi lời mời dùng được trong 72 giờ. Nhờ người quản trị của xã gửi lời mời mới.",
    ),
    "unknown": (
        "Đường dẫn này không đúng",
        "Có thể thiếu vài chữ ở cuối. Quét lại mã QR trên tờ giấy, hoặc nhờ người quản trị gửi lời mời mới.",
    ),
}


@sensitive_post_parameters("new", "again")
@require_http_methods(METHODS)
@client.limited("invitation.address")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a new password twice, keep it, and go on as after signing in."""
    now = clock.now()
    with wall.lifted():
        offer = identity.offer(token, now)
        if offer is None or offer.state != "open":
            return _gone(request, offer.state if offer else "unknown")
        form = ChosenForm(request.POST if request.method == "POST" else None)
        if not (form.is_bound and form.is_valid()):
            return _page(request, offer, form)
        # In no post yet: it may begin next week, or be another one than this unit's.
        themselves = Actor(kind="staff", id=str(offer.staff.id), label=offer.staff.name, unit_id=offer.unit_id)
        try:
            identity.use(actor=themselves, now=now, invitation_id=offer.id, password=form.raw("new"))
        except Refused as no:
            form.refuse(no)
            return _page(request, offer, form)
        except NotThere:  # somebody was faster with the same link
            return _gone(request, "used")
        changed = org.at_work(offer.staff.id, now.date())
    return let_in(request, changed.staff if changed else None, maps.address("office:today"))


def _page(request: HttpRequest, offer: identity.Offer, form: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    answer = render(request, "office/signing/invitation.html", {"offer": offer, "form": form}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _gone(request: HttpRequest, state: str) -> HttpResponse:
    title, said = GONE[state]
    answer = render(request, "office/signing/invitation_gone.html", {"title": title, "said": said}, status=410)
    answer.headers["Cache-Control"] = "no-store"
    return answer
