"""``/kiem-tra-giay/``: anybody asks whether an issued paper is real, by its code or by the file itself.

The answer says kind, number, day, who issued it, in which post it was signed and whether it still counts: never whose
it is. A file is read in a process of its own and kept nowhere.
"""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from thanthien.core.errors import Busy, Refused
from thanthien.core.files.inspect import inspect
from thanthien.core.proof import proving
from thanthien.onestop import service as onestop
from thanthien.papers import service as papers
from thanthien.programme import service as programme
from thanthien.public.certificate import read
from thanthien.public.doors import public_form, secret
from thanthien.public.follow_page import PAPER_NAMES
from thanthien.public.proof import IN_ADDRESS, way
from thanthien.web import client
from thanthien.web.forms import PageForm, TextField

UNREAD: Final = "Mã gồm 16 chữ số và chữ cái a-f, in cạnh mã QR ở cuối giấy. Chép lại cho đủ."
UNKNOWN: Final = (
    "Chưa có giấy nào mang mã này. Anh/chị xem lại từng chữ. Đúng từng chữ mà vẫn không thấy"
    " thì giấy này không phải do xã cấp."
)
BUSY: Final = (
    "Đang có người khác gửi tệp, máy đọc từng tệp một. Anh/chị chọn lại tệp, gửi lại sau một phút."
    " Gõ mã in trên giấy ở ô trên thì không phải chờ."
)
IN_PATH: Final = "kiem-tra-giay/"


@dataclass(frozen=True, slots=True)
class Told:
    """What a file is: ``same`` (exactly the signed paper), ``changed``, ``other``, ``unsigned``, ``odd``."""

    what: str
    sha256: str
    mark: Any = None


class CodeForm(PageForm):
    """The code as somebody types or pastes it."""

    ma = TextField(
        label="Mã trên giấy", limit=200, attrs={"spellcheck": "false", "autocapitalize": "characters"},
        hint="In cạnh mã QR ở cuối giấy, ví dụ 9F2C 41B0 A7D8 E653. Quét mã QR thì không phải gõ.",
    )  # fmt: skip

    def clean_ma(self) -> str:
        """Return the code."""
        code = typed(self.cleaned_data["ma"])
        if not code:
            raise ValidationError(UNREAD)
        return code


class FileForm(PageForm):
    """The paper as a PDF file."""

    tep = forms.FileField(
        label="Tệp PDF của giấy", help_text="Nhận PDF đến 10 MB. Xã đọc xong là bỏ, không giữ lại.",
        allow_empty_file=True, error_messages={"required": "Anh/chị chọn tệp PDF của giấy."},
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )  # fmt: skip


def typed(text: str) -> str:
    """Return the code in what somebody typed, or pasted with its address; "" for anything else."""
    tail = text.rpartition(IN_PATH)[2]
    found = IN_ADDRESS.search(text)
    return read(found.group(1) if found else tail)


@require_safe
def papers_check(request: HttpRequest) -> HttpResponse:
    """Ask for the code or the file."""
    if "ma" not in request.GET:
        return _ask(request)
    form = CodeForm(request.GET)
    if not form.is_valid():
        return _ask(request, form, status=422)
    return HttpResponseRedirect(way(request, "public:paper_check", form.cleaned_data["ma"]))


@require_safe
@client.limited("proof.address")
@secret
def paper_check(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a paper of this code is; receipts and certificates have pages of their own."""
    known = typed(code)
    mark = onestop.marks.by_code(known) if known else None
    if mark is not None:
        return _page(request, mark)
    if known and proving.by_mark(known) is not None:
        return HttpResponseRedirect(way(request, "public:receipt", known))
    if known and programme.training.certificate(known) is not None:
        return HttpResponseRedirect(way(request, "public:certificate", known))
    form = CodeForm({"ma": code})
    if form.is_valid():
        form.add_error("ma", UNKNOWN)
    return _ask(request, form, status=404)


@require_POST
@public_form
def paper_file(request: HttpRequest) -> HttpResponse:
    """Read a file, say what it is, and let it go."""
    client.spend(request, "paper.file")
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, file_form=form, status=422)
    try:
        told = _told(form.cleaned_data["tep"])
    except Refused as no:
        form.add_error("tep", no.message)
        return _ask(request, file_form=form, status=422)
    except Busy:
        form.add_error("tep", BUSY)
        return _ask(request, file_form=form, status=503)
    if told.mark is not None:
        return _page(request, told.mark, told)
    return render(request, "public/paper_check/file.html", {"told": told, "area": "papers_check"})


def _told(file: Any) -> Told:
    found = inspect(file.name or "giay.pdf", file)
    if found.kind != "pdf":
        raise Refused("Trang này đọc giấy ở dạng PDF. Ảnh chụp thì gõ mã in trên giấy.", "tep")
    mark = onestop.marks.by_fingerprint(found.sha256)
    if mark is not None:
        return Told("same", found.sha256, mark)
    report = papers.signatures_of(found.data)
    if not report.readable:
        return Told("odd", report.sha256)
    if not report.signatures:
        return Told("unsigned", report.sha256)
    return Told("other" if report.unchanged else "changed", report.sha256)


def _ask(
    request: HttpRequest, form: PageForm | None = None, file_form: PageForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form or CodeForm(), "file_form": file_form or FileForm(), "area": "papers_check"}
    return render(request, "public/paper_check/ask.html", context, status=status)


def _has_print(mark: Any) -> bool:
    """Whether one file is the paper: signed, or of the model, whose print the commune keeps."""
    return mark.signing == "signed" or (mark.dossier_id is None and mark.kind != "courtesy" and bool(mark.sha256))


def _seal(mark: Any) -> str:
    """Return the seal to be shown. That of a letter's words is not: it could be tried with each neighbour's name."""
    return "" if mark.kind == "courtesy" and mark.signing != "signed" else str(mark.sha256)


def _page(request: HttpRequest, mark: Any, told: Told | None = None) -> HttpResponse:
    context = {
        "mark": mark, "told": told, "kept": onestop.marks.unchanged(mark), "print": _has_print(mark),
        "seal": _seal(mark),
        "replacement": onestop.marks.replacement(mark),
        "kind": PAPER_NAMES.get(mark.kind, "Giấy của xã"), "area": "papers_check",
        "file_form": FileForm(), "trial": onestop.marks.TRIAL,
    }  # fmt: skip
    return render(request, "public/paper_check/paper.html", context)
