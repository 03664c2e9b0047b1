"""``/can-bo/tro-giup/``: the manual beside the work, with the rail."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from thanthien.office.guard import StaffRequest, staff_page
from thanthien.web import manual


@require_safe
@staff_page("today.read")
def page(request: StaffRequest, name: str = manual.INDEX) -> HttpResponse:
    """Show one page, or the index."""
    root = reverse("office:help")
    context = {"page": manual.chapter(name, root), "root": root, "area": "help"}
    return render(request, "office/help.html", context)


@require_safe
@staff_page("today.read")
def picture(request: StaffRequest, name: str) -> HttpResponseBase:
    """Show a picture of a page."""
    return FileResponse(manual.picture(name).open("rb"), content_type="image/png")


urlpatterns: list[URLPattern] = [
    path("tro-giup/", page, name="help"),
    path("tro-giup/hinh/<str:name>", picture, name="help_picture"),
    path("tro-giup/<str:name>/", page, name="help_page"),
]
