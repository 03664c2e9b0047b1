"""Asking by code and telephone number. One answer for wrong and unknown, and never a name (settled question 15)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from thanthien.core import clock, limits
from thanthien.onestop import service as onestop
from thanthien.rules.dossier import MACHINE
from thanthien.web import client, words
from thanthien.web.forms import CodeField, PageForm, PhoneField
from thanthien.web.sites import SiteRequest

if TYPE_CHECKING:
    from thanthien.onestop.models import Dossier
    from thanthien.rules.clock import ClockState


class TrackForm(PageForm):
    """The two things that stand on the receipt."""

    seconds = 0  # to wait, after many misses

    code = CodeField(
        label="Mã hồ sơ",
        hint="Ghi trên giấy hẹn, ví dụ TT-15163-261111-0017",
        ask="Anh/chị điền mã hồ sơ. Mã ghi trên giấy hẹn, hoặc trong tin nhắn của xã.",
        attrs={"spellcheck": "false", "autocapitalize": "characters"},
    )
    phone = PhoneField(label="Số điện thoại đã khai khi nộp")


@dataclass(frozen=True, slots=True)
class Found:
    """State, clock and place: all that a code and a telephone number open."""

    code: str
    state: str
    badge: "ClockState | None"
    done: str
    place: str


def ask(request: HttpRequest) -> tuple[Found | None, TrackForm, int]:
    """Return what was found, the form, and the HTTP status. The number travels in the body, never in an address."""
    if request.method != "POST":
        return None, TrackForm(initial={"code": request.GET.get("ma", "")[:60]}), 200
    form = TrackForm(request.POST)
    if not form.is_valid():
        return None, form, 422
    now = clock.now()
    code, phone, address = form.cleaned_data["code"], form.cleaned_data["phone"], client.address_of(request)
    asked = {
        "guess.code": code, "guess.phone": phone, "guess.address": address, "guess.here": f"{code} {address}",
    }  # fmt: skip
    seconds = limits.wait(now, asked)
    if seconds:
        form.seconds = seconds
        form.add_error(None, _too_often(request, seconds))
        return None, form, 429
    dossier = onestop.by_code_and_phone(code, phone)
    if dossier is None:
        limits.note(now, asked)
        form.add_error(None, f"Mã và số điện thoại này không khớp hồ sơ nào. Xem lại mã trên giấy hẹn{_call(request)}.")
        return None, form, 422
    return _told(dossier), form, 200


def _told(dossier: "Dossier") -> Found:
    badge = onestop.state_of(dossier, clock.now())
    done = badge is not None and badge.kind == "done"
    return Found(
        code=dossier.code,
        state=MACHINE.states[dossier.state].told,
        badge=None if done else badge,
        done=f"{badge.long}." if badge is not None and done else "",
        place=f"Bộ phận Một cửa {dossier.unit}",
    )


def _too_often(request: HttpRequest, seconds: int) -> str:
    span = words.wait(seconds)
    return f"Đã thử nhiều lần chưa đúng. Chờ {span} rồi thử lại, hoặc mở đường dẫn trên giấy hẹn{_call(request)}."


def _call(request: HttpRequest) -> str:
    phone = cast(SiteRequest, request).site.phone
    return f", hoặc gọi {words.phone(''.join(sign for sign in phone if sign.isdigit()))}" if phone else ""
