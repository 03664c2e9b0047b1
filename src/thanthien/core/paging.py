"""Pages of a list by cursor: the value of its order and the key of the last row, never an offset.

So page 900 costs what page 1 costs, and a row that comes or goes meanwhile moves no other across the edge.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import clock

PAGE: Final = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page; ``after`` is the cursor of the next one, "" on the last."""

    rows: tuple[T, ...]
    after: str


def leaf(rows: QuerySet[Any], order: str, after: str, size: int = PAGE) -> Leaf[Any]:
    """Read a page in the order of a moment or day ("-" before it: newest first), then of the key."""
    descending, field = order.startswith("-"), order.lstrip("-")
    rows = rows.filter(beyond(after, field, descending)).order_by(order, "-id" if descending else "id")
    found = list(rows[: size + 1])
    end = found[size - 1] if len(found) > size else None
    return Leaf(tuple(found[:size]), cursor_of(getattr(end, field), end.id) if end is not None else "")


def cursor_of(at: date, key: UUID) -> str:
    """Return where the next page begins."""
    return f"{clock.iso_micro(at if isinstance(at, datetime) else clock.day_start(at))}~{key}"


def beyond(after: str, field: str, descending: bool) -> Q:
    """Return the condition "after this cursor"; an unreadable one begins anew."""
    cursor = read_cursor(after)
    return after_row(*cursor, field, descending) if cursor else Q()


def read_cursor(after: str) -> tuple[datetime, UUID] | None:
    """Return the row after which a page begins; an unreadable cursor is none."""
    moment, _, key = after.partition("~")
    try:
        at, last = datetime.fromisoformat(moment).astimezone(clock.VN), UUID(key)
    except (ValueError, OverflowError):
        return None
    return (at, last) if 2000 < at.year < 2200 else None


def after_row(at: datetime, last: UUID, field: str, descending: bool) -> Q:
    """Return the condition "after this row" in the order of a field."""
    sign = "lt" if descending else "gt"
    # The first condition is the index range, the second only skips rows of the very same moment.
    return Q(**{f"{field}__{sign}e": at}) & (Q(**{f"{field}__{sign}": at}) | Q(**{f"id__{sign}": last}))
