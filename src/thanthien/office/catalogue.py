"""``/can-bo/danh-muc/``: confirm or correct what nobody has verified, with a second person; on and off; words."""

from dataclasses import asdict, is_dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.core.text import clean, fold
from thanthien.office.catalogue_forms import NAMES, CorrectForm, SettingForm, present
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, form_page, typed
from thanthien.onestop import service as onestop
from thanthien.org import service as org

PAGE: Final = 40
FILTERS: Final = {"cho": "Chờ xác nhận", "dang-lam": "Đang làm", "tat": "Đang tắt", "tat-ca": "Tất cả"}
DONE: Final = {
    "de-nghi": "Đã ghi đề nghị. Chờ một đồng nghiệp khác quyết định.",
    "bat": "Đã ghi.",
    "duyet": "Đã quyết định. Giá trị mới chỉ tính cho hồ sơ nộp từ hôm nay.",
}


@require_safe
@staff_page("catalogue.change")
def catalogue(request: StaffRequest) -> HttpResponse:
    """List the procedures, those to be confirmed first; above them what waits for a second person."""
    chosen = request.GET.get("loc", "cho")
    chosen = chosen if chosen in FILTERS else "cho"
    wanted = fold(clean(request.GET.get("q", "")))[:80]
    offers = onestop.offers(request.actor.unit_id, clock.local(request.now).date(), disabled=True)
    found = [one for one in offers if _fits(one, chosen) and _named(one, wanted)]
    start = request.GET.get("sau", "")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 0
    context = {
        "offers": [(one, present(one.entry)) for one in found[first : first + PAGE]], "total": len(found),
        "after": str(first + PAGE) if len(found) > first + PAGE else "", "filters": FILTERS, "chosen": chosen,
        "q": request.GET.get("q", "")[:80], "waiting": onestop.open_corrections(request.actor),
        "handlers": onestop.own_handlers(request.actor), "done": DONE.get(request.GET.get("xong", "")),
        "area": "catalogue", "may_import": request.actor.may("catalogue.import"),
        "may_words": request.actor.may("synonym.change"),
    }  # fmt: skip
    return render(request, "office/catalogue/list.html", context)


def waits(one: onestop.Offer) -> bool:
    """Tell whether something of a procedure offered here still waits for an officer to confirm it."""
    return one.enabled and bool(set(one.entry.unverified_fields) & NAMES.keys())


def _fits(one: onestop.Offer, chosen: str) -> bool:
    if chosen == "cho":
        return waits(one)
    return chosen == "tat-ca" or one.enabled == (chosen == "dang-lam")


def _named(one: onestop.Offer, wanted: str) -> bool:
    return not wanted or wanted in fold(f"{one.entry.title} {one.entry.name} {one.entry.code}")


@require_http_methods(METHODS)
@staff_page("catalogue.change")
def procedure(request: StaffRequest, code: str) -> HttpResponse:
    """One procedure: what stands there, and the form to confirm or correct it with its source."""
    offer = onestop.offer(request.actor.unit_id, code, clock.local(request.now).date())
    form = CorrectForm(typed(request), entry=offer.entry)
    if not (form.is_bound and form.is_valid()):
        return _procedure_page(request, offer, form)
    changes, confirmed = form.proposal()
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), onestop.propose_correction, actor=request.actor,
            now=request.now, code=code, changes=changes, confirmed=confirmed, source=form.cleaned_data["source"],
            valid_from=form.cleaned_data["valid_from"], valid_to=form.cleaned_data["valid_to"],
            ground=form.cleaned_data["ground"],
        )  # fmt: skip
    except Refused as no:
        return _procedure_page(request, offer, form, no)
    return HttpResponseRedirect(f"{reverse('office:procedure', args=[code])}?xong=de-nghi")


def _procedure_page(
    request: StaffRequest, offer: onestop.Offer, form: CorrectForm, no: Refused | None = None
) -> HttpResponse:
    code, day = offer.entry.code, clock.local(request.now).date()
    handlers = org.holders(request.actor.scope, Role.HANDLER, day)
    setting = SettingForm(
        None, handlers=[(str(one.staff_id), one.staff.name) for one in handlers],
        initial={"enabled": offer.enabled, "handler": onestop.handler_of(request.actor, code)},
    )  # fmt: skip
    proposals = [(one, _proposed(one)) for one in onestop.corrections_of(request.actor, code)]
    context = {
        "offer": offer, "entry": offer.entry, "parts": form.parts(), "setting": setting,
        "origins": [(NAMES.get(name, name), words) for name, words in offer.entry.origins.items()],
        "in_commune": request.actor.may("catalogue.set"),
        "proposals": proposals, "area": "catalogue", "done": DONE.get(request.GET.get("xong", "")),
    }  # fmt: skip
    return form_page(request, "office/catalogue/procedure.html", form, context, no)


