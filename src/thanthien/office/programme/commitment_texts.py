"""``/can-bo/mo-hinh/cam-ket/mau/``: the commune's own texts of commitments, with every version."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme.commitment_forms import WordingForm
from thanthien.office.programme.commitments import AREA, shown
from thanthien.programme.service import commitments as api


@require_safe
@staff_page("commitment.read")
def texts(request: StaffRequest) -> HttpResponse:
    """Show the texts in force, for a person and for a body, and the versions."""
    day, rows = local(request.now).date(), api.own_texts(request.actor)
    parts = []
    for scope, label in api.SCOPES.items():
        text, version = api.wording(request.actor.scope, scope, day)
        mine = [row for row in rows if row.scope == scope]
        parts.append({"scope": scope, "label": label, "text": text, "version": version, "versions": mine})
    may = request.actor.may("commitment.write")
    return render(request, "office/programme/commitments/texts.html", shown(request, parts=parts, may=may))


@require_http_methods(METHODS)
@staff_page("commitment.write")
def write(request: StaffRequest, scope: str) -> HttpResponse:
    """Write a new version."""
    text, version = api.wording(request.actor.scope, scope, local(request.now).date())
    initial = {"title": text.title, "opening": text.opening, "points": "\n".join(text.points), "closing": text.closing}
    form = WordingForm(typed(request), initial=initial)
    lead = f"Đang dùng: bản {version} của xã." if version else "Đang dùng lời gợi ý có sẵn."
    page = Asked(f"Sửa lời cam kết {api.SCOPES[scope]}", "Ghi thành bản mới", reverse("office:commitment_texts"), "mau",
                 lead=f"{lead} Cam kết đã ký giữ nguyên lời cũ.")  # fmt: skip
    return ask(request, form, page, lambda once, data: sent_once(
        once, api.write_text, actor=request.actor, now=request.now, scope=scope, text=form.wording()
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("commitment.write")
def adopt(request: StaffRequest, text_id: UUID) -> HttpResponse:
    """Put a version into force: a draft from another's pack, or an older one."""
    row = next((one for one in api.own_texts(request.actor) if one.id == text_id), None)
    if row is None:
        raise NotThere
    lead = f"Bản {row.version}: {row.title}. Cam kết lập từ nay dùng lời này."
    page = Asked("Dùng bản lời mẫu này", "Dùng bản này", reverse("office:commitment_texts"), "dung", lead=lead)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, api.adopt_text, actor=request.actor, now=request.now, text_id=text_id)

    return ask(request, PressForm(typed(request)), page, act, AREA)
