"""``/tin/``: what the commune tells of its launch, with the album; nothing before somebody published it."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import files
from thanthien.core.errors import NotThere, Refused
from thanthien.programme.service import launch
from thanthien.web.sites import SiteRequest

MOST = 20


def _unit(request: HttpRequest) -> UUID:
    unit_id = cast(SiteRequest, request).site.unit_id
    if unit_id is None:
        raise NotThere
    return unit_id


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """List what was told, the latest first."""
    rows = list(launch.published(_unit(request))[:MOST])
    return render(request, "public/news/list.html", {"rows": rows, "area": "news"})


@require_safe
def item(request: HttpRequest, launch_id: UUID) -> HttpResponse:
    """Show one item with its album."""
    row = launch.published(_unit(request)).filter(id=launch_id).first()
    if row is None:
        raise NotThere
    context = {"row": row, "photos": list(launch.photos(row)), "area": "news"}
    return render(request, "public/news/item.html", context)


@require_safe
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponseBase:
    """Hand out the cleaned copy of a photo of a published album. Raises :class:`Refused` where it is damaged."""
    try:
        served = files.serve(launch.public_photo(_unit(request), photo_id).file)
    except files.Damaged:
        raise Refused("Ảnh này hỏng ở chỗ lưu của xã. Xã cần lấy lại ảnh từ bản sao lưu.") from None
    return StreamingHttpResponse(served.chunks, headers=served.headers)
