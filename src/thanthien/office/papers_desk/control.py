"""``/can-bo/ho-so/<id>/phieu-kiem-soat.pdf``: form 06, drawn from the timeline at any time."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from thanthien.office.case import read
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop


@require_safe
@staff_page("dossier.read")
def control(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Draw the control slip of a dossier of the own unit; opening it is noted as any opening."""
    row = read(request.actor, dossier_id, request.now).dossier
    return pdf(onestop.control.control_slip(row, request.now), f"phieu-kiem-soat-{row.code}")


def pdf(body: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """Return a PDF that no cache keeps."""
    answer = HttpResponse(body, content_type="application/pdf")
    kind = "attachment" if download else "inline"
    answer.headers["Content-Disposition"] = f'{kind}; filename="{name.replace("/", "-")}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
