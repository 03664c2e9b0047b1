"""What every citizens' page shares: no cookie, forms without a session, pages under a secret link."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from thanthien.web import errors
from thanthien.web.doors import is_foreign

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def public_form(view: View[P]) -> View[P]:
    """Let a form work without cookie and session, but only from our own pages."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and is_foreign(request):
            return errors.csrf_failure(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


def secret(view: View[P]) -> View[P]:
    """Keep a page under a secret link out of caches, search engines and the address lines of others."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in SECRET_HEADERS.items():
            response.headers[name] = value
        return response

    return guarded


SECRET_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
