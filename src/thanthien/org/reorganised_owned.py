"""Which posts and hamlets an old unit may send somewhere: its own, and no other's."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from thanthien.org.access import reorganisations as access


def positions_owned(unit_id: UUID, records: Collection[UUID]) -> set[UUID]:
    """Return which of these are posts of a unit."""
    return set(access.positions_in([unit_id], date.min).filter(id__in=records).values_list("id", flat=True))


def hamlets_owned(unit_id: UUID, records: Collection[UUID]) -> set[UUID]:
    """Return which of these are hamlets of a unit."""
    return set(access.hamlets_in([unit_id], date.min).filter(id__in=records).values_list("id", flat=True))
