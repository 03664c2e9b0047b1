"""``/can-bo/mot-cua/noi-khac/``: a clerk sends a sheet of the national portal, sees what would happen, confirms."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.onestop import service as onestop
from thanthien.web.forms import ChoiceField

LARGEST: Final = 5 * 1024 * 1024
SHOWN: Final = 30
STATES: Final = {
    "shown": "chờ xem và nạp", "loading": "đang nạp", "loaded": "đã nạp", "dropped": "đã bỏ",
}  # fmt: skip


class SheetForm(PressForm):
    """A sheet and where its dossiers came in."""

    source = ChoiceField(label="Hồ sơ đến từ đâu", choices=onestop.intake.SOURCES.items(), inline=True)
    file = forms.FileField(
        label="Tệp hồ sơ (.xlsx hoặc .csv)", error_messages={"required": "Chọn tệp.", "empty": "Tệp này trống."}
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("Tệp nặng quá 5 MB. Chia nhỏ, hoặc nhờ người quản trị máy nạp bằng lệnh.")
        return file


@require_http_methods(METHODS)
@staff_page("intake.load")
def sheets(request: StaffRequest) -> HttpResponse:
    """The sheets of before, and the form for a new one."""
    form = SheetForm(typed(request), request.FILES if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            kept = sent_once(
                once_of(request, data["once"]), onestop.intake.show_sheet, actor=request.actor, now=request.now,
                source=data["source"], name=data["file"].name, stream=data["file"],
            )  # fmt: skip
        except Refused as no:
            form.refuse(no)
        else:
            return HttpResponseRedirect(reverse("office:intake_sheet", args=[kept.id]))
    rows = [(one, STATES[one.state]) for one in onestop.intake.sheets(request.actor)[:SHOWN]]
    columns = [titles[0] for name, titles in onestop.intake.COLUMNS.items() if name not in ("source", "unit")]
    context = {
        "form": form, "rows": rows, "columns": columns, "owed": len(onestop.intake.OWED), "area": "desk",
        "tab": "intake", "most": onestop.intake.MOST_LINES, "figures": request.figures,
    }  # fmt: skip
    return render(request, "office/intake/sheets.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODS)
@staff_page("intake.load")
def sheet(request: StaffRequest, sheet_id: UUID) -> HttpResponse:
    """One sheet: what would be taken, what is rejected and why; then how far it is."""
    row = onestop.intake.sheets(request.actor).filter(id=sheet_id).first()
    if row is None:
        raise NotThere
    form = PressForm(typed(request))
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(_settle(request, sheet_id, form.cleaned_data["once"]))
        except Refused as no:
            form.refuse(no)
    context = {
        "row": row, "form": form, "state": STATES[row.state], "source": onestop.intake.SOURCES[row.source],
        "area": "desk", "tab": "intake", "figures": request.figures, "rejected": _rejected(row.rejected),
        "lines": _lines(row.lines),
        # Counted, not listed: of a bad sheet the first lines alone are kept.
        "refused": row.read - row.known - (row.loaded if row.state == "loaded" else row.good),
    }  # fmt: skip
    return render(request, "office/intake/sheet.html", context, status=422 if form.is_bound else 200)


def _settle(request: StaffRequest, sheet_id: UUID, key: str) -> str:
    """Load the sheet or throw it away; return where that leads."""
    drop = request.POST.get("viec") == "bo"
    act = onestop.intake.drop_sheet if drop else onestop.intake.confirm_sheet
    sent_once(once_of(request, key), act, actor=request.actor, now=request.now, sheet_id=sheet_id)
    return reverse("office:intake") if drop else reverse("office:intake_sheet", args=[sheet_id])


def _rejected(kept: list[list[Any]]) -> list[dict[str, Any]]:
    titles = onestop.intake.COLUMNS
    return [
        {"line": line, "column": titles[column][0] if column in titles else "", "value": value, "why": why}
        for line, column, value, why in kept
    ]


def _lines(kept: list[list[Any]]) -> list[dict[str, Any]]:
    return [{"line": line, **cells} for line, cells in kept[:SHOWN]]
