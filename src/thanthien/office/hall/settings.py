"""``/can-bo/cai-dat/quay/`` what each counter serves; ``/can-bo/cai-dat/may-lay-so/`` the machines in the hall."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office.desk_ticket import counters_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.hall.room import SERVICES
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.onestop.service import tickets
from thanthien.rules import tickets as rules
from thanthien.web import maps
from thanthien.web.forms import CheckField, ChecksField, TextField

AREA = {"area": "settings"}
DONE = {
    "quay": "Đã ghi việc của quầy.",
    "may": "Đã thêm máy. Mở đường dẫn bên dưới trên chính máy đó.",
    "thoi": "Máy này thôi phát số.",
}


class CounterForm(PressForm):
    """What a counter serves."""

    services = ChecksField(
        label="Quầy này nhận việc gì?", hint="Không chọn gì thì quầy nhận mọi việc.", choices=SERVICES[:-1],
        required=False,
    )  # fmt: skip


class NewCounterForm(CounterForm):
    """A counter at which nobody sits yet."""

    counter = TextField(label="Tên quầy", hint="Ví dụ: Quầy 3. Tên này hiện trên bảng và được đọc to.", limit=30)
    field_order = ["once", "counter", "services"]


class KioskForm(PressForm):
    """A machine that is to give numbers."""

    name = TextField(label="Máy đặt ở đâu?", hint="Ví dụ: sảnh chính", limit=60)
    prints = CheckField(label="Máy có máy in phiếu 80 mm")


@require_safe
@staff_page("ticket.set")
def counters(request: StaffRequest) -> HttpResponse:
    """List the counters with what they serve, and say what nobody serves."""
    serving, names = tickets.serving(request.actor.scope), counters_of(request)
    rows = [(name, [words for key, words in SERVICES if key in serving.get(name, ())]) for name in names]
    lacking = [
        words for key, words in SERVICES if names and not any(rules.serves(serving.get(one, ()), key) for one in names)
    ]
    context = {"rows": rows, "lacking": lacking, "done": DONE.get(request.GET.get("xong", ""), "")}
    return render(request, "office/hall/counters.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("ticket.set")
def counter(request: StaffRequest) -> HttpResponse:
    """Say what one counter serves; without a name in the address it is a new one."""
    name, back = request.GET.get("quay", "")[:30], reverse("office:counters")
    if name and name not in counters_of(request):
        raise NotThere
    held = sorted(tickets.serving(request.actor.scope).get(name, ()))
    made = CounterForm if name else NewCounterForm
    form = made(typed(request), initial={"services": held})
    page = Asked(f"{name} nhận việc gì?" if name else "Thêm quầy", "Ghi lại", back, "quay")

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, tickets.set_counter, actor=request.actor, now=request.now, counter=name or data["counter"],
            services=data["services"],
        )  # fmt: skip

    return ask(request, form, page, act, AREA)


@require_safe
@staff_page("ticket.set")
def kiosks(request: StaffRequest) -> HttpResponse:
    """List the machines; one that waits to be admitted shows its link, which works once within a day."""
    rows = list(tickets.kiosks(request.actor).filter(ended_at__isnull=True))
    base = f"{settings.THANTHIEN_URL}{_prefix(request)}"
    lines = [
        (row, "" if row.admitted_at else f"{base}{maps.address('public:kiosk_admit', tickets.link_of(row))}")
        for row in rows
    ]
    context = {"lines": lines, "done": DONE.get(request.GET.get("xong", ""), "")}
    return render(request, "office/hall/kiosks.html", AREA | context)


def _prefix(request: StaffRequest) -> str:
    return "" if request.home.code == settings.THANTHIEN_HOME_UNIT else f"/xa/{request.home.code}"


@require_http_methods(METHODS)
@staff_page("ticket.set")
def add(request: StaffRequest) -> HttpResponse:
    """Let a machine in."""
    page = Asked("Thêm máy lấy số", "Lập đường dẫn", reverse("office:kiosks"), "may")
    form = KioskForm(typed(request))

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, tickets.add_kiosk, actor=request.actor, now=request.now, name=data["name"], prints=data["prints"]
        )

    return ask(request, form, page, act, AREA)


@require_http_methods(METHODS)
@staff_page("ticket.set")
def end(request: StaffRequest, kiosk_id: UUID) -> HttpResponse:
    """Take a machine out."""
    row = tickets.kiosks(request.actor).filter(id=kiosk_id).first()
    if row is None:
        raise NotThere
    page = Asked(
        f"Thôi cho máy “{row.name}” phát số?", "Thôi phát số", reverse("office:kiosks"), "thoi", danger=True,
        lead="Từ lúc này máy không phát số nữa. Muốn dùng lại thì thêm máy mới.",
    )  # fmt: skip

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, tickets.end_kiosk, actor=request.actor, now=request.now, kiosk_id=row.id)

    return ask(request, PressForm(typed(request)), page, act, AREA)
