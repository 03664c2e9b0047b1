"""``/tro-giup/``: the manual for everybody, officers' pages too: how the house works is no secret."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thanthien.web import manual


@require_safe
def page(request: HttpRequest, name: str = "cong-dan") -> HttpResponse:
    """Show one page: what people need first, the others from its index."""
    prefix: str = getattr(request, "site_prefix", "")
    root = f"{prefix}{reverse('public:help')}"
    found = manual.chapter(manual.INDEX if name == "muc-luc" else name, root)
    return render(request, "public/help.html", {"page": found, "root": f"{root}muc-luc/", "area": "help"})


@require_safe
@cache_control(max_age=3600)
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show a picture of a page."""
    return FileResponse(manual.picture(name).open("rb"), content_type="image/png")
