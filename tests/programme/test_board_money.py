"""A board's own budget: lines, spending with evidence, over budget said, cost per activity."""

from datetime import date
from typing import Any

import pytest

from tests.files.samples import png
from tests.programme.meeting_things import board, money_line, spent
from tests.world import World
from thanthien.core import audit, files
from thanthien.core.errors import NotThere, Refused
from thanthien.programme import service as programme
from thanthien.programme.models import BoardSpending, BudgetLine


def test_over_budget_is_said_and_each_activity_has_its_cost(world: World) -> None:
    key = board(world)
    one, other = money_line(world, key), money_line(world, key, title="In ấn", money=1_000_000)
    spent(world, one, money=9_000_000)
    spent(world, one, money=3_000_000, activity="Tập huấn")
    spent(world, other, money=500_000, activity="in tài liệu")
    budget = programme.board_money.board_budget(world.actors["nhai"], key, 2026)
    assert [(one.row.title, one.money.over) for one in budget.lines] == [("In ấn", 0), ("Tập huấn tiểu ban", 2_000_000)]
    assert (budget.money.spent, budget.money.planned, budget.money.over) == (12_500_000, 11_000_000, 1_500_000)
    assert [(one.name, one.money, one.entries) for one in budget.activities] == [
        ("In tài liệu", 9_500_000, 2), ("Tập huấn", 3_000_000, 1),
    ]  # fmt: skip
    assert programme.board_money.board_budget(world.actors["nhai"], key, 2025).lines == ()


def test_a_struck_entry_is_shown_and_does_not_count(world: World) -> None:
    key = board(world)
    entry = spent(world, money_line(world, key))
    said: dict[str, Any] = {"actor": world.actors["truc"], "now": world.now, "spending_id": entry}
    with pytest.raises(Refused, match="lý do"):
        programme.board_money.strike(**said, reason="")
    programme.board_money.strike(**said, reason="Ghi hai lần")
    budget = programme.board_money.board_budget(world.actors["truc"], key, 2026)
    assert (budget.money.spent, len(budget.lines[0].entries), budget.activities) == (0, 1, ())
    with pytest.raises(Refused, match="gạch rồi"):
        programme.board_money.strike(**said, reason="Ghi hai lần")


def test_another_sum_keeps_its_reason_in_the_journal(world: World) -> None:
    line = money_line(world, board(world))
    said: dict[str, Any] = {"actor": world.actors["truc"], "now": world.now, "line_id": line, "source": "xã hội hóa"}
    with pytest.raises(Refused, match="lý do"):
        programme.board_money.change_line(**said, money=7, reason=" ")
    programme.board_money.change_line(**said, money=12_000_000, reason="Cấp trên cấp thêm")
    assert BudgetLine.objects.get(id=line).money == 12_000_000
    assert audit.verify(world.home).ok


def test_who_keeps_the_money(world: World) -> None:
    key = board(world)
    line = money_line(world, key)
    for by in ("nhai", "du", "la"):
        with pytest.raises(NotThere):
            spent(world, line, by=by)
    with pytest.raises(NotThere):
        programme.board_money.line(world.actors["du"], line)
    spent(world, line, by="quan")


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"activity": ""}, "activity"),
        ({"money": 0}, "money"),
        ({"money": 10**13}, "money"),
        ({"on": date(2025, 12, 31)}, "on"),
        ({"on": date(2026, 11, 17)}, "on"),
        ({"evidence": ""}, "evidence"),
    ],
)
def test_bad_spending(world: World, bad: dict[str, Any], field: str) -> None:
    line = money_line(world, board(world))
    with pytest.raises(Refused) as refused:
        spent(world, line, **bad)
    assert refused.value.field == field
    assert not BoardSpending.objects.exists()


@pytest.mark.parametrize(
    ("bad", "field"),
    [({"year": 2024}, "year"), ({"year": 2030}, "year"), ({"title": ""}, "title"), ({"money": 0}, "money")],
)
def test_bad_lines(world: World, bad: dict[str, Any], field: str) -> None:
    key = board(world)
    with pytest.raises(Refused) as refused:
        money_line(world, key, **bad)
    assert refused.value.field == field


def test_a_line_stands_once_a_year(world: World) -> None:
    key = board(world)
    money_line(world, key)
    with pytest.raises(Refused, match="đã có khoản"):
        money_line(world, key)


def test_a_file_is_evidence_enough(world: World) -> None:
    paper = files.stage("phieu.png", png(), unit_id=world.home, purpose="evidence", now=world.now)
    entry = spent(world, money_line(world, board(world)), evidence="", file_id=paper.id)
    assert BoardSpending.objects.get(id=entry).file_id == paper.id
