"""Reading a series without taking a number."""

from uuid import UUID

from django.db.models import OuterRef, Subquery

from thanthien.core.models import Counter


def current(unit_id: UUID, series: str) -> int:
    """Return the last number given in a series of a unit, 0 where none was."""
    value = Counter.objects.filter(unit_id=unit_id, name=series).values_list("value", flat=True).first()
    return value or 0


def last_of(unit_column: str, series: str) -> Subquery:
    """Return the same as an expression, to be read along with another row of the unit (null where none was)."""
    return Subquery(Counter.objects.filter(unit_id=OuterRef(unit_column), name=series).values("value")[:1])
