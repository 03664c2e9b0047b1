"""The board of a programme: all its communes by stage, with dates and who is waited for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from thanthien.core import wall
from thanthien.core.paging import leaf
from thanthien.programme.access import programme as access
from thanthien.programme.models import Programme
from thanthien.rules.programme import BY_KEY, ORDER, THINGS

PAGE = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One commune on the board."""

    unit_id: UUID
    code: str
    label: str
    since: date
    waits_for: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: how many communes stand there, and how many of them wait for the level above."""

    key: str
    label: str
    count: int
    wait_above: int


@dataclass(frozen=True, slots=True)
class Board:
    """All stages with their counts, and one page of the communes of the chosen stage (all, for "")."""

    columns: tuple[Column, ...]
    total: int
    cards: tuple[Card, ...]
    after: str


def board(programme: Programme, stage: str = "", after: str = "") -> Board:
    """Return the board of a programme that the asker may read: two queries, whatever the number of communes.

    ``after`` is the cursor of the next page: those longest in their stage come first.
    """
    with wall.lifted():
        rows = access.taking_part(programme)
        above = Count("id", filter=Q(waits_for__contains="above"))
        counted = {row["stage"]: row for row in rows.order_by().values("stage").annotate(n=Count("id"), above=above)}
        shown = leaf(rows.filter(stage=stage) if stage in BY_KEY else rows, "since", after, PAGE)
    columns = tuple(
        Column(key, BY_KEY[key].label, counted.get(key, {"n": 0})["n"], counted.get(key, {"above": 0})["above"])
        for key in ORDER
    )
    cards = tuple(
        Card(
            part.unit_id, part.unit.code, str(part.unit), part.since, part.waits_for,
            tuple(THINGS[kind].label for kind in part.missing),
        )
        for part in shown.rows
    )  # fmt: skip
    return Board(columns, sum(column.count for column in columns), cards, shown.after)
