"""``/can-bo/mot-cua/le-phi/``: what waits for money, what a dossier owes and why, receipts to print."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import paging
from thanthien.core.errors import NotThere
from thanthien.office.case import Case, read
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.panels import panel
from thanthien.onestop import service as onestop

fees = onestop.fees
DONE: Final = {
    "tinh": "Đã tính lệ phí.", "thu": "Đã thu tiền. In phiếu thu ở dưới.", "doi": "Đã đổi mức thu.",
    "bo": "Đã bỏ khoản thu.", "huy": "Đã hủy phiếu thu. Số phiếu vẫn giữ chỗ trong sổ.",
    "hoan": "Đã ghi đề nghị hoàn tiền. Chờ người thứ hai.", "quyet": "Đã ghi quyết định.",
    "tra": "Đã ghi trả lại tiền.", "xem": "Đã ghi.", "mo": "Đã mở sổ quỹ.", "chot": "Đã chốt sổ quỹ.",
}  # fmt: skip


def said(request: StaffRequest) -> str:
    """Return what was just done, in words."""
    return DONE.get(request.GET.get("xong", ""), "")


@require_safe
@staff_page("fee.read")
def home(request: StaffRequest) -> HttpResponse:
    """Odd money and refunds first, then the dossiers that still owe, the oldest first; one's own till beside it."""
    actor = request.actor
    due = paging.leaf(fees.charges(actor).filter(state="due"), "assessed_at", request.GET.get("sau", ""))
    till = fees.open_sheet(actor) if actor.may("fee.collect") else None
    context = {
        "odd": [(one, fees.odd_words(one)) for one in fees.odd_calls(actor).order_by("at", "id")[:50]],
        "unclear": fees.unclear(actor, request.now)[:50],
        "refunds": fees.refunds(actor).filter(state__in=("proposed", "approved")).order_by("proposed_at", "id")[:50],
        "to_count": fees.charges(actor).filter(state="unknown").order_by("assessed_at", "id")[:50],
        "due": due, "till": till, "till_now": _in_till(till), "done": said(request), "area": "desk", "tab": "fees",
        "may_collect": actor.may("fee.collect"), "figures": request.figures,
    }  # fmt: skip
    return render(request, "office/fees/home.html", context)


def _in_till(till: Any) -> int:
    if till is None:
        return 0
    received, refunded = fees.totals(till)
    return int(till.opening + received - refunded)


def of_dossier(case: Case) -> dict[str, Any]:
    """Return what the panel and the page say of a dossier's money."""
    row = case.dossier
    charge = fees.charge_of(row)
    receipts = list(fees.receipts(case.actor).filter(dossier=row).order_by("at", "id")) if charge else []
    refunds = list(fees.refunds(case.actor).filter(dossier=row).order_by("proposed_at", "id")) if charge else []
    return {
        "charge": charge, "owing": fees.owing(row, case.entry), "receipts": receipts, "refunds": refunds,
        "may_collect": case.actor.may("fee.collect") and not case.kept,
        "may_change": case.actor.may("fee.change") and not case.kept,
        "may_refund": case.actor.may("fee.refund") and not case.kept, "row": row,
    }  # fmt: skip


@panel("office/fees/panel.html")
def on_dossier(case: Case) -> dict[str, Any] | None:
    """The panel of a dossier's first page; nothing where no money is asked."""
    if not case.actor.may("fee.read") or case.dossier.erased_at is not None:
        return None
    found = of_dossier(case)
    return found if found["owing"] is not None else None


@require_safe
@staff_page("fee.read")
def dossier(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """What one dossier owes, step by step, with receipts and refunds, and what may be done."""
    case = read(request.actor, dossier_id, request.now)
    context = {**of_dossier(case), "done": said(request), "area": "dossiers", "tariff": fees.tariff(case.dossier)}
    return render(request, "office/fees/dossier.html", context)


@require_safe
@staff_page("fee.read")
def receipt(request: StaffRequest, receipt_id: UUID) -> HttpResponse:
    """One receipt, to print."""
    found = fees.receipts(request.actor).filter(id=receipt_id).first()
    if found is None:
        raise NotThere
    mine = found.sheet is not None and found.sheet.closed_at is None and str(found.sheet.staff_id) == request.actor.id
    context = {
        "one": found, "way": fees.WAYS[found.way], "may_void": mine and found.void_at is None, "area": "desk",
        "done": said(request), "check": onestop.marks.check_of(found.id) if onestop.marks.mark_of(found.id) else None,
    }  # fmt: skip
    return render(request, "office/fees/receipt.html", context)


@require_safe
@staff_page("fee.read")
def tills(request: StaffRequest) -> HttpResponse:
    """The cash sheets of the commune, newest first."""
    leaf = paging.leaf(fees.sheets(request.actor), "-opened_at", request.GET.get("sau", ""))
    context = {"leaf": leaf, "area": "desk", "tab": "fees", "done": said(request)}
    return render(request, "office/fees/tills.html", context)


@require_safe
@staff_page("fee.read")
def till(request: StaffRequest, sheet_id: UUID) -> HttpResponse:
    """One cash sheet with every receipt and every refund, to print."""
    sheet = fees.sheets(request.actor).filter(id=sheet_id).first()
    if sheet is None:
        raise NotThere
    received, refunded = fees.totals(sheet) if sheet.closed_at is None else (sheet.received, sheet.refunded)
    expected = sheet.opening + received - refunded
    leaf = paging.leaf(fees.receipts(request.actor).filter(sheet=sheet), "at", request.GET.get("sau", ""), 200)
    context = {
        "sheet": sheet, "received": received, "refunded": refunded, "expected": expected, "leaf": leaf,
        "difference": None if sheet.counted is None else sheet.counted - expected, "area": "desk",
        "refunds": fees.refunds(request.actor).filter(sheet=sheet).order_by("paid_at", "id"),
        "mine": str(sheet.staff_id) == request.actor.id,
    }  # fmt: skip
    return render(request, "office/fees/till.html", context)
