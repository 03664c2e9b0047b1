"""What every answer tells the browser, and whom the house answers at all.

One table of headers for all doors, with or without an error (``SecurityMiddleware`` of Django stands aside: its
headers and ours would be two places to look). No page has an inline script or style, so the policy needs no nonce:
``'self'`` alone is stricter (docs/adr/0033-web-headers.md).
"""

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from thanthien.web import client, doors, errors

Handler = Callable[[HttpRequest], HttpResponseBase]
UNSAFE: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
_NOTHING: Final = (
    "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOTHING),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that know no frame-ancestors
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# One year and every name under ours: nothing else lives there. Not preloaded: a list of browsers forgets slowly, and
# a commune may change its mind about its name.
TLS_ONLY: Final = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


class Headers:
    """The outermost: nothing leaves without them, a view's own stricter ones stay."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.always = {**HEADERS, **(TLS_ONLY if settings.TLS else {})}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then lock the doors."""
        response = self.get_response(request)
        for name, value in self.always.items():
            response.headers.setdefault(name, value)
        return response


class Csrf(CsrfViewMiddleware):
    """Django's own, which would send the cookie again with every form.

    An answer that was slow on its way then put the cookie of before signing in back, and the form that stood open
    meanwhile was refused. So an unchanged cookie is not sent.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Send the cookie when it is new to the browser."""
        if request.COOKIES.get(settings.CSRF_COOKIE_NAME) == request.META.get("CSRF_COOKIE"):
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
        return super().process_response(request, response)


class OwnDoor:
    """Answers to the house's own names only, and takes no form from another site's page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Raise DisallowedHost (400) for a name that is not ours; refuse a foreign form with 403."""
        request.get_host()
        if client.came_by_tls(request):
            request.META["wsgi.url_scheme"] = "https"
        if request.method in UNSAFE and doors.is_foreign(request):
            return errors.csrf_failure(request)
        return self.get_response(request)
