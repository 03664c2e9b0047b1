"""What is done with money, each on a page of its own: worked out, taken, changed, given back, counted."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office.case import Case, read
from thanthien.office.fees.forms import (
    AssessForm,
    ChangeForm,
    CloseForm,
    DecideForm,
    OpenForm,
    RefundForm,
    ResolveForm,
    SettleForm,
)
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, WhyForm, typed
from thanthien.onestop import service as onestop
from thanthien.rules.fees import money

if TYPE_CHECKING:
    from thanthien.onestop.models import Charge

fees = onestop.fees
AREA = {"area": "desk"}


def _here(dossier_id: UUID) -> str:
    return reverse("office:fee", args=[dossier_id])


def _owed(request: StaffRequest, dossier_id: UUID) -> "tuple[Case, Charge]":
    case = read(request.actor, dossier_id, request.now)
    found = fees.charge_of(case.dossier)
    if found is None or case.kept:
        raise NotThere
    return case, found


def _nothing(form: AssessForm) -> str:
    return "" if form.visible_fields() else " Thủ tục này thu một mức, không phải điền gì thêm."


@require_http_methods(METHODS)
@staff_page("fee.collect")
def assess(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Work out what is owed."""
    case = read(request.actor, dossier_id, request.now)
    row, before = case.dossier, fees.charge_of(case.dossier)
    waivers = [(one.code, one.label) for one in fees.waivers(row)]
    known = {"copies": before.copies, "pages": before.pages, "waiver": before.waiver} if before else {}
    initial = {"copies": 1, "pages": 1, **known}
    form = AssessForm(typed(request), waivers=waivers, by=fees.tariff(row).per, initial=initial)
    page = Asked("Tính lệ phí", "Tính", _here(row.id), "tinh", lead=f"{row.title}, {row.code}.{_nothing(form)}")
    return ask(request, form, page, lambda once, data: sent_once(
        once, fees.assess, actor=request.actor, now=request.now, dossier_id=row.id, **form.matter()
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.collect")
def collect(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Take the cash that is owed; the press names the amount."""
    case, charge = _owed(request, dossier_id)
    amount = money(charge.amount or 0)
    lead = f"Nhận {amount} tiền mặt của hồ sơ {case.dossier.code}. Đếm tiền rồi mới ghi."
    page = Asked("Thu tiền", f"Đã nhận {amount}", _here(dossier_id), "thu", lead=lead)
    version = charge.version
    return ask(request, PressForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.collect, actor=request.actor, now=request.now, charge_id=charge.id, version=version
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.change")
def change(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Set another amount with a reason."""
    _, charge = _owed(request, dossier_id)
    page = Asked("Đổi mức thu", "Đổi", _here(dossier_id), "doi", lead="Bà con thấy số tiền mới và lý do.")
    return ask(request, ChangeForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.change, actor=request.actor, now=request.now, charge_id=charge.id, version=charge.version, **data
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.change")
def void(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Take a charge away."""
    _, charge = _owed(request, dossier_id)
    page = Asked("Bỏ khoản thu", "Bỏ khoản thu", _here(dossier_id), "bo", danger=True)
    return ask(request, WhyForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.void, actor=request.actor, now=request.now, charge_id=charge.id, version=charge.version, **data
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.refund")
def refund(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Propose to give money back."""
    _, charge = _owed(request, dossier_id)
    left = (charge.amount or 0) - fees.given_back(charge)
    lead = f"Còn hoàn được {money(left)}. Chưa có quy định chung về hoàn lệ phí: người thứ hai quyết định từng việc."
    page = Asked("Đề nghị hoàn tiền", "Gửi đề nghị", _here(dossier_id), "hoan", lead=lead)
    return ask(request, RefundForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.propose_refund, actor=request.actor, now=request.now, charge_id=charge.id, **data
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.collect")
def void_receipt(request: StaffRequest, receipt_id: UUID) -> HttpResponse:
    """Void a receipt; its number keeps its place."""
    found = fees.receipts(request.actor).filter(id=receipt_id).first()
    if found is None:
        raise NotThere
    page = Asked(f"Hủy phiếu thu {found.number}", "Hủy phiếu", _here(found.dossier_id), "huy", danger=True)
    return ask(request, WhyForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.void_receipt, actor=request.actor, now=request.now, receipt_id=receipt_id, **data
    ), AREA)  # fmt: skip


def _refund(request: StaffRequest, refund_id: UUID) -> Any:
    found = fees.refunds(request.actor).filter(id=refund_id).first()
    if found is None:
        raise NotThere
    return found


@require_http_methods(METHODS)
@staff_page("fee.decide")
def decide(request: StaffRequest, refund_id: UUID) -> HttpResponse:
    """The second person's decision on a refund."""
    row = _refund(request, refund_id)
    lead = f"Hồ sơ {row.dossier.code}: {row.proposed_by.name} đề nghị hoàn {money(row.amount)}. Lý do: {row.reason}"
    page = Asked("Quyết định hoàn tiền", "Ghi quyết định", _here(row.dossier_id), "quyet", lead=lead)
    return ask(request, DecideForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.decide_refund, actor=request.actor, now=request.now, refund_id=refund_id,
        approve=data["answer"] == "duyet", answer=data["why"],
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.collect")
def pay(request: StaffRequest, refund_id: UUID) -> HttpResponse:
    """Give the money back."""
    row = _refund(request, refund_id)
    cash = row.way == "cash"
    lead = f"Hồ sơ {row.dossier.code}: {money(row.amount)}, " + (
        "lấy từ ngăn tiền của mình." if cash else "đã chuyển trả qua bên thanh toán thì ghi lại."
    )
    page = Asked("Trả lại tiền", f"Đã trả {money(row.amount)}", _here(row.dossier_id), "tra", lead=lead)
    return ask(request, PressForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.pay_refund, actor=request.actor, now=request.now, refund_id=refund_id
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.refund")
def settle(request: StaffRequest, call_id: UUID) -> HttpResponse:
    """Look at money that did not fit."""
    call = fees.odd_calls(request.actor).filter(id=call_id).first()
    if call is None:
        raise NotThere
    lead = f"Bên thanh toán báo {money(call.amount)}, giao dịch {call.transaction}: {fees.odd_words(call)}."
    page = Asked("Tiền báo lệch", "Ghi lại", reverse("office:fees"), "xem", lead=lead)
    return ask(request, SettleForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.settle, actor=request.actor, now=request.now, call_id=call_id, **data
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.refund")
def resolve(request: StaffRequest, payment_id: UUID) -> HttpResponse:
    """Settle a payment of which the provider told nothing."""
    row = fees.unclear(request.actor, request.now).filter(id=payment_id).first()
    if row is None:
        raise NotThere
    lead = (
        f"Hồ sơ {row.dossier.code}: bắt đầu nộp {money(row.amount)} mà bên thanh toán chưa báo gì. "
        f"Xem sao kê, mã của xã gửi là {row.id.hex}. Về số tiền khác thì chờ họ báo."
    )
    page = Asked("Nộp tiền chưa rõ", "Ghi lại", reverse("office:fees"), "xem", lead=lead)
    return ask(request, ResolveForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.resolve, actor=request.actor, now=request.now, payment_id=payment_id,
        came=data["answer"] == "co", transaction=data["transaction"], note=data["note"],
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.collect")
def open_till(request: StaffRequest) -> HttpResponse:
    """Open one's own till."""
    page = Asked("Mở sổ quỹ", "Mở sổ", reverse("office:fees"), "mo")
    return ask(request, OpenForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.open_till, actor=request.actor, now=request.now, **data
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("fee.collect")
def close_till(request: StaffRequest) -> HttpResponse:
    """Count and close one's own till."""
    lead = "Đếm tiền trong ngăn trước khi xem sổ. Lệch thì ghi vì sao."
    page = Asked("Chốt sổ quỹ", "Chốt sổ", reverse("office:tills"), "chot", lead=lead)
    return ask(request, CloseForm(typed(request)), page, lambda once, data: sent_once(
        once, fees.close_sheet, actor=request.actor, now=request.now, **data
    ), AREA)  # fmt: skip
