"""The work lists at their cheapest: one index range for the keys, the rest only of rows not yet drawn.

``queries`` gives whole pages of :class:`Line`; here the caller keeps drawn rows and asks for what is missing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor, Role
from thanthien.onestop import access
from thanthien.onestop.models import Dossier
from thanthien.onestop.queries import (
    COUNT_CAP,
    GROUPS,
    PAGE,
    Line,
    beyond,
    bounds,
    cursor_of,
    in_group,
    line_of,
    own_id,
    shown,
)


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one drawn row from another: the dossier, its version, and the date it hurries to."""

    id: UUID
    version: int
    due: datetime
    group: str


@dataclass(frozen=True, slots=True)
class Keys:
    """One page of keys; ``after`` is the cursor of the next one, "" on the last."""

    rows: tuple[Key, ...]
    after: str


def keys(actor: Actor, now: datetime, *, own: bool, group: str = "", after: str = "") -> Keys:
    """Return one page of a handler's (or the unit's) open dossiers by the date now promised, soonest first.

    A dossier that got a new date stands by the new date; its badge still says that it is late.
    """
    rows = access.visible(actor)
    rows = in_group(rows.filter(owner_id=own_id(actor)) if own else rows, group, now)
    if after:
        rows = rows.filter(beyond(after, "sort_due", descending=False))
    ordered = rows.order_by("sort_due", "id").values_list("id", "version", "sort_due", "clock")
    found = [(key, version, due, clock) for key, version, due, clock in ordered[: PAGE + 1] if due is not None]
    _, tomorrow, after_next = bounds(now)

    def place(due: datetime, clock: str) -> str:
        if clock == "paused":
            return "paused"
        return "late" if due < now else "today" if due < tomorrow else "next" if due < after_next else "later"

    page = tuple(Key(key, version, due, place(due, clock)) for key, version, due, clock in found[:PAGE])
    return Keys(page, cursor_of(page[-1].due, page[-1].id) if len(found) > PAGE else "")


def lines(actor: Actor, ids: Collection[UUID], now: datetime) -> dict[UUID, Line]:
    """Return the lines of these dossiers, as far as the actor may see them."""
    rows = shown(access.visible(actor).filter(id__in=ids)) if ids else ()
    return {row.id: line_of(row, now) for row in rows}


def desk_counts(actor: Actor, now: datetime) -> dict[str, int]:
    """Return every figure of the work pages in one statement, each capped.

    Groups of one's own dossiers for handlers; what waits at each desk for those who sit at it.
    """
    rows = access.visible(actor)
    lists: dict[str, QuerySet[Dossier]] = {}
    if actor.has(Role.HANDLER):
        own = rows.filter(owner_id=own_id(actor))
        lists |= {group: in_group(own, group, now) for group in GROUPS}
    if actor.has(Role.CLERK):
        lists |= {"submitted": rows.filter(state="submitted"), "issued": ready(rows)}
    if actor.has(Role.RECORDS):
        lists["signed"] = rows.filter(state="signed")
    found = {}
    if actor.has(Role.CHAIR):
        lists["to_sign"] = rows.filter(state="to_sign")
        found = db.count_each({"apologies": access.apology_drafts(actor)}, COUNT_CAP)
    return db.count_each(lists, COUNT_CAP) | found


def ready(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Return what lies at the counter to be handed over."""
    return rows.filter(state__in=("issued", "not_eligible"))
