"""The files of a paper: pages to look at, PDF, Word; of an issued paper the print that was kept, byte for byte."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from thanthien.core.errors import NotThere
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.programme.service import papers

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@staff_page("model_paper.read")
def page_picture(request: StaffRequest, paper_id: UUID, number: int) -> HttpResponse:
    """Return one page as SVG."""
    found = papers.pages(papers.data_of(papers.paper(request.actor, paper_id)))
    if not 1 <= number <= len(found):
        raise NotThere
    return HttpResponse(found[number - 1], content_type="image/svg+xml")


@require_safe
@staff_page("model_paper.read")
def pdf(request: StaffRequest, paper_id: UUID) -> HttpResponseBase:
    """Return the PDF: of an issued paper the very file that was kept, of a draft what it says now."""
    row = papers.paper(request.actor, paper_id)
    if row.pdf is not None:
        return photos.shown(row.pdf, original=True)
    return _file(papers.pdf(papers.data_of(row)), "application/pdf", "du-thao.pdf", as_download=False)


@require_safe
@staff_page("model_paper.read")
def word_file(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Return the Word file, to go on writing outside."""
    row = papers.paper(request.actor, paper_id)
    name = f"{papers.kind_of(row.kind).label} {row.number.replace('/', '-')}".strip()
    return _file(papers.word_file(papers.data_of(row)), WORD, f"{name}.docx", as_download=True)


def _file(body: bytes, kind: str, name: str, *, as_download: bool) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(as_download, name) or "inline"
    return response
