"""``/can-bo/ho-so/…/bao-tin/``: how the person of a dossier is told, changed at the counter; a stranger's number."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core import clock
from thanthien.core.command import Once
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.notify import service as notify
from thanthien.office.case import Case
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.panels import panel
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy
from thanthien.web.way_form import WayForm
from thanthien.web.words import phone


@panel("office/tell/panel.html")
def telling(case: Case) -> dict[str, Any] | None:
    """Say on a dossier's page how its person is told."""
    row = case.dossier
    wish = notify.wish_of(row.unit_id, row.id) if case.actor.may("message.way") else None
    stopped = wish is not None and bool(wish.stopped_number) and wish.stopped_number == row.phone
    return {
        "key": row.id, "words": notify.CHOICES.get(row.tell_by, row.tell_by), "may": case.actor.may("message.way"),
        "phone": row.phone, "email": row.email if row.tell_by == notify.EMAIL else "", "stopped": stopped,
    }  # fmt: skip


def _dossier(request: StaffRequest, dossier_id: UUID) -> Any:
    found = onestop.visible(request.actor).filter(id=dossier_id, erased_at__isnull=True).first()
    if found is None:
        raise NotThere
    privacy.note_opened(request.actor, request.now, found)
    return found


@require_http_methods(METHODS)
@staff_page("message.way")
def way(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Ask the person how they want to be told from now on."""
    row = _dossier(request, dossier_id)
    form = WayForm(row, clock.local(request.now).date(), typed(request))

    def act(once: Once, data: dict[str, Any]) -> object:
        wanted = onestop.telling.Wanted(**data)
        return sent_once(
            once, onestop.telling.choose_way, actor=request.actor, now=request.now, dossier_id=row.id, wanted=wanted
        )

    back = reverse("office:dossier", args=[row.id])
    lead = f"Hồ sơ {row.code}. Tin đã gửi thì giữ nguyên, tin sau đi theo cách mới."
    return ask(request, form, Asked("Đổi cách báo tin", "Ghi", back, "bao-tin", lead), act, {"area": "dossiers"})


@require_http_methods(METHODS)
@staff_page("message.way")
def stop(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Somebody got messages that are not theirs: stop them."""
    row = _dossier(request, dossier_id)

    def act(once: Once, data: dict[str, Any]) -> object:
        return sent_once(once, onestop.telling.stop_number, actor=request.actor, now=request.now, dossier_id=row.id)

    lead = (
        f"Có người báo số {phone(row.phone)} không phải của chủ hồ sơ {row.code}? Từ nay xã không nhắn đến số này về "
        "hồ sơ này nữa. Tin đang chờ thì in phiếu giấy."
    )
    page = Asked(
        "Dừng nhắn đến số này", "Dừng nhắn", reverse("office:dossier", args=[row.id]), "dung-nhan", lead, danger=True
    )
    return ask(request, PressForm(typed(request)), page, act, {"area": "dossiers"})
