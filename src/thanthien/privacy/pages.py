"""One page of a list by cursor: the value of its order and the key of the last row, never an offset."""

from dataclasses import dataclass
from datetime import datetime
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


def leaf(rows: QuerySet[Any], order: str, after: str) -> Leaf[Any]:
    """Read a page in the order of a moment ("-" before it: newest first); an unreadable cursor begins anew."""
    sign, field = ("lt", order[1:]) if order.startswith("-") else ("gt", order)
    cursor = _read(after)
    if cursor is not None:
        at, last = cursor
        rows = rows.filter(
            Q(**{f"{field}__{sign}e": at}) & (Q(**{f"{field}__{sign}": at}) | Q(**{f"id__{sign}": last}))
        )
    found = list(rows.order_by(order, "-id" if sign == "lt" else "id")[: PAGE + 1])
    end = found[PAGE - 1] if len(found) > PAGE else None
    return Leaf(tuple(found[:PAGE]), f"{clock.iso_micro(getattr(end, field))}~{end.id}" if end is not None else "")


def _read(after: str) -> tuple[datetime, UUID] | None:
    moment, _, key = after.partition("~")
    try:
        at, last = datetime.fromisoformat(moment).astimezone(clock.VN), UUID(key)
    except (ValueError, OverflowError):
        return None
    return (at, last) if 2000 < at.year < 2200 else None
