"""``/can-bo/so-cu/<id>/``: the register of a unit that ended, for whoever keeps its files: to read and to print."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core.errors import NotThere
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop
from thanthien.org import service as org


@require_safe
@staff_page("dossier.read")
def register(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """Everything that stayed in the old unit, newest first."""
    unit = org.kept_units(request.actor).filter(id=unit_id).first()
    if unit is None:
        raise NotThere
    page = onestop.kept_register(request.actor, unit_id, request.now, request.GET.get("sau", ""))
    return render(request, "office/reorganisation/kept.html", {"unit": unit, "page": page, "area": "dossiers"})
