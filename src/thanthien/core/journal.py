"""Reading the audit chain of a unit, newest first. Personal detail is never read here."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core.models import AuditRow

PAGE = 50
WINDOW = 5000  # an act that is rare is looked for in this many rows at a time


@dataclass(frozen=True, slots=True)
class Row:
    """One act of the journal: who is a key and a position, never a name."""

    seq: int
    act: str
    actor_kind: str
    actor_id: str
    position: str
    subject_kind: str
    subject_id: UUID | None
    at: datetime
    recorded_at: datetime
    data: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the journal; ``after`` is the cursor of the next one, 0 on the last."""

    rows: tuple[Row, ...]
    after: int


def rows(unit_id: UUID, act: str = "", before: int = 0) -> Leaf:
    """Return a page of a unit's chain. With ``act`` one page looks at no more than ``WINDOW`` rows (1–2 queries)."""
    found = AuditRow.objects.filter(unit_id=unit_id).order_by("-seq")
    found = found.filter(seq__lt=before) if before else found
    lowest = 1
    if act:
        newest = before - 1 if before else found.values_list("seq", flat=True).first() or 0
        lowest = max(1, newest - WINDOW + 1)
        found = found.filter(act=act, seq__gte=lowest)
    read = list(found.defer("detail", "salt")[: PAGE + 1])
    if len(read) > PAGE:
        return Leaf(tuple(_row(row) for row in read[:PAGE]), read[PAGE - 1].seq)
    return Leaf(tuple(_row(row) for row in read), lowest if lowest > 1 else 0)


def _row(row: AuditRow) -> Row:
    body = json.loads(row.body)
    actor, subject = body["actor"], body["subject"]
    return Row(
        row.seq, row.act, actor["kind"], actor["id"], actor["position"], subject[0],
        UUID(subject[1]) if subject[1] else None, datetime.fromisoformat(body["at"]),
        datetime.fromisoformat(body["recorded_at"]), body["data"], row.hash,
    )  # fmt: skip


def about(unit_ids: Collection[UUID], subject_id: UUID, acts: Collection[str], limit: int) -> list[Row]:
    """Return the newest rows of some acts about one record, in the chains of the given units (one query)."""
    found = AuditRow.objects.filter(unit_id__in=unit_ids, subject_id=subject_id, act__in=acts)
    return [_row(row) for row in found.order_by("-recorded_at", "-seq").defer("detail", "salt")[:limit]]


def done_since(unit_id: UUID, subject_id: UUID, act: str, since: datetime, signs: Iterable[str]) -> bool:
    """Tell whether a row of an act about one record, recorded since a moment, holds all these signs in its text."""
    found = AuditRow.objects.filter(unit_id=unit_id, subject_id=subject_id, act=act, recorded_at__gte=since)
    for sign in signs:
        found = found.filter(body__contains=sign)
    return found.exists()
