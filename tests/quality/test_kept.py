"""What the loop counted is shown with its hour while it is good; too old or never counted, the page counts itself."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.quality.chance import fill
from tests.world import World, rehearsed
from thanthien.core import clock
from thanthien.core.actors import SYSTEM
from thanthien.onestop.models import Dossier
from thanthien.quality import service as quality
from thanthien.quality.commands import keep_month
from thanthien.quality.figures import counts, keeping, kept
from thanthien.quality.models import KeptMonth

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 8, 30, tzinfo=clock.VN)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a round of the loop count everything, however slow the machine."""
    monkeypatch.setattr(keeping, "SECONDS", 600.0)
    monkeypatch.setattr(kept, "FIRST", "2025-09")  # one month past those that the board offers


@pytest.mark.usefixtures("patient")
def test_what_is_kept_is_what_is_counted(world: World) -> None:
    fill(world, 1, 80)
    live = quality.board(world.home, "2026-10", NOW)
    assert quality.keep_due(NOW) >= kept.MONTHS
    again = quality.board(world.home, "2026-10", NOW)
    assert {one.at for one in live} == {None}
    assert {one.at for one in again} == {NOW}
    assert [(one.now, one.before, one.value, one.lacking) for one in again] == [
        (one.now, one.before, one.value, one.lacking) for one in live
    ]


@pytest.mark.usefixtures("patient")
def test_a_second_round_counts_nothing_until_it_is_due(world: World) -> None:
    quality.keep_due(NOW)
    offices = len({unit for unit, _ in KeptMonth.objects.values_list("unit_id", "month")})
    assert quality.keep_due(NOW + timedelta(minutes=4)) == 0
    assert quality.keep_due(NOW + timedelta(minutes=5)) == 2 * offices, "this month and the last one"
    assert quality.keep_due(NOW + timedelta(days=1)) == kept.MONTHS * offices
    assert kept.due([world.home], NOW + timedelta(days=29)) != kept.due([world.home], NOW + timedelta(days=30))


def test_a_round_stops_after_its_time_and_the_running_months_come_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SECONDS", 0.0)
    assert quality.keep_due(NOW) == 1
    assert KeptMonth.objects.get().month in kept.recent(NOW)


@pytest.mark.parametrize(("minutes", "shown"), [(0, True), (60, True), (61, False), (-1, False)])
def test_what_is_too_old_or_from_tomorrow_is_not_shown(world: World, minutes: int, shown: bool) -> None:
    for month in kept.recent(NOW):
        keep_month(actor=SYSTEM, now=NOW - timedelta(minutes=minutes), unit_id=world.home, month=month,
                   counts={"t3": (100, 99, 0)}, contacts=5)  # fmt: skip
    figure = next(one for one in quality.board(world.home, "2026-11", NOW) if one.promise.id == "t3")
    assert (figure.now.met == 99) is shown
    assert (figure.at is not None) is shown


@pytest.mark.parametrize("days", [0, 1, 400])
def test_in_a_commune_of_many_dossiers_nobody_waits_for_counting(
    world: World, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr(kept, "FEW", -1)
    with CaptureQueriesContext(connection) as asked:
        never = quality.board(world.home, "2026-11", NOW)
    assert len(asked) == 1
    assert {one.lacking for one in never if one.definition} == {counts.UNCOUNTED}
    assert {one.lacking for one in quality.figures(world.home, "2026-11", NOW, ["t3"])} != {counts.UNCOUNTED}
    at = NOW - timedelta(days=days)
    keep_month(actor=SYSTEM, now=at, unit_id=world.home, month="2026-11", counts={"t3": (100, 99, 0)}, contacts=5)
    figure = next(one for one in quality.board(world.home, "2026-11", NOW) if one.promise.id == "t3")
    assert (figure.at, figure.now.met, figure.lacking, figure.lacking_before) == (at, 99, "", counts.UNCOUNTED)


@pytest.mark.usefixtures("patient")
def test_the_page_says_when_it_was_counted_and_asks_little(world: World, client: Client) -> None:
    fill(world, 2, 60)
    quality.keep_due(NOW)
    with rehearsed(NOW + timedelta(minutes=3)):
        client.get("/bang-diem/")
        with CaptureQueriesContext(connection) as asked:
            text = client.get("/bang-diem/").content.decode()
    assert "Đếm lúc 8:30" in text
    assert len(asked) <= 3, [one["sql"][:90] for one in asked]
    assert not any(Dossier._meta.db_table in one["sql"] for one in asked)


def test_one_commune_is_not_shown_anothers_months(world: World) -> None:
    other = world.units["15190"]
    keep_month(actor=SYSTEM, now=NOW, unit_id=other, month="2026-11", counts={"t3": (100, 99, 0)}, contacts=5)
    assert kept.kept_of(world.home, ("2026-11",), NOW) == {}
    assert kept.kept_of(other, ("2026-11",), NOW)["2026-11"].contacts == 5
