"""``/can-bo/mo-hinh/nhan-rong/``, ``/cap-tren/mo-hinh/nhan-rong/``: proven sets, published, taken, followed."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme.spread_forms import PublishForm, RecommendForm, WithdrawForm
from thanthien.office.programme.spread_words import changes, figures
from thanthien.programme.service import packs
from thanthien.rules.words import first_up

DONE: Final = {"cong-bo": "Đã công bố bộ kinh nghiệm.", "nhan": "Đã nhận. Các bản nháp đã nằm ở chỗ của chúng.",
               "rut": "Đã rút.", "khuyen": "Đã khuyên các xã dùng bộ này."}  # fmt: skip
Side = dict[str, Callable[..., HttpResponseBase]]


def _both(view: Callable[..., HttpResponse]) -> Side:
    """Open a page to the commune and to the level above, each with its own right."""
    return {side: require_safe(staff_page(right)(view)) for side, right in (("office", "pack.read"),
                                                                         ("above", "pack.recommend"))}  # fmt: skip


def _at(request: StaffRequest, name: str, *args: object) -> str:
    side = "above" if request.actor.may("pack.recommend") else "office"
    return reverse(f"{side}:{name}", args=args)


def _shown(request: StaffRequest, **more: Any) -> dict[str, Any]:
    above = request.actor.may("pack.recommend")
    side = "above" if above else "office"
    return {
        "area": "programmes" if above else "model", "above": above, "home": f"{side}:packs", "link": f"{side}:pack",
        "after": f"{side}:pack_after", "start": "above:programmes" if above else "office:model",
        "done": DONE.get(request.GET.get("xong", ""), ""), **more,
    }  # fmt: skip


@_both
def home(request: StaffRequest) -> HttpResponse:
    """What the communes of the province publish; what we published, what we took."""
    actor, today = request.actor, local(request.now).date()
    found = packs.offered(actor, today, request.GET.get("sau", ""))
    advice, counts, taken = packs.advised(found.rows), packs.how_many_took(found.rows), packs.taken_by(actor)
    context = {
        "offered": [(one, advice.get(one.id), counts[one.series]) for one in found.rows], "next": found.after,
        "own": packs.own(actor), "taken": taken, "ours": {one.pack.series for one in taken},
        "may": actor.may("pack.publish"),
    }  # fmt: skip
    return render(request, "office/programme/spread/home.html", _shown(request, **context))


@_both
def pack(request: StaffRequest, pack_id: UUID) -> HttpResponse:
    """One pack: who made it, how, and everything in it."""
    actor, today = request.actor, local(request.now).date()
    row = packs.pack(actor, pack_id, today)
    mine = row.unit_id == actor.scope
    taken = [one for one in packs.taken_by(actor) if one.pack.series == row.series]
    context = {
        "pack": row, "sections": packs.shown(row.body), "advice": packs.advised([row]).get(row.id), "mine": mine,
        "taken": taken, "takers": packs.takers(actor, row, today),
        "may_take": actor.may("pack.take") and not mine and row.withdrawn_on is None
        and all(one.pack.version < row.version for one in taken),
        "may_change": mine and actor.may("pack.publish") and row.withdrawn_on is None,
    }  # fmt: skip
    return render(request, "office/programme/spread/pack.html", _shown(request, **context))


@_both
def after(request: StaffRequest, pack_id: UUID) -> HttpResponse:
    """What those who took a pack changed of it, and how one of their figures went before and after."""
    actor, today = request.actor, local(request.now).date()
    row = packs.pack(actor, pack_id, today)
    takers, promises = packs.takers(actor, row, today), packs.promises(today)
    asked, figure = request.GET.get("xa", ""), request.GET.get("so", "")
    chosen = next((one for one in takers if str(one.last.unit_id) == asked), takers[0] if takers else None)
    context: dict[str, Any] = {"pack": row, "takers": takers, "chosen": chosen, "promises": promises}
    if chosen is not None:
        course = packs.course(chosen.first, request.now, figure if figure in dict(promises) else packs.USUAL)
        made = packs.made_of(chosen)
        context |= figures(course) | {"counts": made.counts, "parts": changes(made)}
    return render(request, "office/programme/spread/after.html", _shown(request, **context))


def _own(request: StaffRequest, pack_id: UUID) -> packs.Pack:
    row = packs.pack(request.actor, pack_id, local(request.now).date())
    if row.unit_id != request.actor.scope:
        raise NotThere
    return row


@require_http_methods(METHODS)
@staff_page("pack.publish")
def publish(request: StaffRequest, pack_id: UUID | None = None) -> HttpResponse:
    """Publish a set, or the next version of one."""
    actor = request.actor
    row = _own(request, pack_id) if pack_id else None
    sections = packs.shown(packs.proven(actor.scope))
    choices = [(one.name, f"{one.label}: {len(one.rows)} mục") for one in sections]
    first = {"name": row.name, "words": row.words, "sections": list(row.body)} if row else None
    form = PublishForm(typed(request), sections=choices, initial=first)
    title = f"Công bố bản {row.version + 1}" if row else "Công bố bộ kinh nghiệm"
    page = Asked(title, "Công bố", reverse("office:packs"), "cong-bo", template="office/programme/spread/publish.html")
    return ask(request, form, page, lambda once, data: sent_once(
        once, packs.publish, actor=actor, now=request.now, series=row.series if row else None, **data
    ), _shown(request, sections=sections))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("pack.take")
def take(request: StaffRequest, pack_id: UUID) -> HttpResponse:
    """Take a pack: one press."""
    row = packs.pack(request.actor, pack_id, local(request.now).date())
    lead = ("Mọi mục trở thành bản nháp của xã mình, xã sửa rồi mới ban hành. Không mục nào của xã bị thay. "
            f"{first_up(str(row.unit))} biết xã mình đã nhận, xem được xã mình đổi gì, số liệu ra sao.")  # fmt: skip
    page = Asked(f"Nhận “{row.name}”", "Nhận bộ này", reverse("office:pack", args=[row.id]), "nhan", lead=lead)
    return _pressed(request, PressForm(typed(request)), page, packs.take, row)


@require_http_methods(METHODS)
@staff_page("pack.publish")
def withdraw(request: StaffRequest, pack_id: UUID) -> HttpResponse:
    """Take a version back."""
    row = _own(request, pack_id)
    lead = "Không xã nào nhận thêm được. Xã đã nhận vẫn giữ."
    title, back = f"Rút “{row.name}”, bản {row.version}", reverse("office:pack", args=[row.id])
    page = Asked(title, "Rút", back, "rut", lead, True)
    return _pressed(request, WithdrawForm(typed(request)), page, packs.withdraw, row)


@require_http_methods(METHODS)
@staff_page("pack.recommend")
def recommend(request: StaffRequest, pack_id: UUID) -> HttpResponse:
    """Recommend a pack to the communes below."""
    row = packs.pack(request.actor, pack_id, local(request.now).date())
    page = Asked(f"Khuyên dùng “{row.name}”", "Khuyên các xã dùng", _at(request, "pack", row.id), "khuyen")
    return _pressed(request, RecommendForm(typed(request)), page, packs.recommend, row)


def _pressed(
    request: StaffRequest, form: Any, page: Asked, command: Callable[..., object], row: packs.Pack
) -> HttpResponse:
    return ask(request, form, page, lambda once, data: sent_once(
        once, command, actor=request.actor, now=request.now, pack_id=row.id, **data
    ), _shown(request))  # fmt: skip


def routes(side: str) -> list[URLPattern]:
    """Return the addresses of a side."""
    one = "mo-hinh/nhan-rong/<uuid:pack_id>/"
    own = [
        path("mo-hinh/nhan-rong/cong-bo/", publish, name="pack_publish"),
        path(f"{one}ban-moi/", publish, name="pack_version"),
        path(f"{one}nhan/", take, name="pack_take"),
        path(f"{one}rut/", withdraw, name="pack_withdraw"),
    ]
    above = [path(f"{one}khuyen-dung/", recommend, name="pack_recommend")]
    return [
        path("mo-hinh/nhan-rong/", home[side], name="packs"), path(one, pack[side], name="pack"),
        path(f"{one}sau-khi-nhan/", after[side], name="pack_after"), *(own if side == "office" else above),
    ]  # fmt: skip
