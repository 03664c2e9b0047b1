"""Checking the chains, the roots of the closed days and the promises on receipts (``thanthien audit verify``)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from thanthien.core import chain, db
from thanthien.core.models import AuditRow, ChainHead
from thanthien.core.proof import checking

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: rows, closed days and promises looked at, and the first thing that does not fit, if any."""

    ok: bool
    rows: int
    first_bad: chain.Bad | None
    days: int = 0
    promises: int = 0


def _rows(unit_id: UUID) -> Iterator[list[chain.Row]]:
    subject, recorded = db.hex_text("subject_id"), db.utc_text("recorded_at")
    sealed = ", ".join(map(db.raw_text, ("hash", "body", "detail", "salt")))
    columns = f"seq, act, {subject}, {sealed}, {recorded}"
    sql = f"SELECT {columns} FROM {AuditRow._meta.db_table} WHERE unit_id = %s ORDER BY seq"
    with connection.chunked_cursor() as cursor:  # a long chain does not fit into memory at once
        cursor.execute(sql, [db.uuid_parameter(unit_id)])
        while chunk := cursor.fetchmany(CHUNK):
            yield [_encoded(row) for row in chunk] if db.is_postgres() else chunk


def _encoded(row: Any) -> chain.Row:
    seq, act, subject, row_hash, body, detail, salt, recorded = row
    return seq, act, subject, row_hash.encode(), body.encode(), detail.encode(), salt.encode(), recorded


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
    """Walk one chain or all, then compare the closed days and the promises with what was walked.

    Reads one moment of the database, so that acts meanwhile do not look like damage. A day's root covers all units,
    so the days are compared only where all chains were walked.
    """
    rows = 0
    with db.one_moment():
        heads = ChainHead.objects.order_by("unit_id")
        heads = heads.filter(unit_id=unit_id) if unit_id else heads
        known = list(heads.values_list("unit_id", "seq", "hash"))
        orphan = None if unit_id else _orphan({unit for unit, _, _ in known})
        if orphan is not None:
            return Report(False, 0, orphan)
        days = checking.Days(whole=unit_id is None)
        for unit, seq, last in known:
            walk = chain.Walk(unit.hex, days.leaves)
            bad = _walked(walk, unit, (seq, last), progress)
            rows += walk.rows
            if bad is not None:
                return Report(False, rows, bad)
        bad = days.first_bad()
        if bad is not None:
            return Report(False, rows, bad, days.count)
        promises, bad = checking.promises(unit_id)
    return Report(bad is None, rows, bad, days.count, promises)


def _walked(walk: chain.Walk, unit_id: UUID, head: tuple[int, str], progress: Any) -> chain.Bad | None:
    for chunk in _rows(unit_id):
        bad = walk.over(chunk)
        if bad is not None:
            return bad
        if progress is not None:
            progress(len(chunk))
    return walk.end(head)
