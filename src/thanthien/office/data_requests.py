"""``/can-bo/du-lieu-ca-nhan/``: what people ask about their own data, what is owed first, one page for each request."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import already_sent, sent_once
from thanthien.office.data_request_forms import FORMS, ActForm, RegisterForm
from thanthien.office.dossier_acts import moved_words, once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, form_page, typed
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy
from thanthien.rules.data_request import DELETE, KINDS, MACHINE

if TYPE_CHECKING:
    from thanthien.privacy.models import DataRequest

ACTS: Final[dict[str, Callable[..., privacy.Asked]]] = {
    "answer": privacy.answer_request, "carry_out": privacy.carry_out_request, "extend": privacy.extend_request,
    "refuse": privacy.refuse_request, "take_back": privacy.take_back,
}  # fmt: skip
AREA: Final = {"area": "data_requests"}
BRINGS: Final = {
    "answer": "Xã gửi lời này cho người yêu cầu. Đồng hồ thực hiện vẫn chạy.",
    "carry_out": "Xã gửi lời này cho người yêu cầu và đóng yêu cầu.",
    "extend": "Hạn dời thêm 15 ngày, một lần. Xã gửi lý do cho người yêu cầu.",
    "refuse": "Xã gửi thư nêu căn cứ và lý do. Người yêu cầu có quyền khiếu nại.",
    "take_back": "Yêu cầu đóng lại, không ai làm gì thêm.",
}
ERASES: Final = "Tên, giấy tờ, tệp, lời khai của hồ sơ bị xóa ngay và không lấy lại được. Xã không gửi tin về việc này."


@require_safe
@staff_page("data_request.read")
def data_requests(request: StaffRequest) -> HttpResponse:
    """List what is open, late ones first, and what was answered."""
    due = privacy.due_requests(request.actor, request.GET.get("sau", ""))
    done = privacy.register_of_requests(request.actor, request.GET.get("xong-sau", ""))
    context = {
        "open": [_line(row, request) for row in due.rows], "open_after": due.after,
        "closed": [_line(row, request) for row in done.rows], "closed_after": done.after,
        "may_register": request.actor.may("data_request.register"),
        **privacy.counts(request.actor, request.now), **AREA,
    }  # fmt: skip
    return render(request, "office/privacy/requests.html", context)


def _line(row: "DataRequest", request: StaffRequest) -> dict[str, Any]:
    due = row.sort_due
    late = due is not None and request.now > due
    return {"row": row, "kind": KINDS[row.kind], "state": MACHINE.states[row.state].label, "due": due, "late": late}


@require_http_methods(METHODS)
@staff_page("data_request.register")
def data_request_new(request: StaffRequest) -> HttpResponse:
    """Take a request down at the counter."""
    form = RegisterForm(typed(request))
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/privacy/new.html", form, AREA)
    data = form.cleaned_data
    try:
        made = sent_once(
            once_of(request, data["once"]), privacy.register, actor=request.actor, now=request.now, kind=data["kind"],
            text=data["text"], dossier_id=_named(request, data["code"]),
            person=privacy.Person(data["name"], data["phone"], data["email"]),
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/privacy/new.html", form, AREA, no)
    return HttpResponseRedirect(reverse("office:data_request", args=[made.id]))


def _named(request: StaffRequest, code: str) -> UUID | None:
    if not code.strip():
        return None
    found = [
        line for line in onestop.find(request.actor, code, request.now) if line.code.lower() == code.strip().lower()
    ]
    if not found:
        raise Refused("Xã không có hồ sơ mang mã này. Xem lại mã trên giấy hẹn.", "code")
    return found[0].id


@require_safe
@staff_page("data_request.read")
def data_request(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Show one request, its dates and what may be done with it."""
    row = privacy.request_for(request.actor, request_id)
    facts, roles = privacy.facts_of(row, request.now), request.actor.machine_roles("data_request")
    buttons = [
        (move, MACHINE.refusal(row.state, move.name, roles, facts)) for move in MACHINE.out_of(row.state)
        if roles & move.by
    ]  # fmt: skip
    context = {**_line(row, request), "buttons": buttons, "done": request.GET.get("xong") in ACTS, **AREA}
    return render(request, "office/privacy/request.html", context)


@require_http_methods(METHODS)
@staff_page("data_request.read")
def data_request_act(request: StaffRequest, request_id: UUID, act: str) -> HttpResponse:
    """Ask for one act and do it."""
    row = privacy.request_for(request.actor, request_id)
    if act not in ACTS or not request.actor.machine_roles("data_request") & MACHINE.moves[act].by:
        raise NotThere
    back = reverse("office:data_request", args=[row.id])
    if request.method == "POST" and already_sent(once_of(request, request.POST.get("once", ""))):
        return HttpResponseRedirect(f"{back}?xong={act}")
    form = FORMS[act](row, typed(request))
    if not (form.is_bound and form.is_valid()):
        return _ask(request, row, act, form)
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), ACTS[act], actor=request.actor, now=request.now,
            request_id=row.id, version=form.cleaned_data["version"] or 0, **form.given(),
        )  # fmt: skip
    except Stale as moved:
        return _ask(request, row, act, form, Refused(f"{moved_words(moved, request.now)} Xem bản mới rồi làm tiếp."))
    except Refused as no:
        return _ask(request, row, act, form, no)
    return HttpResponseRedirect(f"{back}?xong={act}")


def _ask(request: StaffRequest, row: "DataRequest", act: str, form: ActForm, no: Refused | None = None) -> HttpResponse:
    erases = act == "carry_out" and row.kind == DELETE
    move, brings = MACHINE.moves[act], ERASES if erases else BRINGS[act]
    context = {**_line(row, request), "move": move, "brings": brings, "danger": erases or act == "refuse", **AREA}
    return form_page(request, "office/privacy/act.html", form, context, no)
