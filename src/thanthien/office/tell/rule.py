"""``/can-bo/cai-dat/bao-tin/``: quiet hours of the commune, and text messages without diacritics."""

from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.command import Once
from thanthien.core.once import sent_once
from thanthien.notify import service as notify
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.org import service as org
from thanthien.rules.quiet import DEFAULT_FROM, DEFAULT_TO
from thanthien.web.forms import CheckField, HourField, TextField

LEAD: Final = (
    "Trong giờ yên lặng, tin SMS và Zalo chờ đến sáng. Thư điện tử và phiếu giấy không chờ. "
    "Hai ô giờ giống nhau nghĩa là không có giờ yên lặng. Chưa thấy văn bản nào quy định giờ này; để trống căn cứ thì "
    "đây là quy ước của phần mềm."
)


class RuleForm(PressForm):
    """Hours and letters of text messages."""

    quiet_from = HourField(label="Yên lặng từ mấy giờ")
    quiet_to = HourField(label="Đến mấy giờ sáng")
    bare_sms = CheckField(
        label="Gửi SMS không dấu", hint="Một tin không dấu dài 160 chữ cái, có dấu chỉ 70. Zalo luôn có dấu."
    )
    source = TextField(label="Căn cứ", hint="Số văn bản của xã, nếu có", limit=200, required=False)


@require_http_methods(METHODS)
@staff_page("channel.change")
def rule(request: StaffRequest) -> HttpResponse:
    """Show and change what the commune decided."""
    kept = notify.rule_of(request.actor.scope)
    initial: dict[str, Any] = {"quiet_from": DEFAULT_FROM, "quiet_to": DEFAULT_TO}
    if kept is not None:
        initial = {name: getattr(kept, name) for name in ("quiet_from", "quiet_to", "bare_sms", "source")}

    def act(once: Once, data: dict[str, Any]) -> object:
        return sent_once(once, notify.set_rule, actor=request.actor, now=request.now, **data)

    page = Asked("Giờ báo tin", "Ghi", reverse("office:settings"), "bao-tin", LEAD, template="office/tell/rule.html")
    office = org.office_of(request.actor.scope)
    lines = notify.measured(f"{office.unit.kind_word} {office.unit.name}", office.phone)
    context = {"area": "settings", "lines": lines}
    return ask(request, RuleForm(typed(request), initial=initial), page, act, context)
