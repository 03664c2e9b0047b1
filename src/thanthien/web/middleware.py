"""The way in: kind words when something is wrong, the second wall, the commune of the address."""

import re
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject

from thanthien.core import wall
from thanthien.core.errors import Busy, NotThere, OtherBody, Refused, Stale, TooMany
from thanthien.web import errors, sites

Handler = Callable[[HttpRequest], HttpResponseBase]

_IN_UNIT = re.compile(r"^/xa/(\d{1,6})(/.*)?$")


def _with_query(request: HttpRequest, path: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


class Wall:
    """The second wall of ``core.wall`` round every request: it meets no commune's rows until something admits it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer inside the door; static files come from outside it."""
        with wall.door():
            return self.get_response(request)


class Guard:
    """A page in plain words for every refusal that no view has caught."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn what core and the rules say into a page; anything else goes on to the page of faults."""
        if isinstance(error, NotThere):
            return errors.missing(request, error)
        if isinstance(error, Stale):
            return errors.stale(request, error)
        if isinstance(error, OtherBody):
            return errors.sent_before(request)
        if isinstance(error, Refused):
            return errors.refused(request, error)
        if isinstance(error, TooMany):
            return errors.too_many(request, error)
        if isinstance(error, Busy) or errors.means_busy(error):
            return errors.busy(request)
        return None


def _home() -> sites.Site:
    found = sites.home()
    wall.admit(found.unit_id)
    return found


class SiteOfRequest:
    """Read the commune from ``/xa/<code>/…`` (or take the home unit) and hide the prefix from the routes."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Find the commune; an old code leads to its successor, or to a choice of them."""
        here = cast(sites.SiteRequest, request)
        match = _IN_UNIT.match(request.path_info)
        if match is None:
            # Lazy: pages of officers and static files ask for no commune, and then cost no query.
            here.site, here.site_prefix = cast(sites.Site, SimpleLazyObject(_home)), ""
            return self.get_response(request)
        code, rest = match.group(1), match.group(2)
        if not rest:
            return HttpResponseRedirect(_with_query(request, f"/xa/{code}/"))
        found = sites.find(code)
        if found is None:
            return errors.missing(request)
        if isinstance(found, sites.Moved):
            if len(found.successors) == 1 and request.method in {"GET", "HEAD"}:
                return HttpResponseRedirect(_with_query(request, f"{found.successors[0].prefix}{rest}"))
            return errors.moved(request, found)
        wall.admit(found.unit_id)
        here.site, here.site_prefix = found, found.prefix
        request.path_info = rest
        return self.get_response(request)
