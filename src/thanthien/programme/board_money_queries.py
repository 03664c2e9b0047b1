"""A board's own budget of a year: each line against what was spent of it, and what each activity cost."""

from dataclasses import dataclass
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.text import fold
from thanthien.programme.access import board_money as access
from thanthien.programme.models import BoardSpending, BudgetLine
from thanthien.rules.plan import Money


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line with its entries (struck ones are shown and do not count)."""

    row: BudgetLine
    money: Money
    entries: tuple[BoardSpending, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """What one activity cost, over all lines, in đồng, in how many entries."""

    name: str
    money: int
    entries: int


@dataclass(frozen=True, slots=True)
class BoardBudget:
    """A board's year."""

    year: int
    years: tuple[int, ...]
    lines: tuple[MoneyLine, ...]
    money: Money
    activities: tuple[Activity, ...]


def board_budget(actor: Actor, board_id: UUID, year: int) -> BoardBudget:
    """Return a year of a board's money, in two queries; the board was read through ``org.board``."""
    known = list(access.lines(actor, board_id))
    entries = list(access.spendings(actor, board_id, year))
    lines = tuple(_line(row, [one for one in entries if one.line_id == row.id]) for row in known if row.year == year)
    total = Money(sum(one.money.planned for one in lines), sum(one.money.spent for one in lines))
    years = tuple(sorted({row.year for row in known} | {year}, reverse=True))
    return BoardBudget(year, years, lines, total, _activities(entries))


def _line(row: BudgetLine, entries: list[BoardSpending]) -> MoneyLine:
    return MoneyLine(row, Money(row.money, sum(one.money for one in entries if not one.struck_on)), tuple(entries))


def _activities(entries: list[BoardSpending]) -> tuple[Activity, ...]:
    found: dict[str, list[BoardSpending]] = {}
    for one in entries:
        if not one.struck_on:
            found.setdefault(fold(one.activity), []).append(one)
    costs = [Activity(rows[0].activity, sum(one.money for one in rows), len(rows)) for rows in found.values()]
    return tuple(sorted(costs, key=lambda one: (-one.money, one.name)))
