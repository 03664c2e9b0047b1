"""Routes of the sheet alone, with a few doors that go wrong on purpose."""

import errno
from datetime import datetime
from typing import NoReturn

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path

from thanthien.core.clock import VN
from thanthien.core.errors import Busy, NotThere, Refused, Stale
from thanthien.web import errors

AT = datetime(2026, 11, 23, 9, 14, tzinfo=VN)
WRONG: dict[str, Exception] = {
    "het-cho": OSError(errno.ENOSPC, "No space left on device"),
    "khoa": OperationalError("database is locked"),
    "ban": Busy("disk full"),
    "cua-nguoi-khac": NotThere(),
    "bi-chuyen": Stale("chị Nhài", "vừa chuyển hồ sơ này sang bước ký", AT),
    "tu-choi": Refused("Chỉ yêu cầu bổ sung một lần."),
    "hong": ZeroDivisionError("<b>secret</b>"),
}


def wrong(request: HttpRequest, what: str) -> NoReturn:
    raise WRONG[what]


def where(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.site.label}|{request.site_prefix}|{request.path_info}")  # type: ignore[attr-defined]  # set by the middleware


def _named(prefix: str, names: str) -> list[URLPattern]:
    return [path(f"{prefix}{name}/", where, name=name) for name in names.split()]


urlpatterns = [
    path("", include((_named("", "home procedures track due"), "public"))),
    path("can-bo/", include((_named("", "today desk dossiers audit more login logout"), "office"))),
    path("", include("thanthien.web.urls")),
    path("sai/<str:what>/", wrong),
    path("o-dau/", where),
]
handler400 = errors.bad_request
handler403 = errors.denied
handler404 = errors.missing
handler500 = errors.server_error
