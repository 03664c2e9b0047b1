"""``/can-bo/ky-so/``: papers whose digital signature is still to come, and why; papers that are taken back."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import NotThere
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office.case import Case
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.marks.fresh import proved_to_sign
from thanthien.office.organisation import Asked, ask
from thanthien.office.panels import panel
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.onestop import service as onestop
from thanthien.web.forms import ChoiceField, TextField

DONE: Final = {
    "ky": "Đã ký. Máy đặt chữ ký số trong vài giây.",
    "lai": "Máy ký lại trong vài giây. Mở lại trang để xem.",
    "thu-hoi": "Đã ghi. Ai kiểm tra giấy này sẽ thấy giấy không còn dùng.",
}
AREA: Final = {"area": "records"}


class RecallForm(PressForm):
    """Why a paper is taken back, and which one stands for it."""

    reason = TextField(label="Vì sao thu hồi", hint="Chỉ trong nhà đọc được lời này.", limit=300, rows=2)
    replaced_by = ChoiceField(label="Giấy thay", choices=(), required=False)


def _area(request: StaffRequest) -> dict[str, str]:
    """Where the rail stands: the records clerk's desk, else the chair's letters."""
    return {"area": "records" if request.actor.may("paper.issue") else "letters"}


@require_safe
@staff_page("paper.signing")
def signing(request: StaffRequest) -> HttpResponse:
    """What waits for its signature, what failed."""
    rows = [
        (one, onestop.marks.NAMES.get(one.kind, "Giấy của xã")) for one in onestop.marks.unsigned(request.actor)[:200]
    ]
    groups = [
        (title, key, [row for row in rows if row[0].signing == key])
        for title, key in (("Chưa ký số được", "failed"), ("Chờ Chủ tịch ký", "asked"), ("Máy đang ký", "waiting"))
    ]
    context = {
        "groups": [one for one in groups if one[2]], "count": len(rows), "once": str(uuid7()),
        "done": DONE.get(request.GET.get("xong", ""), ""), "source": onestop.marks.source(request.actor.scope),
        "may_sign": request.actor.may("paper.sign"), "trial": onestop.marks.TRIAL, **_area(request),
    }  # fmt: skip
    return render(request, "office/marks/page.html", context)


@require_http_methods(METHODS)
@staff_page("paper.sign")
@proved_to_sign
def sign(request: StaffRequest, mark_id: UUID) -> HttpResponse:
    """The chair signs one paper that was issued in their name, after reading it."""
    mark = _mark(request, mark_id)
    name = onestop.marks.NAMES.get(mark.kind, "Giấy của xã")
    page = Asked(
        f"Ký số {name.lower()} số {mark.number}?", "Ký số", reverse("office:signing"), "ky",
        template="office/marks/sign.html",
    )  # fmt: skip

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, onestop.marks.sign_paper, actor=request.actor, now=request.now, mark_id=mark_id)

    return ask(request, PressForm(typed(request)), page, act, {**_area(request), "mark": mark})


@require_http_methods(METHODS)
@staff_page("paper.signing")
def again(request: StaffRequest, mark_id: UUID) -> HttpResponse:
    """Let the machine try once more."""
    mark = _mark(request, mark_id)
    page = Asked(
        f"Cho máy ký lại giấy số {mark.number}?", "Ký lại", reverse("office:signing"), "lai",
        f"Lần trước chưa được: {mark.trouble}" if mark.trouble else "",
    )  # fmt: skip

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, onestop.marks.sign_again, actor=request.actor, now=request.now, mark_id=mark_id)

    return ask(request, PressForm(typed(request)), page, act, _area(request))


@require_http_methods(METHODS)
@staff_page("paper.recall")
def recall(request: StaffRequest, mark_id: UUID) -> HttpResponse:
    """Take an issued paper back, or say which later one stands for it."""
    mark = _mark(request, mark_id)
    form = RecallForm(typed(request))
    later = onestop.marks.marks_of(mark.dossier).filter(standing="valid", issued_at__gte=mark.issued_at)
    offered = [
        (one.code, f"{onestop.marks.NAMES.get(one.kind, 'Giấy')} số {one.number}") for one in later if one.id != mark.id
    ]
    form.offer("replaced_by", [("", "Không có giấy thay"), *offered])
    page = Asked(
        f"Thu hồi giấy số {mark.number}?", "Thu hồi giấy", reverse("office:dossier", args=[mark.dossier_id]), "thu-hoi",
        "Số giấy không dùng lại. Ai quét mã sẽ thấy giấy này không còn giá trị, không thấy vì sao.", danger=True,
    )  # fmt: skip

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, onestop.marks.recall_paper, actor=request.actor, now=request.now, mark_id=mark_id, **data
        )

    return ask(request, form, page, act, AREA)


def _mark(request: StaffRequest, mark_id: UUID) -> Any:
    mark = onestop.marks.mark_of(mark_id)
    if mark is None or mark.unit_id != request.actor.scope or mark.dossier is None:
        raise NotThere
    return mark


@panel("office/marks/panel.html")
def marks(case: Case) -> dict[str, Any] | None:
    """The papers of a dossier with their signatures, and the code by which they are checked."""
    rows = [(one, onestop.marks.NAMES.get(one.kind, "Giấy của xã")) for one in onestop.marks.marks_of(case.dossier)]
    told = {"may_recall": case.actor.may("paper.recall"), "receipt": onestop.marks.RECEIPT}
    return {"rows": rows, **told} if rows else None
