"""Printing from a page: the pictures of an issued paper, exactly as its PDF, without leaving the counter."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from thanthien.core.errors import NotThere
from thanthien.office.dossier import issued_paper
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop


@require_safe
@staff_page("dossier.read")
def paper_page(request: StaffRequest, dossier_id: UUID, paper_id: UUID, number: int) -> HttpResponse:
    """Return one page of an issued paper as SVG; the receiving unit gets what it gave out itself."""
    pages = onestop.pages_of(issued_paper(request, dossier_id, paper_id))
    if not 1 <= number <= len(pages):
        raise NotThere
    return HttpResponse(pages[number - 1], content_type="image/svg+xml")
