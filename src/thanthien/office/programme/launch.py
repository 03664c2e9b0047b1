"""``/can-bo/mo-hinh/ra-mat/``: the launch day, from its programme to the news of it."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, WhyForm, typed
from thanthien.office.programme.launch_forms import DayForm, GuestsForm, HoldForm, InviteForm, ItemForm
from thanthien.programme.service import launch
from thanthien.rules.launch import GUESTS

AREA: Final = {"area": "model"}
DONE: Final = {
    "dat": "Đã ghi ngày ra mắt.", "thoi": "Đã ghi thôi ngày ấy.", "them": "Đã thêm vào chương trình.",
    "bo": "Đã bỏ khỏi chương trình.", "moi": "Đã thêm khách.", "khach": "Đã ghi khách.", "ghi": "Đã ghi buổi lễ.",
    "lay-lai": "Đã lấy lại.", "anh": "Đã thêm ảnh.", "bo-anh": "Đã bỏ ảnh.", "xep": "Đã xếp lại ảnh.",
    "viet": "Đã ghi lời tin. Bấm “Đăng tin” khi đã vừa ý.", "dang": "Đã đăng trên trang của xã.", "go": "Đã gỡ tin.",
}  # fmt: skip


@require_safe
@staff_page("launch.read")
def launches(request: StaffRequest) -> HttpResponse:
    """List the launch days."""
    rows = list(launch.launches(request.actor)[:50])
    ahead = any(one.held_on is None and one.cancelled_on is None for one in rows)
    may = request.actor.may("launch.change")
    context = {"launches": rows, "may": may and not ahead, "done": DONE.get(request.GET.get("xong", ""), "")}
    return render(request, "office/programme/launch/list.html", AREA | context)


@require_safe
@staff_page("launch.read")
def day(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Show a launch day: programme, speeches, guests, signing, album, news."""
    row = launch.launch(request.actor, launch_id)
    view = launch.day_view(request.actor, row, clock.local(request.now).date())
    may = request.actor.may("launch.change")
    context = {
        "view": view, "row": row, "open": row.held_on is None and row.cancelled_on is None, "may": may,
        "past": row.starts_at <= request.now, "counts": [(GUESTS[key], n) for key, n in view.counts.items() if n],
        "signing": launch.has_signing(view), "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return render(request, "office/programme/launch/day.html", AREA | context)


@require_safe
@staff_page("launch.read")
def calendar(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Hand out the day as a calendar file."""
    row = launch.launch(request.actor, launch_id)
    text = launch.calendar_file(row, request.get_host().partition(":")[0], request.now)
    headers = {"Content-Disposition": 'attachment; filename="le-ra-mat.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_http_methods(METHODS)
@staff_page("launch.change")
def put(request: StaffRequest) -> HttpResponse:
    """Set the launch day."""
    form = DayForm(typed(request))
    page = Asked("Đặt ngày ra mắt", "Ghi ngày ra mắt", reverse("office:launches"), "dat")
    return ask(request, form, page, lambda once, data: sent_once(
        once, launch.set_day, actor=request.actor, now=request.now, day=form.day()
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def move(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Move or rename it."""
    row = launch.launch(request.actor, launch_id)
    starts, ends = clock.local(row.starts_at), clock.local(row.ends_at)
    form = DayForm(typed(request), initial={
        "title": row.title, "on": starts.date(), "begins": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}",
        "place": row.place, "aims": row.aims,
    })  # fmt: skip
    return _asked(request, row, form, ("Sửa ngày ra mắt", "Ghi lại", "dat"), lambda once, data: sent_once(
        once, launch.set_day, actor=request.actor, now=request.now, day=form.day(), launch_id=row.id
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def item(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Put a point into the programme."""
    row, form = launch.launch(request.actor, launch_id), ItemForm(typed(request))
    return _asked(request, row, form, ("Thêm vào chương trình", "Thêm", "them"), lambda once, data: sent_once(
        once, launch.add_item, actor=request.actor, now=request.now, launch_id=row.id, **data
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def drop(request: StaffRequest, launch_id: UUID, item_id: UUID) -> HttpResponse:
    """Take a point out."""
    row = launch.launch(request.actor, launch_id)
    view = launch.day_view(request.actor, row, clock.local(request.now).date())
    one = next((one for one in view.items if one.id == item_id), None)
    if one is None and request.method != "POST":  # sent twice it is gone the second time, and the key says so
        raise NotThere
    form, words = PressForm(typed(request)), ("Bỏ khỏi chương trình", "Bỏ", "bo")
    return _asked(request, row, form, words, lambda once, data: sent_once(
        once, launch.drop_item, actor=request.actor, now=request.now, launch_id=row.id, item_id=item_id
    ), f"{one.at}: {one.title}" if one else "")  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def invite(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Put guests on the list."""
    row, form = launch.launch(request.actor, launch_id), InviteForm(typed(request))
    return _asked(request, row, form, ("Thêm khách mời", "Thêm khách", "moi"), lambda once, data: sent_once(
        once, launch.invite, actor=request.actor, now=request.now, launch_id=row.id, text=data["text"]
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def guests(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Write who comes and who came."""
    row = launch.launch(request.actor, launch_id)
    view = launch.day_view(request.actor, row, clock.local(request.now).date())
    form = GuestsForm(typed(request), guests=view.guests)
    return _asked(request, row, form, ("Ai nhận lời, ai đã đến", "Ghi lại", "khach"), lambda once, data: sent_once(
        once, launch.mark_guests, actor=request.actor, now=request.now, launch_id=row.id, states=form.states()
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def hold(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Say that it was held, with what shows it."""
    row = launch.launch(request.actor, launch_id)
    initial = {"held_on": clock.local(row.starts_at).date(), "attendance": row.attendance or "", "minutes": row.minutes}
    form = HoldForm(typed(request), initial=initial)
    lead = "Ghi xong thì bước “ra mắt” của mô hình mở ra, khi đã có cam kết được ký."
    return _asked(request, row, form, ("Buổi lễ đã diễn ra", "Ghi buổi lễ", "ghi"), lambda once, data: sent_once(
        once, launch.hold, actor=request.actor, now=request.now, launch_id=row.id, held_on=data["held_on"],
        attendance=int(data["attendance"]), minutes=data["minutes"],
    ), lead)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("launch.change")
def cancel(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Call it off."""
    return _why(request, launch_id, ("Thôi ngày ra mắt này", "Thôi ngày này", "thoi"), launch.cancel)


@require_http_methods(METHODS)
@staff_page("launch.change")
def take_back(request: StaffRequest, launch_id: UUID) -> HttpResponse:
    """Take back that it was held."""
    return _why(request, launch_id, ("Ghi nhầm: buổi lễ chưa diễn ra", "Lấy lại", "lay-lai"), launch.take_back)


def _why(request: StaffRequest, key: UUID, words: tuple[str, str, str], act: Callable[..., object]) -> HttpResponse:
    row, form = launch.launch(request.actor, key), WhyForm(typed(request))
    return _asked(request, row, form, words, lambda once, data: sent_once(
        once, act, actor=request.actor, now=request.now, launch_id=row.id, reason=data["reason"]
    ), danger=True)  # fmt: skip


def _asked(
    request: StaffRequest, row: launch.Launch, form: Any, words: tuple[str, str, str],
    act: Callable[[Any, dict[str, Any]], object], lead: str = "", danger: bool = False,
) -> HttpResponse:  # fmt: skip
    title, button, said = words
    back = reverse("office:launch", args=[row.id])
    return ask(request, form, Asked(title, button, back, said, lead=lead or row.title, danger=danger), act, AREA)


urlpatterns: list[URLPattern] = [
    path("mo-hinh/ra-mat/", launches, name="launches"),
    path("mo-hinh/ra-mat/dat/", put, name="launch_put"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/", day, name="launch"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/lich.ics", calendar, name="launch_calendar"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/sua/", move, name="launch_move"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/thoi/", cancel, name="launch_cancel"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/noi-dung/", item, name="launch_item"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/noi-dung/<uuid:item_id>/bo/", drop, name="launch_drop"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/moi/", invite, name="launch_invite"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/khach/", guests, name="launch_guests"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/da-dien-ra/", hold, name="launch_hold"),
    path("mo-hinh/ra-mat/<uuid:launch_id>/lay-lai/", take_back, name="launch_take_back"),
]
