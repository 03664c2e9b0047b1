"""The end of a unit's audit chain, locked by whoever adds to it."""

from datetime import datetime, timedelta
from uuid import UUID

from thanthien.core import clock, db
from thanthien.core.models import ChainHead, Counter, DayRoot

_COUNTER, _HEAD = Counter._meta.db_table, ChainHead._meta.db_table
# The number first, then the head: every act takes them in this order, so that two acts never wait for each other.
_BOTH = (
    f"WITH taken AS (INSERT INTO {_COUNTER} (unit_id, name, value) VALUES (%s, %s, 1)"
    f" ON CONFLICT (unit_id, name) DO UPDATE SET value = {_COUNTER}.value + 1 RETURNING value),"
    f" head AS (SELECT seq, hash, recorded_at, moved_to, closed FROM {_HEAD} WHERE unit_id = %s FOR UPDATE)"
    " SELECT taken.value, head.seq, head.hash, head.recorded_at, head.moved_to, head.closed"
    " FROM taken LEFT JOIN head ON true"
)


def lock(unit_id: UUID) -> ChainHead:
    """Return the head of a unit's chain, locked; the first act of a unit makes it."""
    head = next(iter(db.lock(ChainHead.objects.filter(unit_id=unit_id))), None)
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(unit_id=unit_id, recorded_at=_open_since())], ignore_conflicts=True)
        head = db.lock(ChainHead.objects.filter(unit_id=unit_id)).get()
    return head


def _open_since() -> datetime | None:
    """A chain that begins now records nothing on a day that is closed, whatever the machine's clock says."""
    day = DayRoot.objects.order_by("-day").values_list("day", flat=True).first()
    return clock.day_start(day + timedelta(days=1)) if day else None


def lock_with_number(unit_id: UUID, series: str) -> tuple[int, ChainHead | None]:
    """Take the next number of a series and lock the head in one statement (PostgreSQL); None: no head yet."""
    row = db.fetch(_BOTH, [unit_id, series, unit_id])
    assert row is not None
    number, seq, last, recorded, moved_to, closed = row
    return int(number), None if seq is None else ChainHead(unit_id, seq, last, recorded, moved_to, closed)
