"""``/can-bo/mot-cua/giay-cu/…/``: a paper of an earlier dossier of the same person, used again when they say yes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import Refused
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, PressForm, form_page, typed, whole
from thanthien.onestop import service as onestop
from thanthien.web.forms import CheckField, ChoiceField

UNSEEN = " (số giấy tờ chưa đối chiếu)"


class ReuseForm(PressForm):
    """Which paper, from where, and the person's yes."""

    item = ChoiceField(label="Giấy của hồ sơ này", choices=(), pull=True)
    source = ChoiceField(label="Lấy từ hồ sơ trước", choices=())
    agreed = CheckField(label="Đã hỏi người nộp, họ đồng ý dùng lại giấy này cho hồ sơ này")

    def __init__(self, data: Any = None, *, items: list[tuple[str, str]], sources: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("item", items)
        self.offer("source", sources)


@require_http_methods(METHODS)
@staff_page("counter.receive")
def reuse(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Ask which paper, and for the yes; do it once."""
    dossier = onestop.get_for(request.actor, dossier_id)
    items = [(str(one.id), f"{one.number}. {one.text[:90]}") for one in onestop.items(dossier) if one.file_id is None]
    sources = [
        (str(one.id), f"{one.dossier.code}{UNSEEN if onestop.people.unseen(one.dossier) else ''}: {one.text[:90]}")
        for one in onestop.people.reusable(request.actor, dossier)[:20]
    ]
    form, back = ReuseForm(typed(request), items=items, sources=sources), reverse("office:dossier", args=[dossier_id])
    context = {"dossier": dossier, "area": "dossiers", "back": back, "some": bool(items and sources)}
    context["unseen"] = onestop.people.unseen(dossier)
    template = "office/behalf/reuse.html"
    if not (form.is_bound and form.is_valid()):
        return form_page(request, template, form, context)
    data = form.cleaned_data
    again = onestop.people.Again(UUID(data["item"]), UUID(data["source"]), data["agreed"])
    try:
        sent_once(
            once_of(request, data["once"]), onestop.people.reuse_paper, actor=request.actor, now=request.now,
            dossier_id=dossier_id, version=whole(request.POST.get("version", "")), again=again,
        )  # fmt: skip
    except Refused as no:
        return form_page(request, template, form, context, no)
    return HttpResponseRedirect(back)
