"""How many letters of thanks a commune's chair signed: the figure behind the promise to say thank you."""

from datetime import datetime
from uuid import UUID

from thanthien.onestop.access.courtesy import signed_letters
from thanthien.rules import courtesy as rule


def thanked(unit_id: UUID, first: datetime, last: datetime) -> int:
    """Return how many letters of thanks were signed from ``first`` until before ``last``, without withdrawn ones."""
    return signed_letters(unit_id, first, last).filter(kind=rule.THANKS).count()