def _proposed(one: Any, entry: Any = None) -> list[tuple[str, str, str]]:
    """Say what a proposal changes: name of the field, what stands, new value in words."""
    given = one.changes.get("values", {}) | dict.fromkeys(one.changes.get("confirmed", []))
    return [
        (
            NAMES.get(name, name),
            _value(getattr(entry, name)) if entry is not None else "",
            "đúng như đang ghi" if value is None else _value(value),
        )
        for name, value in given.items()
    ]


def _value(value: Any) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, list | tuple):
        return "; ".join(_value(one) for one in value)
    if isinstance(value, dict):
        known = [value.get(key) for key in ("text", "value", "unit", "amount_vnd", "status")]
        return " ".join(UNIT_WORDS.get(str(one), str(one)) for one in known if one not in (None, "")) or "chưa biết"
    return UNIT_WORDS.get(str(value), str(value)) if value else "chưa biết"


UNIT_WORDS: Final = {
    "working_day": "ngày làm việc", "day": "ngày", "hour": "giờ", "same_day": "trong ngày", "free": "không thu",
    "fixed": "mức cố định", "by_province": "tỉnh quy định", "assumed_free": "đoán là không thu",
    "assumed_fixed": "mức cố định, chưa chắc", "unknown": "chưa biết", "toan_trinh": "toàn trình",
    "mot_phan": "một phần", "truc_tiep": "trực tiếp",
}  # fmt: skip


@require_POST
@staff_page("catalogue.set")
def setting(request: StaffRequest, code: str) -> HttpResponse:
    """Offer the procedure here or not, and say who handles it."""
    day = clock.local(request.now).date()
    handlers = org.holders(request.actor.scope, Role.HANDLER, day)
    form = SettingForm(request.POST, handlers=[(str(one.staff_id), one.staff.name) for one in handlers])
    if not form.is_valid():
        raise Refused("Người xử lý này hôm nay không còn giữ việc. Mở lại trang rồi chọn người khác.")
    handler = form.cleaned_data["handler"]
    sent_once(
        once_of(request, form.cleaned_data["once"]), onestop.set_procedure, actor=request.actor, now=request.now,
        code=code, enabled=form.cleaned_data["enabled"], handler_id=UUID(handler) if handler else None,
    )  # fmt: skip
    return HttpResponseRedirect(f"{reverse('office:procedure', args=[code])}?xong=bat")


@require_http_methods(METHODS)
@staff_page("catalogue.decide")
def decide(request: StaffRequest, correction_id: UUID) -> HttpResponse:
    """The second person: read what was proposed, with its source, then approve or decline."""
    found = next((one for one in onestop.corrections(request.actor).filter(id=correction_id)), None)
    if found is None:
        raise NotThere
    wrong = ""
    if request.method == "POST":
        try:
            sent_once(
                once_of(request, request.POST.get("once", "")), onestop.decide_correction, actor=request.actor,
                now=request.now, correction_id=correction_id, approve=request.POST.get("quyet") == "duyet",
            )  # fmt: skip
            home = "office:catalogue" if request.actor.may("catalogue.change") else "office:letters"
            return HttpResponseRedirect(f"{reverse(home)}?xong=duyet")
        except Refused as no:
            wrong = no.message
    return _decide_page(request, found, wrong)


def _decide_page(request: StaffRequest, found: Any, wrong: str) -> HttpResponse:
    offer = onestop.offer(request.actor.unit_id, found.procedure.code, clock.local(request.now).date())
    own = str(found.proposed_by_id) == request.actor.id
    context = {
        "row": found, "rows": _proposed(found, offer.entry), "entry": offer.entry, "wrong": wrong, "own": own,
        "area": "catalogue",
        "form": SettingForm(None, handlers=[]),
    }  # fmt: skip
    return render(request, "office/catalogue/decide.html", context, status=422 if wrong else 200)
