"""The work lists at their cheapest: one index range for the keys, the rest only of rows not yet drawn.

``queries`` gives whole pages of :class:`Line`; here the caller keeps drawn rows and asks for what is missing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor, Role
from thanthien.core.paging import after_row, cursor_of, read_cursor
from thanthien.core.prepared import Prepared, moment_value, sql_of, uuid_value
from thanthien.onestop import access
from thanthien.onestop.models import Dossier
from thanthien.onestop.queries import (
    COUNT_CAP,
    GROUPS,
    PAGE,
    Line,
    bounds,
    in_group,
    line_of,
    own_id,
    shown,
)

Edges = tuple[datetime, datetime, datetime]
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

SPANS: Final = {
    "late": ("now",), "today": ("now", "tomorrow"), "next": ("tomorrow", "after_next"), "later": ("after_next",),
}  # fmt: skip


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
    staff, cursor, edges = own_id(actor), read_cursor(after), bounds(now, actor.unit_id)
    if staff is None or actor.unit_id is None or not actor.may("dossier.list"):
        return Keys((), "")
    asked = {"unit": actor.unit_id, **({"staff": staff} if own else {}), **_spans(group, now, edges)}
    if cursor is not None:
        asked |= {"at": cursor[0], "last": cursor[1]}
    found = [
        (uuid_value(key), version, moment_value(due), clock)
        for key, version, due, clock in _page_of(own, group, cursor is not None).rows(**asked)
    ]
    page = tuple(Key(key, version, due, _place(due, clock, now, edges)) for key, version, due, clock in found[:PAGE])
    return Keys(page, cursor_of(page[-1].due, page[-1].id) if len(found) > PAGE else "")


def _place(due: datetime, clock: str, now: datetime, edges: Edges) -> str:
    if clock == "paused":
        return "paused"
    return "late" if due < now else "today" if due < edges[1] else "next" if due < edges[2] else "later"


def _spans(group: str, now: datetime, edges: Edges) -> dict[str, datetime]:
    """Return the moments that the condition of a group asks for."""
    known = {"now": now, "tomorrow": edges[1], "after_next": edges[2]}
    return {name: known[name] for name in SPANS.get(group, ())}


@cache
def _page_of(own: bool, group: str, later: bool) -> Prepared:
    """Compile a page of keys once: building the question cost ten times its index range."""

    def compile_(given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        rows = access.of_unit(given["unit"])
        rows = rows.filter(owner_id=given["staff"]) if own else rows
        now = given.get("now", EPOCH)
        edges = (EPOCH, given.get("tomorrow", EPOCH), given.get("after_next", EPOCH))
        rows = in_group(rows, group, now, edges)
        rows = rows.filter(after_row(given["at"], given["last"], "sort_due", descending=False)) if later else rows
        return sql_of(rows.order_by("sort_due", "id").values_list("id", "version", "sort_due", "clock")[: PAGE + 1])

    kinds: dict[str, type] = {"unit": UUID, **({"staff": UUID} if own else {})}
    kinds |= dict.fromkeys(_spans(group, EPOCH, (EPOCH,) * 3), datetime)
    return Prepared(compile_, **kinds, **({"at": datetime, "last": UUID} if later else {}))


def lines(actor: Actor, ids: Collection[UUID], now: datetime) -> dict[UUID, Line]:
    """Return the lines of these dossiers, as far as the actor may see them."""
    rows = shown(access.visible(actor).filter(id__in=ids)) if ids else ()
    return {row.id: line_of(row, now) for row in rows}


def desk_counts(actor: Actor, now: datetime) -> dict[str, int]:
    """Return every figure of the work pages in one statement, each capped.

    Groups of one's own dossiers for handlers; what waits at each desk for those who sit at it.
    """
    staff, edges = own_id(actor), bounds(now, actor.unit_id)
    desks = {Role.HANDLER, Role.CLERK, Role.RECORDS, Role.CHAIR}
    roles = (actor.roles_on("dossier") | actor.roles_on("apology")) & desks
    if staff is None or actor.unit_id is None or not roles:
        return {}
    asked: dict[str, Any] = {"unit": actor.unit_id}
    if Role.HANDLER in roles:
        asked |= {"staff": staff, "now": now, "tomorrow": edges[1], "after_next": edges[2]}
    names, question = _figures_of(frozenset(roles))
    return dict(zip(names, question.rows(**asked)[0], strict=True))


@cache
def _figures_of(roles: frozenset[str]) -> tuple[tuple[str, ...], Prepared]:
    """Compile the figures of a set of posts once."""

    def lists(given: Mapping[str, Any]) -> dict[str, QuerySet[Any]]:
        rows = access.of_unit(given["unit"])
        found: dict[str, QuerySet[Any]] = {}
        if Role.HANDLER in roles:
            own = rows.filter(owner_id=given["staff"])
            edges = (EPOCH, given["tomorrow"], given["after_next"])
            found |= {group: in_group(own, group, given["now"], edges) for group in GROUPS}
        if Role.CLERK in roles:
            found |= {"submitted": rows.filter(state="submitted"), "issued": ready(rows)}
        if Role.RECORDS in roles:
            found["signed"] = rows.filter(state="signed")
        if Role.CHAIR in roles:
            chair = Actor("staff", "", "", given["unit"], frozenset({Role.CHAIR}))
            found |= {"to_sign": rows.filter(state="to_sign"), "apologies": access.apology_drafts(chair)}
        return found

    def compile_(given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        return db.counting(lists(given), COUNT_CAP)[1:]

    moments = dict.fromkeys(("now", "tomorrow", "after_next"), datetime)
    kinds: dict[str, type] = {"unit": UUID, **({"staff": UUID, **moments} if Role.HANDLER in roles else {})}
    example = {name: UUID(int=0) if kind is UUID else EPOCH for name, kind in kinds.items()}
    return tuple(lists(example)), Prepared(compile_, **kinds)


def ready(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Return what lies at the counter to be handed over."""
    return rows.filter(state__in=("issued", "not_eligible"))
