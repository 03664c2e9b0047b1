"""The album of a launch, and what is told of it: the news item on the commune's page, the text for newspapers."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme.launch_forms import NewsForm, PhotoForm
from thanthien.programme.service import launch

AREA: Final = {"area": "model"}


@require_http_methods(METHODS)
@staff_page("launch.change")
def photo_add(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Put a photo into the album."""
    row = launch.launch(request.actor, launch_id)
    form = photos.with_files(request, PhotoForm, {"photo": "ảnh lễ ra mắt"}, "launch")
    page = Asked("Thêm ảnh", "Thêm ảnh", _back(row), "anh", lead=row.title)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, launch.add_photo, actor=request.actor, now=request.now, launch_id=row.id,
            file_id=UUID(data["photo"].kept.id), caption=data["caption"], agreed=data["agreed"],
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


@require_safe
@staff_page("launch.read")
def photo(request: StaffRequest, photo_id: UUID) -> HttpResponseBase:
    """Hand out a photo of the album."""
    return photos.shown(launch.photo(request.actor, photo_id).file)


@require_http_methods(METHODS)
@staff_page("launch.change")
def photo_off(request: StaffRequest, launch_id: UUID, photo_id: UUID) -> HttpResponse:
    """Take a photo out of the album and off the public page."""
    words = ("Bỏ ảnh này", "Bỏ ảnh", "bo-anh")
    return _pressed(request, launch_id, photo_id, words, launch.photo_off, danger=True)


@require_http_methods(METHODS)
@staff_page("launch.change")
def photo_first(request: StaffRequest, launch_id: UUID, photo_id: UUID) -> HttpResponse:
    """Put a photo one place to the front."""
    return _pressed(request, launch_id, photo_id, ("Đưa ảnh lên trước", "Lên trước", "xep"), launch.photo_first)


def _pressed(
    request: StaffRequest, key: UUID, photo_id: UUID, words: tuple[str, str, str], act: Callable[..., object],
    danger: bool = False,
) -> HttpResponse:  # fmt: skip
    row, form = launch.launch(request.actor, key), PressForm(typed(request))
    # Sent twice a photo is gone the second time, and the key says so.
    caption = "" if request.method == "POST" else launch.photo(request.actor, photo_id).caption
    title, button, said = words
    page = Asked(title, button, _back(row), said, lead=caption, danger=danger)
    return ask(request, form, page, lambda once, data: sent_once(
        once, act, actor=request.actor, now=request.now, photo_id=photo_id
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def news(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Write the news; an empty page is filled from the records."""
    row = launch.launch(request.actor, launch_id)
    told = launch.drafted(launch.day_view(request.actor, row, clock.local(request.now).date()))
    initial = {
        "news_title": row.news_title or told.title,
        "news": row.news or told.news,
        "press": row.press or told.press,
    }
    form = NewsForm(typed(request), initial=initial)
    page = Asked("Viết tin về lễ ra mắt", "Ghi lời tin", _back(row), "viet", lead=row.title)
    return ask(request, form, page, lambda once, data: sent_once(
        once, launch.write, actor=request.actor, now=request.now, launch_id=row.id, **data
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def publish(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Put the news and the album on the commune's page, or take them from there."""
    row, form = launch.launch(request.actor, launch_id), PressForm(typed(request))
    if row.published_on is None:
        page = Asked("Đăng tin", "Đăng lên trang của xã", _back(row), "dang", lead=f"{row.news_title}. Kèm cả tập ảnh.")
        act: Callable[..., object] = launch.publish
    else:
        page = Asked("Gỡ tin", "Gỡ khỏi trang của xã", _back(row), "go", lead=row.news_title, danger=True)
        act = launch.unpublish
    return ask(request, form, page, lambda once, data: sent_once(
        once, act, actor=request.actor, now=request.now, launch_id=row.id
    ), AREA)  # fmt: skip


def _back(row: launch.Launch) -> str:
    return reverse("office:launch", args=[row.id])


urlpatterns: list[URLPattern] = [
    path("mo-hinh/ra-mat/<uuid:launch_id>/anh/", photo_add, name="launch_photo_add"),
    path("mo-hinh/ra-mat/anh/<uuid:photo_id>/", photo, name="launch_photo"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/anh/<uuid:photo_id>/bo/", photo_off, name="launch_photo_off"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/anh/<uuid:photo_id>/len-truoc/", photo_first, name="launch_photo_first"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/tin/", news, name="launch_news"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/dang/", publish, name="launch_publish"),
]
