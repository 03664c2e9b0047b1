"""Reading a series without taking a number."""

from uuid import UUID

from thanthien.core.models import Counter


def current(unit_id: UUID, series: str) -> int:
    """Return the last number given in a series of a unit, 0 where none was."""
    value = Counter.objects.filter(unit_id=unit_id, name=series).values_list("value", flat=True).first()
    return value or 0
