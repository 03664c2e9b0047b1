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


def current(unit_id: UUID, series: str) -> int:
    """Return the last number given in a series of a unit, 0 where none was. One look at a small index."""
    return db.last_number(Counter._meta.db_table, db.uuid_parameter(unit_id), series)
