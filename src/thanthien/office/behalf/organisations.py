"""``/can-bo/mot-cua/to-chuc/``: registered organisations that file here, by number or name; correcting one."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.command import Once
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.core.text import clean
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.onestop import service as onestop
from thanthien.web.forms import EmailField, NameField, PhoneField, TextField

SHOWN: Final = 50


class OrganisationForm(PressForm):
    """What is written of an organisation; its number stays."""

    name = TextField(label="Tên tổ chức", hint="Như trên giấy đăng ký", limit=120)
    representative = NameField(label="Người đại diện", autocomplete="off")
    phone = PhoneField(label="Điện thoại", required=False, autocomplete="off")
    email = EmailField(required=False)
    address = TextField(label="Địa chỉ", limit=200, required=False)


@require_safe
@staff_page("registrant.read")
def organisations(request: StaffRequest) -> HttpResponse:
    """Find an organisation."""
    words = clean(request.GET.get("q", ""))[:120]
    context = {
        "rows": onestop.people.organisations(request.actor, words)[:SHOWN], "words": words, "area": "desk",
        "may": request.actor.may("registrant.change"), "done": request.GET.get("xong") == "sua",
    }  # fmt: skip
    return render(request, "office/behalf/organisations.html", context)


@require_http_methods(METHODS)
@staff_page("registrant.change")
def change(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    """Correct one; dossiers filed before keep what stood then."""
    row = onestop.people.organisations(request.actor).filter(id=organisation_id).first()
    if row is None:
        raise NotThere
    names = ("name", "representative", "phone", "email", "address")
    form = OrganisationForm(typed(request), initial={name: getattr(row, name) for name in names})

    def act(once: Once, data: dict[str, Any]) -> object:
        return sent_once(
            once, onestop.people.change_organisation, actor=request.actor, now=request.now, organisation_id=row.id,
            particulars=onestop.people.Particulars(**data),
        )  # fmt: skip

    page = Asked(
        f"Tổ chức mã số {row.number}", "Ghi", reverse("office:registrants"), "sua",
        "Hồ sơ đã nộp giữ nguyên tên lúc nộp. Hồ sơ sau lấy tên mới.",
    )  # fmt: skip
    return ask(request, form, page, act, {"area": "desk"})
