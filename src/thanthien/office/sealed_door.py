"""What all pages of sealed cases share: nothing is cached, indexed, told to another site or put into a report."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from thanthien.core.errors import Refused
from thanthien.office.guard import StaffRequest, View, staff_page
from thanthien.office.press import form_page
from thanthien.web.forms import PageForm

P = ParamSpec("P")

# Not "no-referrer": under it browsers send "Origin: null" with our own forms, and the check against forged ones fails.
# "same-origin" tells no other site anything; our addresses carry nothing but the key of a row.
HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def sealed_page(right: str) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Make a page for sealed officers, or for whoever else holds ``right``."""

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        guarded = staff_page(right)(view)

        @sensitive_post_parameters()
        @functools.wraps(guarded)
        @sensitive_variables()
        def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            answer = guarded(request, *args, **kwargs)
            for name, value in HEADERS.items():
                answer.headers[name] = value
            return answer

        return answered

    return wrap


@sensitive_variables()
def ask_again(
    request: StaffRequest, template: str, form: PageForm, context: dict[str, Any], no: Refused
) -> HttpResponse:
    """Draw a page again with what was refused at its field."""
    return form_page(request, template, form, {"area": "sealed", **context}, no)
