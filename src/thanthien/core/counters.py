"""Reading a series without taking a number.

A series can also tell whether a copy in the memory of a process still holds: whoever changes the original
takes a number of it in the same transaction.
"""

from typing import Final
from uuid import UUID

from thanthien.core import db
from thanthien.core.models import Counter

# What a commune says of itself and offers: its settings, its catalogue, its words.
PUBLISHED: Final = "catalogue"


def carry_on(before: UUID, after: UUID) -> None:
    """Let a unit go on with the series of one whose code or name it bears: no number is given twice."""
    highest: dict[str, int] = {}
    for name, value in Counter.objects.filter(unit_id__in=(before, after)).values_list("name", "value"):
        highest[name] = max(value, highest.get(name, 0))
    Counter.objects.bulk_create(
        [Counter(unit_id=after, name=name, value=value) for name, value in sorted(highest.items())],
        update_conflicts=True, unique_fields=["unit_id", "name"], update_fields=["value"],
    )  # fmt: skip


def current(unit_id: UUID, series: str) -> int:
    """Return the last number given in a series of a unit, 0 where none was. One look at a small index."""
    return db.last_number(Counter._meta.db_table, db.uuid_parameter(unit_id), series)
