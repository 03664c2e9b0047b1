"""Inspection and serving outside in the reports and before a reorganisation."""

from datetime import date, timedelta
from typing import Any

from tests.programme.inspected import finding, visit
from tests.programme.outings import home, planned
from tests.world import World
from thanthien.programme import drafting, supervision_joins
from thanthien.programme.service import outside


def period(world: World) -> Any:
    return drafting.Period(date(2026, 11, 1), date(2026, 11, 30))


def test_the_reports_tell_visits_and_what_was_put_right(world: World) -> None:
    tam = world.actors["tam"]
    assert supervision_joins.visits_told(tam, period(world), world.now) is None
    finding(world, tam, visit(world, tam))
    told = supervision_joins.visits_told(tam, period(world), world.now)
    assert told is not None
    assert told.text == "Xã được kiểm tra, giám sát 1 cuộc."
    table, figures = told.blocks
    assert isinstance(table, drafting.Table)
    assert table.rows == (("Cấp trên", "0"), ("Mặt trận", "0"), ("Ban của xã", "1"))
    assert isinstance(figures, drafting.Figures)
    assert figures.counts[0].value == "0 trên 1"


def test_the_reports_tell_days_outside_the_office(world: World) -> None:
    tam = world.actors["tam"]
    assert supervision_joins.outside_told(tam, period(world), world.now) is None
    day = planned(world)[0]
    home(world)
    outside.note_day(
        actor=tam, now=world.now + timedelta(days=4), day_id=day.id, came=12, outcome="Nghe 12 ý kiến của bà con."
    )
    told = supervision_joins.outside_told(tam, period(world), world.now)
    assert told is not None
    assert told.text == "Phục vụ tại nhà 0 trên 1 lượt."
    table = told.blocks[0]
    assert isinstance(table, drafting.Table)
    assert table.rows == (("Cà phê sáng với bà con", "1 trên 1", "12", "0"),)


def test_a_reorganisation_tells_what_stays_behind(world: World) -> None:
    class Scheme:
        olds = (world.home,)
        day = world.now.date()

        class _Old:
            id = world.home

        old = (_Old,)

    tam = world.actors["tam"]
    finding(world, tam, visit(world, tam))
    home(world)
    planned(world)
    scheme: Any = Scheme()
    told = [*supervision_joins.inspection_lines(scheme), *supervision_joins.outside_lines(scheme)]
    assert [one.count for one in told] == [1, 1, 1]
