"""``/can-bo/tin/``: messages that did not arrive, by every channel, and what may be done with each.

``/can-bo/tin/mo-phong/``: the demo's text messages, which never left the machine.
"""

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core.actors import Role
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.notify import service as notify
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop

KINDS: Final = (("", "Chưa gửi được"), ("lau", "Đã gửi, chưa thấy báo nhận"))
SAID: Final = {
    "giay": "Đã chuyển sang phiếu in.", "lai": "Sẽ gửi lại trong ít phút.", "khac": "Đã gửi bằng cách khác.",
}  # fmt: skip


@require_safe
@staff_page("message.unsent")
def unsent(request: StaffRequest) -> HttpResponse:
    """List messages that did not arrive, with the reason and the next try."""
    return _page(request)


@require_POST
@staff_page("message.unsent")
def resend(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Try a message again, put its words on paper, or send them by another way that the person gave."""
    asked = request.POST.get("viec", "")
    once, actor, now = once_of(request, request.POST.get("once", "")), request.actor, request.now
    try:
        if asked == "in-phieu":
            done = "giay"
            sent_once(once, notify.give_on_paper, actor=actor, now=now, message_id=message_id)
        elif asked == "cach-khac":
            done = "khac"
            channel = request.POST.get("cach", "")
            sent_once(once, onestop.telling.redirect, actor=actor, now=now, message_id=message_id, channel=channel)
        else:
            done = "lai"
            sent_once(once, notify.retry_message, actor=actor, now=now, message_id=message_id)
    except Refused as no:
        return _page(request, no.message, 422)
    return HttpResponseRedirect(f"{reverse('office:unsent')}?{urlencode(_kept(request) | {'xong': done})}")


def _kept(request: StaffRequest) -> dict[str, str]:
    """Return what the list was filtered by: after an act it stands as it stood."""
    source = request.POST if request.method == "POST" else request.GET
    return {name: value for name in ("loai", "kenh") if (value := source.get(name, ""))}


def _page(request: StaffRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    kept = _kept(request)
    lost, channel = kept.get("loai") == "lau", kept.get("kenh", "")
    kind = notify.LOST if lost else notify.FAILED
    page = notify.unsent_page(
        request.actor, request.now, kind=kind, channel=channel, after=request.GET.get("sau", "")[:90]
    )
    rows = [(one, _others(request, one)) for one in page.rows]
    stands = notify.seen_by(request.actor, request.now)
    context: dict[str, Any] = {
        "rows": rows, "after": page.after, "done": SAID.get(request.GET.get("xong", ""), ""), "wrong": wrong,
        "area": "unsent", "at_desk": request.actor.has(Role.CLERK, on="message"), "lost": lost, "channel": channel,
        "kinds": KINDS, "channels": [(one, notify.WORDS[one]) for one in notify.BY_MACHINE], "words": notify.WORDS,
        "stands": notify.digest_line(stands) if stands else "", "hours": settings.THANTHIEN_REPORT_HOURS,
        "demo": ", ".join(notify.WORDS[one] for one in notify.BY_GATEWAY if notify.simulated(one)),
    }  # fmt: skip
    return render(request, "office/tell/unsent.html", context, status=status)


def _others(request: StaffRequest, one: notify.Undelivered) -> list[tuple[str, str]]:
    """Return other ways to offer; whether the person gave what one needs, the act itself says."""
    if one.dossier_id is None or not request.actor.may("message.way"):
        return []
    here = notify.installed() | {notify.HAMLET}
    ways = (notify.SMS, notify.ZALO, notify.EMAIL, notify.HAMLET)
    return [(key, notify.WORDS[key]) for key in ways if key != one.channel and key in here]


@require_safe
@staff_page("message.unsent")
def simulated(request: StaffRequest) -> HttpResponse:
    """Show what the demo would have sent; an installation with a gateway has no such page."""
    channels = tuple(one for one in notify.BY_GATEWAY if notify.simulated(one))
    if not channels:
        raise NotThere
    rows = notify.simulated_messages(channels)
    return render(request, "office/tell/simulated.html", {"rows": rows, "words": notify.WORDS, "area": "unsent"})
