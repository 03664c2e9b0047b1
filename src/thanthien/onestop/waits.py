"""Minutes from ticket to call: the figure, and how they spread. ``span`` is half-open: [first, end)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.access import tickets as access
from thanthien.onestop.models import Ticket
from thanthien.rules import tickets as rules

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Spread:
    """Waits of called tickets, in minutes; None where nobody was called. ``ninth`` is the wait that nine of ten
    stay within; ``uncalled`` were never called."""

    called: int
    uncalled: int
    mean: float | None
    middle: float | None
    ninth: float | None


def waits(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """Return the tickets taken in a span that can be judged, with ``when`` and ``met``: called within ``rules.SOON``.

    A ticket younger than that is left out, and one whose person gave it back before it was called and before that
    time was over: nobody can say how long they would have waited.
    """
    taken = access.taken(unit_id, span[0], min(span[1], now - rules.SOON))
    early = Q(state=rules.CANCELLED, first_called_at__isnull=True, ended_at__lt=F("taken_at") + rules.SOON)
    soon = Q(first_called_at__lte=F("taken_at") + rules.SOON)
    said = Case(When(soon, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows: QuerySet[Any] = taken.exclude(early).annotate(when=F("taken_at"), met=said)
    return rows


def spread(unit_id: UUID, span: Span) -> Spread:
    """Return how long people waited who took a ticket in a span."""
    return _spread(access.taken(unit_id, *span))


def by_counter(actor: Actor, span: Span) -> dict[str, Spread]:
    """Return the same for each counter that called; for the steering board only. Raises :class:`NotThere`."""
    if not actor.may("ticket.figures"):
        raise NotThere
    rows = access.taken(actor.scope, *span).exclude(counter="")
    names = sorted(set(rows.order_by().values_list("counter", flat=True)))
    return {name: _spread(rows.filter(counter=name)) for name in names}


def _spread(rows: QuerySet[Ticket]) -> Spread:
    pairs = list(rows.values_list("taken_at", "first_called_at"))
    minutes = sorted((called - taken).total_seconds() / 60 for taken, called in pairs if called is not None)
    if not minutes:
        return Spread(0, len(pairs), None, None, None)
    return Spread(len(minutes), len(pairs) - len(minutes), fmean(minutes), median(minutes), _ninth(minutes))


def _ninth(minutes: Sequence[float]) -> float:
    return minutes[-(-9 * len(minutes) // 10) - 1]
