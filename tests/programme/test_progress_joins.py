"""What boards, trainings and days outside bring about finishes the tasks that name them."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.programme import outings, trained
from tests.programme.planned import planned, task
from tests.world import World
from thanthien.programme import service as programme
from thanthien.programme.models import PlanTask
from thanthien.programme.service import outside, training

pytestmark = pytest.mark.django_db


def promised(world: World, measure: str) -> UUID:
    return task(world, planned(world), measure=measure)


def test_a_promised_coffee_morning_is_done_when_it_was_held(world: World) -> None:
    key, other = promised(world, "out_coffee"), world.now + timedelta(days=4)
    day = outings.planned(world)[0]
    assert PlanTask.objects.get(id=key).done_on is None
    outside.note_day(
        actor=world.actors["nhai"], now=other, day_id=day.id, came=12, outcome="Nghe bà con nói chuyện đường làng."
    )
    row = PlanTask.objects.get(id=key)
    assert (row.done_on, row.evidence) == (day.day, "Theo sổ: 1 buổi “Cà phê sáng với bà con” đã làm.")


def test_a_training_closed_by_mistake_opens_its_task_again(world: World) -> None:
    key, session = promised(world, "training"), trained.session(world)
    trained.scan(world, "nhai", session)
    trained.hold(world, session)
    assert PlanTask.objects.get(id=key).done_on is not None
    training.reopen(
        actor=world.actors["tam"], now=world.now + timedelta(hours=5), session_id=session, reason="Chốt nhầm lớp khác."
    )
    assert PlanTask.objects.get(id=key).done_on is None


def test_every_kind_of_records_is_offered_and_counts_nothing_at_first(world: World) -> None:
    first = world.now.date()
    assert {"meeting", "training", "out_saturday", "out_mobile"} <= set(programme.PROGRESS)
    assert {one.count(world.home, first, first) for one in programme.PROGRESS.values()} == {0}
