"""``/can-bo/cai-dat/lich-hen/``: whether and how the commune gives appointments."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.command import Once
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.onestop import service as onestop
from thanthien.rules.words import WEEKDAYS, first_up
from thanthien.web.forms import CheckField, ChecksField, NumberField


class RuleForm(PressForm):
    """How appointments are given."""

    open = CheckField(label="Cho bà con đặt lịch hẹn")
    minutes = NumberField(label="Mỗi lượt bao nhiêu phút", least=10, most=120)
    people = NumberField(label="Mỗi lượt mấy người", hint="Bao nhiêu quầy làm cùng lúc", least=1, most=20)
    days_ahead = NumberField(label="Đặt trước nhiều nhất mấy ngày", least=1, most=60)
    free_days = ChecksField(
        label="Ngày không phải hẹn", hint="Những thứ này ai đến cũng được, không cho đặt lịch",
        choices=[(str(number), first_up(word)) for number, word in enumerate(WEEKDAYS[:6])], dense=True, required=False,
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("booking.set")
def rule(request: StaffRequest) -> HttpResponse:
    """Show and change the rule."""
    kept = onestop.booking.rule_of(request.actor.scope)
    initial: dict[str, Any] = {"minutes": 30, "people": 2, "days_ahead": 14}
    if kept is not None:
        initial = {name: getattr(kept, name) for name in ("open", "minutes", "people", "days_ahead")}
        initial |= {"free_days": [str(day) for day in kept.free_days]}

    def act(once: Once, data: dict[str, Any]) -> object:
        offered = onestop.booking.Offered(
            data["open"],
            data["minutes"],
            data["people"],
            data["days_ahead"],
            tuple(int(day) for day in data["free_days"]),
        )
        return sent_once(once, onestop.booking.set_rule, actor=request.actor, now=request.now, offered=offered)

    page = Asked(
        "Lịch hẹn", "Ghi", reverse("office:settings"), "lich-hen",
        "Giờ hẹn lấy từ giờ làm việc của trụ sở, bỏ ngày nghỉ. Lịch đã đặt vẫn giữ nguyên khi xã đổi cách hẹn.",
    )  # fmt: skip
    return ask(request, RuleForm(typed(request), initial=initial), page, act, {"area": "settings"})
