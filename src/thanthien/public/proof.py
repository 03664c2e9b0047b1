"""``/minh-chung/``: anybody checks a receipt, takes its proof home, and reads the roots of all days."""

import re
from datetime import date
from typing import Any, Final, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.core.models import DayRoot, Promise
from thanthien.core.proof import keys, others, proving
from thanthien.onestop import service as onestop
from thanthien.public.doors import secret
from thanthien.public.proof_page import seen
from thanthien.web import client, maps
from thanthien.web.forms import PageForm, TextField
from thanthien.web.sites import SiteRequest

SHOWN: Final = 31
IN_ADDRESS: Final = re.compile(r"minh-chung/([0-9a-fA-F]{16})(?![0-9a-fA-F])")
LOOKS_LIKE: Final = str.maketrans("oOlIiL", "001111")  # the mark has no such letters, hands write them
UNREAD: Final = "Dấu gồm 16 chữ số và chữ cái a-f, in dưới chữ ký của giấy hẹn. Chép lại cho đủ."
UNKNOWN: Final = (
    "Chưa có giấy hẹn nào mang dấu này. Anh/chị xem lại từng chữ. Đúng từng chữ mà vẫn không thấy"
    " thì giấy này không phải do xã cấp."
)


class MarkForm(PageForm):
    """The mark as somebody types or pastes it."""

    dau = TextField(
        label="Dấu trên giấy hẹn",
        limit=200,
        hint="In nhỏ dưới chữ ký, ví dụ 9F2C 41B0 A7D8 E653. Quét mã QR cạnh dấu thì không phải gõ.",
        attrs={"spellcheck": "false", "autocapitalize": "characters"},
    )

    def clean_dau(self) -> str:
        """Return the mark."""
        mark = read_mark(self.cleaned_data["dau"])
        if not mark:
            raise ValidationError(UNREAD)
        return mark


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Say what the proof is, ask for a mark, list the days."""
    if "dau" not in request.GET:
        return _page(request, MarkForm(), 200)
    form = MarkForm(request.GET)
    if not form.is_valid():
        return _page(request, form, 422)
    return HttpResponseRedirect(way(request, "public:receipt", form.cleaned_data["dau"]))


def read_mark(typed: str) -> str:
    """Return the mark in what somebody typed or pasted: the mark, the whole leaf, or the address of the QR code."""
    found = IN_ADDRESS.search(typed)
    text = found.group(1) if found else "".join(sign for sign in typed.translate(LOOKS_LIKE) if sign.isalnum())
    text = text.lower()
    return text[:16] if len(text) in (16, 64) and set(text) <= others.HEX else ""


def way(request: HttpRequest, route: str, *args: object) -> str:
    """Return the address of a route for the commune of this page."""
    return f"{cast(SiteRequest, request).site.prefix}{maps.address(route, *args)}"


def _page(request: HttpRequest, form: MarkForm, status: int) -> HttpResponse:
    roots = proving.recent(SHOWN)
    context = {
        "area": "check", "form": form, "roots": roots, "last": roots[0] if roots else None,
        "keys": [(name, public.hex()) for name, public in keys.ours().items()],
        "others": others.kept(SHOWN), "old_paper": "cu" in request.GET,
    }  # fmt: skip
    return render(request, "public/proof/check.html", context, status=status)


@require_safe
@client.limited("proof.address")
def receipt(request: HttpRequest, mark: str) -> HttpResponse:
    """One receipt: is it true, was its date changed, and the way to the root of its day."""
    promise = proving.by_mark(mark)
    if promise is None:
        form = MarkForm({"dau": mark})
        if form.is_valid():
            form.add_error("dau", UNKNOWN)
        return _page(request, form, 404)
    found = seen(promise)
    context = {"area": "check", "found": found, "mark": mark}
    return render(request, "public/proof/receipt.html", context, status=200 if found.holds else 409)


@require_safe
@client.limited("proof.address")
def receipt_file(request: HttpRequest, mark: str) -> HttpResponse:
    """The proof as a file; before its day is closed, the signed promise alone."""
    promise = proving.by_mark(mark)
    if promise is None:
        raise NotThere
    try:
        return _file(_proof(promise), f"minh-chung-{mark}.json")
    except proving.Broken as error:
        raise NotThere from error


def _proof(promise: Promise) -> dict[str, Any]:
    try:
        return proving.prove(promise)
    except proving.NotClosed:
        return proving.promised(promise)


def _file(content: dict[str, Any], name: str) -> HttpResponse:
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def day(request: HttpRequest, day: str) -> HttpResponse:
    """The root of one day as a file, to keep at home or to take to another installation."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise NotThere from error
    root = proving.root_on(wanted)
    if root is None:
        raise NotThere
    return _file(proving.signed_root(root), f"dau-ngay-{wanted}.json")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest roots as a JSON feed (jsonfeed.org, 1.1): whoever follows it keeps them outside this machine."""
    base = f"{settings.THANTHIEN_URL}{maps.address('public:check')}"
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Dấu ngày của {cast(SiteRequest, request).site.short}",
        "home_page_url": base,
        "feed_url": f"{base}feed.json",
        "items": [_item(root, base) for root in proving.recent(SHOWN)],
        "_thanthien": {"keys": {name: public.hex() for name, public in keys.ours().items()}},
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Type"] = "application/feed+json; charset=utf-8"
    return response


def _item(root: DayRoot, base: str) -> dict[str, Any]:
    signed = proving.signed_root(root)
    return {
        "id": root.signature,
        "url": f"{base}ngay/{root.day}.json",
        "title": f"Dấu ngày {root.day:%d/%m/%Y}",
        "content_text": f"{signed['statement']}\n{signed['signature']}",
        "date_published": clock.iso(root.at),
        "_thanthien": signed,
    }


@require_safe
@secret
def of_dossier(request: HttpRequest, token: str) -> HttpResponse:
    """Lead from a dossier's page to the check of its newest receipt; the mark is not secret, the link is."""
    dossier = onestop.by_token(token)
    papers = onestop.papers(dossier).filter(kind="receipt")
    promise = proving.newest_of([paper.id for paper in papers])
    if promise is None:
        return HttpResponseRedirect(f"{maps.address('public:check')}?cu=1")
    return HttpResponseRedirect(maps.address("public:receipt", promise.mark))
