"""Acts about a board's own budget: lines of a year, what was spent with what shows it, entries struck out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.programme.access import board_money as access
from thanthien.programme.access import meetings
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import BoardSpending, BudgetLine

MOST_MONEY: Final = 10**12


@dataclass(frozen=True, slots=True)
class Spent:
    """Money spent as typed, in đồng; ``activity`` is what it was spent for (a meeting, a training, a print)."""

    activity: str
    on: date
    money: int
    evidence: str
    file_id: UUID | None = None


@command("board_money.plan")
def add_line(
    run: Run, *, actor: Actor, now: datetime, board_id: UUID, year: int, title: str, money: int, source: str = ""
) -> Done:
    """Enter a line of a board's budget for a year. Raises :class:`Refused` for what is lacking or there already."""
    today, words = clock.local(now).date(), clean(title)
    board = meetings.board_to_run(actor, board_id, today).board
    if not board.valid_from.year <= year <= today.year + 1:
        raise Refused("Chọn năm từ khi lập ban đến năm sau.", "year")
    if not 3 <= len(words) <= 200:
        raise Refused("Ghi tên khoản.", "title")
    if not 0 < money <= MOST_MONEY:
        raise Refused("Số tiền ghi bằng đồng, lớn hơn 0.", "money")
    if access.lines(actor, board_id).filter(year=year, title=words).exists():
        raise Refused("Năm ấy ban đã có khoản tên như vậy.", "title", "line-there")
    row = BudgetLine(
        unit_id=actor.scope, board=board, year=year, title=words, source=clean(source)[:200], money=money
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(row.unit_id, ("board", board.id), {"line": str(row.id), "money": money})
    return Done(str(row.id))


@command("board_money.change")
def change_line(run: Run, *, actor: Actor, now: datetime, line_id: UUID, money: int, source: str, reason: str) -> Done:
    """Give a line another sum, with a reason that stays in the journal."""
    row, why = _line(actor, line_id, now), clean(reason)
    if not 0 < money <= MOST_MONEY:
        raise Refused("Số tiền ghi bằng đồng, lớn hơn 0.", "money")
    if len(why) < 5:
        raise Refused("Ghi lý do điều chỉnh.", "reason")
    before, row.money, row.source = row.money, money, clean(source)[:200]
    row.save(update_fields=["money", "source"])
    run.audit(row.unit_id, ("board", row.board_id), {"line": str(row.id), "from": before, "to": money},
              {"reason": why[:300]})  # fmt: skip
    return Done(str(row.id))


@command("board_money.spend")
def spend(run: Run, *, actor: Actor, now: datetime, line_id: UUID, spent: Spent) -> Done:
    """Enter money spent, with words or a file that show it. More than the line holds is entered and said.

    Raises :class:`Refused` without evidence, for another year's day, a day to come, no sum.
    """
    row = _line(actor, line_id, now)
    activity, words = clean(spent.activity), clean(spent.evidence)
    if not 3 <= len(activity) <= 200:
        raise Refused("Ghi chi cho hoạt động nào.", "activity")
    if not 0 < spent.money <= MOST_MONEY:
        raise Refused("Số tiền ghi bằng đồng, lớn hơn 0.", "money")
    if spent.on.year != row.year or spent.on > clock.local(now).date():
        raise Refused(f"Ngày chi nằm trong năm {row.year} và không sau hôm nay.", "on")
    if len(words) < 5 and spent.file_id is None:
        raise Refused("Ghi số chứng từ (từ 5 chữ cái), hoặc gửi kèm tệp.", "evidence")
    one = BoardSpending(
        unit_id=row.unit_id, line=row, activity=activity, on=spent.on, money=spent.money, evidence=words[:300],
        file_id=spent.file_id, entered_by_id=UUID(actor.id),
    )  # fmt: skip
    if spent.file_id is not None:
        files.attach([spent.file_id], unit_id=row.unit_id, attached_to=one.id)
    one.save(force_insert=True)
    run.audit(row.unit_id, ("board", row.board_id), {"spending": str(one.id), "money": one.money})
    return Done(str(one.id))


@command("board_money.strike")
def strike(run: Run, *, actor: Actor, now: datetime, spending_id: UUID, reason: str) -> Done:
    """Strike out a wrong entry with a reason; it stays to be seen and does not count."""
    one, why = access.take_spending(actor, spending_id), clean(reason)
    row = _line(actor, one.line_id, now)
    if one.struck_on is not None:
        raise Refused("Dòng này đã gạch rồi.", "", "struck")
    if len(why) < 5:
        raise Refused("Ghi lý do gạch dòng này.", "reason")
    one.struck_on, one.strike_reason = clock.local(now).date(), why[:300]
    one.save(update_fields=["struck_on", "strike_reason"])
    run.audit(row.unit_id, ("board", row.board_id), {"spending": str(one.id)}, {"reason": why[:300]})
    return Done(str(one.id))


def _line(actor: Actor, line_id: UUID, now: datetime) -> BudgetLine:
    row = access.take_line(actor, line_id)
    if not meetings.runs(actor, row.board_id, clock.local(now).date()):
        raise NotThere
    return row
