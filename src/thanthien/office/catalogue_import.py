"""``/can-bo/danh-muc/nap/``: a national catalogue file; its difference is read before a second person takes it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import METHODS, PressForm, form_page, typed
from thanthien.onestop import service as onestop
from thanthien.web.forms import TextField, ThreeBoxDateField

files_ = onestop.catalogue_files
LARGEST: Final = 5_000_000
SHOWN: Final = 30
KINDS: Final = {"new": "Thủ tục mới", "changed": "Thủ tục có sửa", "ended": "Thủ tục hết hiệu lực"}


class FileForm(PressForm):
    """A file, the text that published it, and from when it holds."""

    file = forms.FileField(
        label="Tệp danh mục (.csv, .xlsx hoặc .json)",
        error_messages={"required": "Chọn tệp.", "empty": "Tệp này trống."},
    )
    source = TextField(label="Nguồn", hint="Quyết định công bố, số và ngày.", limit=300)
    valid_from = ThreeBoxDateField(label="Áp dụng từ ngày", hint="Bỏ trống: từ ngày được duyệt.", required=False)

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("Tệp nặng quá 5 MB. Chia nhỏ rồi nạp từng phần.")
        return file


@require_http_methods(METHODS)
@staff_page("catalogue.import")
def files(request: StaffRequest) -> HttpResponse:
    """The files of before, and the form for a new one."""
    form = FileForm(typed(request), request.FILES if request.method == "POST" else None)
    context = {"rows": files_.imports(request.actor)[:SHOWN], "columns": files_.FIELDS, "area": "catalogue"}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/catalogue/files.html", form, context)
    data = form.cleaned_data
    try:
        kept = sent_once(
            once_of(request, data["once"]), files_.read_file, actor=request.actor, now=request.now,
            name=data["file"].name, raw=data["file"].read(), source=data["source"], valid_from=data["valid_from"],
        )  # fmt: skip
    except Refused as no:
        return form_page(request, "office/catalogue/files.html", form, context, no)
    return HttpResponseRedirect(reverse("office:catalogue_file", args=[kept.id]))


@require_http_methods(METHODS)
@staff_page("catalogue.decide")
def file(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """What a file changes, old beside new; the second person takes it or not."""
    row = files_.imports(request.actor).filter(id=import_id).first()
    if row is None:
        raise NotThere
    wrong = ""
    if request.method == "POST":
        try:
            sent_once(
                once_of(request, request.POST.get("once", "")), files_.take_file, actor=request.actor,
                now=request.now, import_id=import_id, approve=request.POST.get("quyet") == "duyet",
            )  # fmt: skip
            return HttpResponseRedirect(reverse("office:catalogue_file", args=[import_id]))
        except Refused as no:
            wrong = no.message
    context = {
        "row": row, "wrong": wrong, "own": str(row.proposed_by_id) == request.actor.id, "area": "catalogue",
        "rejected": files_.rejected_of(row), "form": PressForm(None), **_difference(row, request.now),
    }  # fmt: skip
    return render(request, "office/catalogue/file.html", context, status=422 if wrong else 200)


def _difference(row: Any, now: datetime) -> dict[str, Any]:
    """Return the difference to what stands today; once decided it is what is left of it."""
    today = clock.local(now).date()
    standing = {one.procedure.code: onestop.entry_of(one) for one in files_.national(today)}
    changes = files_.difference(files_.lines_of(row), standing, max(today, row.valid_from))
    groups = [(words, [one for one in changes if one.kind == kind]) for kind, words in KINDS.items()]
    return {
        "groups": [one for one in groups if one[1]], "same": sum(one.kind == "same" for one in changes),
        "read": len(changes),
    }  # fmt: skip
