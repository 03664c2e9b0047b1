"""Offices and units: public knowledge."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core.errors import NotThere
from thanthien.org.models import Office, Unit, UnitLink


def office_of(unit_id: UUID) -> Office:
    """Return a commune's settings; a commune that has entered none gets the defaults."""
    row = Office.objects.select_related("unit", "unit__parent").filter(unit_id=unit_id).first()
    if row is not None:
        return row
    unit = Unit.objects.select_related("parent").filter(id=unit_id).first()
    if unit is None:
        raise NotThere
    return Office(unit=unit)


def office_by_code(code: str, day: date | None) -> Office | None:
    """Return the settings of the commune that has a code on a day, in one query; None for an unknown code.

    ``day`` None asks for the commune that has no end.
    """
    ended = Q(valid_to__isnull=True)
    held = (
        ended if day is None else (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (ended | Q(valid_to__gt=day))
    )
    unit = Unit.objects.filter(held, code=code, level="commune").select_related("parent", "office").first()
    if unit is None:
        return None
    office: Office = getattr(unit, "office", None) or Office(unit=unit)
    office.unit = unit
    return office


def offices() -> QuerySet[Office]:
    """Return the communes that work on this installation, with what they say of themselves: public knowledge."""
    return Office.objects.select_related("unit", "unit__parent")


def units() -> QuerySet[Unit]:
    """Return all units over time: public knowledge, the same for everybody."""
    return Unit.objects.all()


def unit_links() -> QuerySet[UnitLink]:
    """Return what became of which unit: public knowledge, too."""
    return UnitLink.objects.all()
