"""``/can-bo/ho-so/<id>/ket-qua/``: the result paper of a dossier, its words or the signed sheet; its panel."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.case import Case, read
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.panels import panel
from thanthien.office.papers_desk.control import pdf
from thanthien.office.press import METHODS, PressForm, typed, whole
from thanthien.onestop import service as onestop
from thanthien.web import words
from thanthien.web.forms import PDF, ChoiceField, PaperField, TextField

results = onestop.results
AREA = {"area": "dossiers"}


class ResultForm(PressForm):
    """What every result paper says of itself."""

    version = TextField(label="", limit=9, required=False)
    kind = ChoiceField(label="Loại giấy", choices=list(results.NAMES.items()))
    title = TextField(label="Về việc", limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["once"].hidden_widget()


class WordsForm(ResultForm):
    """The words of a result paper."""

    text = TextField(label="Nội dung", limit=8000, rows=12, hint="Thay mọi chỗ ba chấm bằng lời của anh/chị")


class ScanForm(ResultForm):
    """The sheet that the chair has signed, as a PDF."""

    file = PaperField(label="Bản đã ký", can_bring=False, takes=PDF)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"Tệp PDF, nặng nhất {words.size(settings.THANTHIEN_UPLOAD_LIMIT)}."


@panel("office/papers/panel.html")
def result_panel(case: Case) -> dict[str, Any] | None:
    """Tell of the result paper, and lead to its making."""
    row, state = case.dossier, case.dossier.state
    made = list(results.results_of(row))
    may = case.actor.may("paper.draft") and not case.kept
    more = {"may_write": may and state in results.WRITE_IN, "may_scan": may and state in results.SCAN_IN}
    if not made and not any(more.values()):
        return None
    lines = [(one, results.NAMES[one.kind], one.state in ("draft", "signed")) for one in made]
    return {"lines": lines, "row": row, **more}


@require_http_methods(METHODS)
@staff_page("paper.draft")
def write(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Write the words of the result; what was written before stands in the form."""
    row = read(request.actor, dossier_id, request.now).dossier
    kind = request.GET.get("loai", "confirmation")
    kind = kind if kind in results.NAMES else "confirmation"
    draft = results.open_result(row)
    before = {"kind": kind, "title": row.title, "text": results.suggested(row, kind)}
    if draft is not None and draft.body:
        before = {"kind": draft.kind, "title": draft.title, "text": draft.body}
    form = WordsForm(typed(request), initial=before | {"version": row.version})
    page = _page(row, "Soạn giấy kết quả", "Lưu bản thảo", "office/papers/write.html")
    kinds = [(f"?loai={key}", said, key == kind) for key, said in results.NAMES.items()]
    return ask(request, form, page, _act(request, row, results.draft_result), AREA | {"kinds": kinds})


@require_http_methods(METHODS)
@staff_page("paper.draft")
def scan(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Send the signed sheet in."""
    row = read(request.actor, dossier_id, request.now).dossier
    form = photos.with_files(request, ScanForm, {"file": "bản kết quả đã ký"}, "result")
    if not form.is_bound:
        form.initial = {"kind": "result", "title": row.title, "version": row.version}
    page = _page(row, "Gửi bản kết quả đã ký", "Gửi bản này", "office/organisation/form.html")

    def act(once: Any, data: dict[str, Any]) -> object:
        kept = photos.kept(data)
        if kept is None:
            raise NotThere
        told = {"kind": data["kind"], "title": data["title"], "version": data["version"], "file_id": kept}
        return _act(request, row, results.attach_result)(once, told)

    return ask(request, form, page, act, AREA)


@require_safe
@staff_page("dossier.read")
def look(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Show the result as it stands before its number: a draft says that it is one."""
    row = read(request.actor, dossier_id, request.now).dossier
    return pdf(results.before_number(request.actor, row, request.now), f"ban-thao-{row.code}")


def _page(row: Any, title: str, button: str, template: str) -> Asked:
    lead = f"{row.title}, {row.applicant}. Mã {row.code}."
    return Asked(title, button, reverse("office:dossier", args=[row.id]), "soan-ket-qua", lead, template=template)


def _act(request: StaffRequest, row: Any, command: Any) -> Any:
    def act(once: Any, data: dict[str, Any]) -> object:
        told = {**data, "version": whole(data["version"])}
        return sent_once(once, command, actor=request.actor, now=request.now, dossier_id=row.id, **told)

    return act
