"""Checking the chains (``thanthien audit verify``)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db import connection

from thanthien.core import chain, db
from thanthien.core.models import AuditRow, ChainHead

_COLUMNS = ("seq", "act", "subject_id", "hash", "body", "detail", "salt")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: rows read over all chains, and the first bad row if any."""

    ok: bool
    rows: int
    first_bad: chain.Bad | None


def _rows(unit_id: UUID) -> Iterator[chain.Row]:
    table = AuditRow._meta.db_table
    columns = [*_COLUMNS, db.iso_time("recorded_at")]
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE unit_id = %s ORDER BY seq"
    with connection.chunked_cursor() as cursor:  # a long chain does not fit into memory at once
        cursor.execute(sql, [db.uuid_parameter(unit_id)])
        while chunk := cursor.fetchmany(2000):
            for seq, act, subject, *sealed in chunk:
                hexed = "" if subject is None else subject if isinstance(subject, str) else subject.hex
                yield cast(chain.Row, (seq, act, hexed, *sealed))


def _orphan(headed: set[UUID]) -> chain.Bad | None:
    """Return the first row whose unit has no head; steps from unit to unit by the index, without reading the rows."""
    ordered = AuditRow.objects.order_by("unit_id", "seq").values_list("unit_id", "seq")
    first = ordered.first()
    while first is not None:
        if first[0] not in headed:
            return chain.Bad(first[0].hex, first[1], "", "rows without a head of their chain")
        first = ordered.filter(unit_id__gt=first[0]).first()
    return None


def verify(unit_id: UUID | None = None, progress: Any = None) -> Report:
    """Walk one chain or all. Reads one moment of the database, so that acts meanwhile do not look like damage."""
    rows = 0
    with db.one_moment():
        heads = ChainHead.objects.order_by("unit_id")
        heads = heads.filter(unit_id=unit_id) if unit_id else heads
        known = list(heads.values_list("unit_id", "seq", "hash"))
        orphan = None if unit_id else _orphan({unit for unit, _, _ in known})
        if orphan is not None:
            return Report(False, 0, orphan)
        for unit, seq, last in known:
            read, bad = chain.first_bad(unit.hex, _rows(unit), (seq, last))
            rows += read
            if progress is not None:
                progress(read)
            if bad is not None:
                return Report(False, rows, bad)
    return Report(True, rows, None)
