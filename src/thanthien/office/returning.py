"""Where one goes on after signing in or proving oneself again."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from thanthien.core.text import clean
from thanthien.web import maps


def onward(request: HttpRequest) -> str:
    """Return the wanted address: only those of our own work pages are believed, and not the doors themselves."""
    wanted = clean(request.POST.get("tiep") or request.GET.get("tiep") or "")
    mine = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/can-bo/")
    doors = tuple(filter(None, (maps.address(f"office:{name}") for name in ("login", "elevation", "confirm"))))
    return wanted if mine and not wanted.startswith(doors) else maps.address("office:today")
