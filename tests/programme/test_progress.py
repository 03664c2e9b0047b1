"""A task that names its records is done when they are there, and open again when they are not; no hand ticks it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.programme.planned import planned, task, wanted
from tests.programme.start import above, chosen
from tests.world import World
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.programme import service as programme
from thanthien.programme.models import Artefact, PlanTask
from thanthien.programme.progress import SOURCES, Source

pytestmark = pytest.mark.django_db
NAME = "dialogue"
held: list[date] = []


def count(unit_id: UUID, first: date, last: date) -> int:
    return sum(first <= one <= last for one in held)


@command("plan.settle_in_test")
def happens(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, day: date) -> programme.Wanted:
    """Hold a dialogue, as the room of dialogues will."""
    held.append(day)
    programme.settle(run, unit_id, NAME, day)
    run.audit(unit_id, ("dialogue", None))
    return wanted()


@pytest.fixture(autouse=True)
def _counted() -> Iterator[None]:
    held.clear()
    SOURCES[NAME] = Source(NAME, "buổi đối thoại đã tổ chức", count)
    yield
    del SOURCES[NAME]


def hold(world: World, day: date) -> None:
    happens(actor=world.actors["tam"], now=world.now, unit_id=world.home, day=day)


def promised(world: World, target: int = 2) -> UUID:
    return task(world, planned(world), measure=NAME, target=target)


def line(world: World, key: UUID) -> programme.TaskLine:
    plan = PlanTask.objects.get(id=key).plan
    view = programme.plan_view(world.actors["tam"], plan, world.now.date())
    return next(one for group in view.by_area for one in group.lines if one.task.id == key)


def test_a_promised_dialogue_is_done_when_it_was_held(world: World) -> None:
    chosen(world, above(world))
    key = promised(world)
    hold(world, date(2026, 11, 10))
    assert (line(world, key).state, line(world, key).counted) == ("running", "1 trên 2 buổi đối thoại đã tổ chức")
    hold(world, date(2026, 11, 12))
    row = PlanTask.objects.get(id=key)
    assert (row.done_on, row.done_by_id) == (date(2026, 11, 12), None)
    assert row.evidence == "Theo sổ: 2 buổi đối thoại đã tổ chức."
    assert Artefact.objects.filter(unit_id=world.home, kind="task", void=False).exists()
    assert AuditRow.objects.filter(act="plan.settle", subject_id=key).count() == 1


def test_taken_back_it_is_open_again(world: World) -> None:
    chosen(world, above(world))
    key = promised(world, 1)
    hold(world, date(2026, 11, 10))
    held.clear()
    hold(world, date(2026, 10, 1))  # before the task's first day
    assert PlanTask.objects.get(id=key).done_on is None
    assert not Artefact.objects.filter(unit_id=world.home, kind="task", void=False).exists()


def test_what_was_held_before_the_task_was_written_counts_from_its_first_day(world: World) -> None:
    held.extend([date(2026, 11, 2), date(2026, 11, 1)])  # the task begins on the 2nd
    assert PlanTask.objects.get(id=promised(world, 1)).done_on == world.now.date()
    assert PlanTask.objects.filter(done_on=None).count() == 0


def test_no_hand_finishes_or_opens_what_records_count(world: World) -> None:
    key = promised(world, 1)
    with pytest.raises(Refused) as no:
        programme.finish_task(
            actor=world.actors["tam"], now=world.now, task_id=key, on=world.now.date(), evidence="Đã họp xong rồi nhé."
        )
    assert no.value.code == "by-records"
    hold(world, date(2026, 11, 12))
    with pytest.raises(Refused) as no:
        programme.reopen_task(actor=world.actors["tam"], now=world.now, task_id=key, reason="Chưa họp thật.")
    assert no.value.code == "by-records"


@pytest.mark.parametrize(("changes", "field"), [({"measure": "khong-co"}, "measure"), ({"target": 0}, "target")])
def test_records_that_nobody_counts_are_refused(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        task(world, planned(world), **({"measure": NAME} | changes))
    assert no.value.field == field


def test_spending_is_written_while_the_task_runs(world: World) -> None:
    key = promised(world)
    spent: dict[str, Any] = {
        "now": world.now,
        "task_id": key,
        "spent": 2_500_000,
        "evidence": "Hóa đơn số 12, ngày 10/11",
    }
    with pytest.raises(NotThere):
        programme.spend(actor=world.actors["nhai"], **spent)
    programme.spend(actor=world.actors["truc"], **spent)  # whose task it is
    assert PlanTask.objects.get(id=key).spent == 2_500_000
    with pytest.raises(Refused) as no:
        programme.spend(actor=world.actors["tam"], **(spent | {"evidence": " "}))
    assert no.value.field == "evidence"
    with pytest.raises(Refused) as no:
        programme.spend(actor=world.actors["tam"], **(spent | {"spent": -1}))
    assert no.value.field == "spent"
