"""People may let a provider state their name, to type less. It gives no account and opens no dossier."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core import clock
from thanthien.identity import citizens, oidc
from thanthien.public.doors import public_form
from thanthien.public.filing_desk import Desk
from thanthien.web.client import limited
from thanthien.web.doors import is_foreign

KIND: Final = "citizen"
_ONWARD: Final = re.compile(r"(/xa/\d{1,6})?/thu-tuc/[0-9.]{1,20}/nop/", re.ASCII)
SAID: Final = {
    "cancelled": (400, "Chưa lấy tên từ {}", "Anh/chị đã thôi ở {}. Không cần định danh vẫn nộp được hồ sơ."),
    "stale": (400, "Lần này đã cũ", "Trang mở quá lâu, hoặc đường dẫn đã dùng một lần. Mở lại thủ tục rồi bấm lại."),
    "refused": (403, "Xã không nhận câu trả lời này", "Câu trả lời của {} không đúng nên xã không tin. Vẫn nộp được."),
    "away": (503, "{} chưa trả lời", "Xã hỏi nhưng nơi ấy không trả lời. Anh/chị tự gõ tên, vẫn nộp được hồ sơ."),
}


@require_safe
def identity(request: HttpRequest) -> HttpResponse:
    """What this is, who is stated now, and the way out."""
    context = {
        "provider": oidc.in_use(KIND),
        "person": citizens.known(request, clock.now()),
        "onward": _onward(request),
    }
    return _private(render(request, "public/identity.html", context | {"area": "procedures"}))


@require_safe
@limited("oidc.start")
def start(request: HttpRequest) -> HttpResponse:
    """Go to the provider; from another site's page nobody is sent off."""
    oidc.in_use(KIND)
    if is_foreign(request):
        return HttpResponseRedirect(reverse("public:identity"))
    try:
        told = {"onward": _onward(request)}
        return HttpResponseRedirect(oidc.begin(request, KIND, reverse("public:identity_back"), told))
    except oidc.Failed as no:
        return _failed(request, no.why)


@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """The provider sent the person back."""
    oidc.in_use(KIND)
    try:
        stated = oidc.finish(request, KIND)
    except oidc.Failed as no:
        return _failed(request, no.why)
    answer = HttpResponseRedirect(str(stated.told.get("onward") or reverse("public:identity")))
    citizens.remember(answer, stated, clock.now())
    return answer


@require_POST
@public_form
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was stated; the next one at this computer begins with nothing."""
    answer = HttpResponseRedirect(_onward(request) or reverse("public:identity"))
    citizens.forget(answer)
    return answer


def filled(request: HttpRequest, desk: Desk, now: datetime) -> Desk:
    """Return the first page's desk with the name that a provider stated, if there is one."""
    stated = citizens.known(request, now)
    answers = {"applicant_name": stated.name} if stated is not None else desk.answers
    return replace(desk, provider=oidc.provider(KIND), stated=stated, answers=answers)


def _onward(request: HttpRequest) -> str:
    """Return the page of filing to go back to, "" for anything else."""
    wanted = request.POST.get("tiep") or request.GET.get("tiep") or ""
    return wanted if _ONWARD.fullmatch(wanted) else ""


def _failed(request: HttpRequest, why: str) -> HttpResponse:
    status, title, line = SAID[why]
    known = oidc.provider(KIND)
    ways = [(reverse("public:procedures"), "Nộp không cần định danh"), (reverse("public:identity"), "Thử lại")]
    context = {
        "title": title.format(known.name), "line": line.format(known.name), "provider": known, "ways": ways,
        "area": "procedures",
    }  # fmt: skip
    return _private(render(request, "identity/provider_failed.html", context, status=status))


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
