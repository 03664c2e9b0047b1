"""``/.well-known/security.txt`` (RFC 9116): whom to tell about a weakness."""

from datetime import timedelta
from typing import Final, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.web.sites import SiteRequest

VALID: Final = timedelta(days=180)  # the RFC asks for less than a year


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Name the contact of ``THANTHIEN_SECURITY_CONTACT``, else the commune's telephone; without either, 404."""
    contact = settings.THANTHIEN_SECURITY_CONTACT or _telephone(cast(SiteRequest, request).site.phone)
    if not contact:
        raise Http404
    until = clock.day_start((clock.now() + VALID).date())
    lines = [
        f"Contact: {contact}",
        f"Expires: {clock.iso(until)}",
        "Preferred-Languages: vi, en",
        f"Canonical: {settings.THANTHIEN_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _telephone(number: str) -> str:
    digits = "".join(sign for sign in number if sign.isdigit())
    return f"tel:+84{digits.removeprefix('0')}" if digits else ""
