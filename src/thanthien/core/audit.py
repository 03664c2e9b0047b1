"""Checking the chains (``thanthien audit verify``)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db import connection

from thanthien.core import chain, db
from thanthien.core.models import AuditRow, ChainHead
from thanthien.core.prepared import moment_value

_COLUMNS = ("seq", "act", "subject_id", "hash", "body", "detail", "salt", "recorded_at")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: rows read over all chains, and the first bad row if any."""

    ok: bool
    rows: int
    first_bad: chain.Bad | None


def _rows(unit_id: UUID) -> Iterator[chain.Row]:
    table = AuditRow._meta.db_table
    sql = f"SELECT {', '.join(_COLUMNS)} FROM {table} WHERE unit_id = %s ORDER BY seq"
    with connection.chunked_cursor() as cursor:  # a long chain does not fit into memory at once
        cursor.execute(sql, [db.uuid_parameter(unit_id)])
        while chunk := cursor.fetchmany(2000):
            for seq, act, subject, *sealed, recorded in chunk:
                hexed = "" if subject is None else subject if isinstance(subject, str) else subject.hex
                yield cast(chain.Row, (seq, act, hexed, *sealed, moment_value(recorded)))


def verify(unit_id: UUID | None = None, progress: Any = None) -> Report:
    """Walk one chain or all. Reads one moment of the database, so that acts meanwhile do not look like damage."""
    rows = 0
    with db.one_moment():
        heads = ChainHead.objects.order_by("unit_id")
        heads = heads.filter(unit_id=unit_id) if unit_id else heads
        known = list(heads.values_list("unit_id", "seq", "hash"))
        orphans = AuditRow.objects.exclude(unit_id__in=ChainHead.objects.values("unit_id"))
        orphan = None if unit_id else orphans.order_by("unit_id", "seq").first()
        if orphan is not None:
            why = "rows without a head of their chain"
            return Report(False, 0, chain.Bad(orphan.unit_id.hex, orphan.seq, "", why))
        for unit, seq, last in known:
            read, bad = chain.first_bad(unit.hex, _rows(unit), (seq, last))
            rows += read
            if progress is not None:
                progress(read)
            if bad is not None:
                return Report(False, rows, bad)
    return Report(True, rows, None)
