"""``/can-bo/mo-hinh/dan-van-kheo/``: who registered which "Dân vận khéo" model, what came of it, who recognised it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import files
from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.core.paging import leaf
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, typed
from thanthien.office.programme.mobilisation_forms import AwardForm, FollowForm, RegisterForm, StopForm
from thanthien.programme.service import mobilisation
from thanthien.rules.mobilisation import fields, movements

AREA: Final = {"area": "model"}
DONE: Final = {"dang-ky": "Đã đăng ký mô hình.", "theo-doi": "Đã ghi kết quả.", "cong-nhan": "Đã ghi công nhận.",
               "dung": "Đã ghi mô hình dừng."}  # fmt: skip


@require_safe
@staff_page("skilful.read")
def home(request: StaffRequest) -> HttpResponse:
    """The register by field, with how many run this year and how many were ever recognised."""
    actor, today = request.actor, local(request.now).date()
    kinds, asked = fields(today), request.GET.get("linh-vuc", "")
    rows = mobilisation.skilful_models(actor)
    chosen = asked if asked in {one.code for one in kinds} else ""
    page = leaf(rows.filter(field=chosen) if chosen else rows, "-registered_on", request.GET.get("sau", ""))
    counted = mobilisation.counted(actor, today.year)
    context = {
        "page": page, "year": today.year, "may": actor.may("skilful.register"), "chosen": chosen,
        "lines": [(one, *counted.get(one.code, (0, 0))) for one in kinds], "done": _done(request),
    }  # fmt: skip
    return render(request, "office/programme/mobilisation/home.html", AREA | context)


def _names(today: date) -> dict[str, str]:
    return {one.code: one.text for one in (*fields(today), *movements(today))}


def _done(request: StaffRequest) -> str:
    return DONE.get(request.GET.get("xong", ""), "")


@require_safe
@staff_page("skilful.read")
def one(request: StaffRequest, model_id: UUID) -> HttpResponse:
    """One model: what was registered, what came of it, who recognised it."""
    row, names = mobilisation.skilful_model(request.actor, model_id), _names(local(request.now).date())
    context = {
        "model": row, "entries": list(mobilisation.entries(row)), "awards": list(mobilisation.awards(row)),
        "field": names.get(row.field, row.field), "movement": names.get(row.movement, row.movement),
        "may": request.actor.may("skilful.register"), "may_follow": request.actor.may("skilful.follow"),
        "done": _done(request),
    }  # fmt: skip
    return render(request, "office/programme/mobilisation/one.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("skilful.register")
def register(request: StaffRequest) -> HttpResponse:
    """Register a model."""
    today = local(request.now).date()
    form = RegisterForm(
        typed(request), fields=[(kind.code, kind.text) for kind in fields(today)],
        movements=[(kind.code, kind.text) for kind in movements(today)],
    )  # fmt: skip
    page = Asked("Đăng ký mô hình Dân vận khéo", "Đăng ký", reverse("office:skilful"), "dang-ky")
    return ask(request, form, page, lambda once, data: sent_once(
        once, mobilisation.register, actor=request.actor, now=request.now, wanted=form.wanted()
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("skilful.follow")
def follow(request: StaffRequest, model_id: UUID) -> HttpResponse:
    """Write down what came of a model, with a photo or paper."""
    row = mobilisation.skilful_model(request.actor, model_id)
    form = photos.with_files(request, FollowForm, {"file": "ảnh kết quả"}, "evidence")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, mobilisation.follow, actor=request.actor, now=request.now, model_id=row.id, on=data["on"],
            result=data["result"], file_id=photos.kept(data),
        )  # fmt: skip

    return ask(request, form, _page(row, "Ghi kết quả", "Ghi kết quả", "theo-doi"), act, AREA)


@require_http_methods(METHODS)
@staff_page("skilful.register")
def award(request: StaffRequest, model_id: UUID) -> HttpResponse:
    """Enter a decision that recognises a model."""
    row, form = mobilisation.skilful_model(request.actor, model_id), AwardForm(typed(request))
    page = _page(row, "Ghi quyết định công nhận", "Ghi quyết định", "cong-nhan")
    return _asked(request, form, page, mobilisation.recognise, row, lambda data: {
        "level": data["level"], "ruling": form.ruling()
    })  # fmt: skip


@require_http_methods(METHODS)
@staff_page("skilful.register")
def stop(request: StaffRequest, model_id: UUID) -> HttpResponse:
    """Stop a model."""
    row = mobilisation.skilful_model(request.actor, model_id)
    page = _page(row, "Dừng mô hình", "Ghi mô hình dừng", "dung")
    return _asked(request, StopForm(typed(request)), page, mobilisation.stop, row, lambda data: data)


def _asked(
    request: StaffRequest, form: Any, page: Asked, command: Callable[..., object], row: mobilisation.SkilfulModel,
    more: Callable[[dict[str, Any]], dict[str, Any]],
) -> HttpResponse:  # fmt: skip
    return ask(request, form, page, lambda once, data: sent_once(
        once, command, actor=request.actor, now=request.now, model_id=row.id, **more(data)
    ), AREA)  # fmt: skip


def _page(row: mobilisation.SkilfulModel, title: str, button: str, done: str) -> Asked:
    return Asked(title, button, reverse("office:skilful_one", args=[row.id]), done, lead=row.title)


@require_safe
@staff_page("skilful.read")
def evidence(request: StaffRequest, model_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Hand out the cleaned copy of a photo or paper."""
    entry = mobilisation.evidence(request.actor, model_id, file_id)
    if entry.file_id is None:
        raise NotThere
    return photos.shown(files.get(entry.file_id, unit_id=entry.unit_id))


_ONE: Final = "mo-hinh/dan-van-kheo/<uuid:model_id>/"
urlpatterns: list[URLPattern] = [
    path("mo-hinh/dan-van-kheo/", home, name="skilful"),
    path("mo-hinh/dan-van-kheo/dang-ky/", register, name="skilful_register"),
    path(_ONE, one, name="skilful_one"),
    path(f"{_ONE}theo-doi/", follow, name="skilful_follow"),
    path(f"{_ONE}cong-nhan/", award, name="skilful_award"),
    path(f"{_ONE}dung/", stop, name="skilful_stop"),
    path(f"{_ONE}tep/<uuid:file_id>/", evidence, name="skilful_file"),
]
