"""``/can-bo/mo-hinh/ra-soat/``: reviews of what the commune has and lacks; gaps, photos before and after, the sheet."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme import readiness_answers as answers
from thanthien.office.programme import readiness_gaps as gaps
from thanthien.office.programme.readiness_forms import OwnItemForm
from thanthien.programme.service import readiness

AREA = {"area": "model"}
DONE = {"khep": "Đã khép lần rà soát.", "viec": "Đã đưa vào kế hoạch năm.", "them": "Đã thêm mục riêng.",
        "bo": "Đã bỏ mục riêng.", "bo-anh": "Đã bỏ ảnh.",
        "bat-dau": "Đã bắt đầu. Cầm điện thoại đi từng chỗ, bấm “Trả lời” để ghi."}  # fmt: skip


def _done(request: StaffRequest) -> str:
    return DONE.get(request.GET.get("xong", ""), "")


@require_safe
@staff_page("readiness.read")
def home(request: StaffRequest) -> HttpResponse:
    """The commune's reviews, the list in force, its own items."""
    actor = request.actor
    found = list(readiness.reviews(actor))
    context = {
        "reviews": found, "open": next((one for one in found if one.finished_on is None), None),
        "list": readiness.in_force(actor.scope, local(request.now).date()),
        "own": list(readiness.own_items(actor.scope)), "pair": readiness.first_and_last(actor),
        "may": actor.may("readiness.change"), "done": _done(request),
    }  # fmt: skip
    return render(request, "office/programme/readiness/home.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("readiness.change")
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a review with the list of today."""
    found = readiness.in_force(request.actor.scope, local(request.now).date())
    lead = f"{len(found.items)} mục, {found.basis}. Danh mục giữ nguyên cho đến khi khép lần này."
    page = Asked("Bắt đầu rà soát", "Bắt đầu", reverse("office:readiness"), "bat-dau", lead=lead)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, readiness.begin, actor=request.actor, now=request.now)

    return ask(request, PressForm(typed(request)), page, act, AREA)


@require_safe
@staff_page("readiness.read")
def review(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """One review: what is there, what is lacking and what becomes of it."""
    view = readiness.review_view(readiness.review(request.actor, review_id))
    actor = request.actor
    context = {
        "view": view, "may": actor.may("readiness.change"), "may_answer": actor.may("readiness.answer"),
        "links": gaps.links(actor, view), "done": _done(request), "may_raise": actor.may("difficulty.change"),
    }  # fmt: skip
    return render(request, "office/programme/readiness/review.html", AREA | context)


@require_safe
@staff_page("readiness.read")
def sheet(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """The review as a sheet of paper: with its answers, or with empty boxes to fill in by hand (``?trong``)."""
    view = readiness.review_view(readiness.review(request.actor, review_id))
    context = {"view": view, "blank": "trong" in request.GET, "unit": request.home}
    return render(request, "office/programme/readiness/sheet.html", AREA | context)


@require_safe
@staff_page("readiness.read")
def compare(request: StaffRequest) -> HttpResponse:
    """The first finished review and the latest one side by side, with their photos."""
    pair = readiness.first_and_last(request.actor)
    view = readiness.compared(*pair) if pair else None
    only = request.GET.get("chi", "")
    context = {"view": view, "all": only != "doi"}
    return render(request, "office/programme/readiness/compare.html", AREA | context)


@require_safe
@staff_page("readiness.read")
def photo(request: StaffRequest, photo_id: UUID) -> HttpResponseBase:
    """Hand out the cleaned copy of a photo."""
    return photos.shown(readiness.photo(request.actor, photo_id).file)


@require_http_methods(METHODS)
@staff_page("readiness.answer")
def photo_off(request: StaffRequest, photo_id: UUID) -> HttpResponse:
    """Take a photo off while the review is open."""
    row = readiness.photo(request.actor, photo_id)
    back = reverse("office:readiness_review", args=[row.item.review_id])
    page = Asked("Bỏ ảnh này?", "Bỏ ảnh", back, "bo-anh", lead=f"Ảnh của mục “{row.item.text}”.", danger=True)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, readiness.take_photo_off, actor=request.actor, now=request.now, photo_id=row.id)

    return ask(request, PressForm(typed(request)), page, act, AREA)


@require_http_methods(METHODS)
@staff_page("readiness.change")
def finish(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Finish a review."""
    row = readiness.review(request.actor, review_id)
    back = reverse("office:readiness_review", args=[row.id])
    lead = "Khép rồi thì câu trả lời và ảnh giữ nguyên, không sửa nữa. Bước “đã rà soát điều kiện” mở ra."
    page = Asked(f"Khép rà soát lần {row.number}", "Khép lần này", back, "khep", lead=lead)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, readiness.finish, actor=request.actor, now=request.now, review_id=row.id)

    return ask(request, PressForm(typed(request)), page, act, AREA)


@require_http_methods(METHODS)
@staff_page("readiness.change")
def own_add(request: StaffRequest) -> HttpResponse:
    """Add an item of the commune's own."""
    lead = "Mục riêng được hỏi từ lần rà soát sau."
    page = Asked("Thêm mục riêng của xã", "Thêm mục", reverse("office:readiness"), "them", lead=lead)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, readiness.add_own, actor=request.actor, now=request.now, **data)

    return ask(request, OwnItemForm(typed(request)), page, act, AREA)


@require_http_methods(METHODS)
@staff_page("readiness.change")
def own_drop(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Drop an item of the commune's own."""
    row = readiness.own_item(request.actor, item_id)
    page = Asked("Bỏ mục riêng này?", "Bỏ mục", reverse("office:readiness"), "bo", lead=row.text, danger=True)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, readiness.drop_own, actor=request.actor, now=request.now, item_id=row.id)

    return ask(request, PressForm(typed(request)), page, act, AREA)


urlpatterns: list[URLPattern] = [
    path("mo-hinh/ra-soat/", home, name="readiness"),
    path("mo-hinh/ra-soat/bat-dau/", begin, name="readiness_begin"),
    path("mo-hinh/ra-soat/truoc-sau/", compare, name="readiness_compare"),
    path("mo-hinh/ra-soat/giu-trang.js", answers.worker, name="readiness_worker"),
    path("mo-hinh/ra-soat/muc-rieng/", own_add, name="readiness_own_add"),
    path("mo-hinh/ra-soat/muc-rieng/<uuid:item_id>/bo/", own_drop, name="readiness_own_drop"),
    path("mo-hinh/ra-soat/anh/<uuid:photo_id>/", photo, name="readiness_photo"),
    path("mo-hinh/ra-soat/anh/<uuid:photo_id>/bo/", photo_off, name="readiness_photo_off"),
    path("mo-hinh/ra-soat/muc/<uuid:item_id>/", gaps.to_item, name="readiness_item"),
    path("mo-hinh/ra-soat/muc/<uuid:item_id>/tra-loi/", answers.answer, name="readiness_answer"),
    path("mo-hinh/ra-soat/muc/<uuid:item_id>/viec/", gaps.to_task, name="readiness_task"),
    path("mo-hinh/ra-soat/<uuid:review_id>/", review, name="readiness_review"),
    path("mo-hinh/ra-soat/<uuid:review_id>/tra-loi/", answers.answering, name="readiness_answering"),
    path("mo-hinh/ra-soat/<uuid:review_id>/tinh-hinh/", answers.state, name="readiness_state"),
    path("mo-hinh/ra-soat/<uuid:review_id>/phieu/", sheet, name="readiness_sheet"),
    path("mo-hinh/ra-soat/<uuid:review_id>/khep/", finish, name="readiness_finish"),
]
