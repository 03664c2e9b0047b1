"""The register (sổ theo dõi hồ sơ) of a unit between two days, in the order of receipt, read in slices."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import clock
from thanthien.core.paging import after_row
from thanthien.onestop import catalogue
from thanthien.onestop.models import Dossier

SLICE: Final = 2_000
COLUMNS: Final = (
    "filed_at", "id", "code", "title", "applicant", "address", "phone", "accepted_at", "due_at", "revised_at",
    "decided_at", "handed_over_at", "state", "result_number", "tell_by", "owner__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of the register: both days included; "" for every field, step, handler. ``codes`` are the
    procedures of the chosen field (lĩnh vực)."""

    first: date
    last: date
    field: str = ""
    state: str = ""
    handler: str = ""
    codes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the span as plain values: days, keys and choices, no person's data."""
        return asdict(self) | {"first": self.first.isoformat(), "last": self.last.isoformat()}


def read_span(kept: dict[str, Any]) -> Span:
    """Undo :meth:`Span.to_json`."""
    first, last = date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])
    return Span(first, last, kept["field"], kept["state"], kept["handler"], tuple(kept["codes"]))


def spanned(unit_id: UUID, span: Span) -> QuerySet[Dossier]:
    """Return a unit's dossiers filed in a span. The caller has seen to it that the unit is the asker's own."""
    end = clock.day_start(span.last) + timedelta(days=1)
    where = Q(unit_id=unit_id, filed_at__gte=clock.day_start(span.first), filed_at__lt=end)
    if span.field:
        where &= Q(procedure_code__in=span.codes)
    if span.state:
        where &= Q(state=span.state)
    if span.handler:
        where &= Q(owner_id=UUID(span.handler))
    return Dossier.objects.filter(where)


def slices(unit_id: UUID, span: Span) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a span (:data:`COLUMNS`) by keyset, never more than one slice in memory."""
    rows = spanned(unit_id, span).order_by("filed_at", "id")
    after: tuple[datetime, UUID] | None = None
    while True:
        part = rows.filter(after_row(*after, "filed_at", descending=False)) if after else rows
        found = list(part.values_list(*COLUMNS)[:SLICE])
        if found:
            yield found
        if len(found) < SLICE:
            return
        after = found[-1][0], found[-1][1]


def fields_of(unit_id: UUID, today: date) -> dict[str, list[str]]:
    """Return the procedures of each field (lĩnh vực) of a unit's catalogue, fields by name."""
    found: dict[str, list[str]] = {}
    for code, field in catalogue.fields_of_procedures(unit_id, today).items():
        found.setdefault(field, []).append(code)
    return {field: sorted(found[field]) for field in sorted(found)}
