"""The demo's province has a commune in every stage, brought there by the real acts."""

from datetime import timedelta

from tests.world import World
from thanthien.core import audit, clock
from thanthien.ops.world import cast, looked, model, stages
from thanthien.programme import service as programme
from thanthien.programme.models import (
    Artefact,
    Difficulty,
    Finding,
    OutingDay,
    PackTaken,
    Participation,
    SessionAttendance,
    Solution,
)
from thanthien.rules.programme import ORDER


def test_a_commune_in_every_stage_and_a_pack_taken(world: World) -> None:
    end = world.now + timedelta(days=30)  # the world's people took their posts long before; the year is not over
    start = end - timedelta(days=92)
    with clock.rehearse(start):
        cast.engage_above(start)
        model.lead(start)
    assert stages.play(end) == 12
    found = sorted(Participation.objects.exclude(unit_id=world.home).values_list("stage", flat=True))
    assert set(found) == set(ORDER)
    assert PackTaken.objects.count() == 1
    assert not Artefact.objects.filter(void=True).exists()
    assert audit.verify().ok
    assert stages.play(end) == 0  # the next start finds them there
    above = model.officer_above(end.date())
    first = programme.programmes(above)
    assert len(first) == 2


def test_the_home_commune_is_trained_goes_out_asks_and_is_looked_at(world: World) -> None:
    end = world.now + timedelta(days=30)
    start = end - timedelta(days=92)
    with clock.rehearse(start):
        cast.engage_above(start)
        model.lead(start)
    assert looked.play(end) == 4
    assert sorted(Finding.objects.values_list("state", flat=True)) == ["accepted", "open"]
    assert not Finding.objects.filter(state="open", due_on__lt=end.date()).exists()
    assert OutingDay.objects.filter(state="done", day__lt=end.date()).count() == 1
    assert OutingDay.objects.filter(state="planned", day__gt=end.date()).count() >= 2
    assert sorted(Difficulty.objects.values_list("state", flat=True)) == ["answered", "raised"]
    assert Solution.objects.count() == 1
    assert SessionAttendance.objects.filter(unit_id=world.home, session__held_at__isnull=False).count() > 2
    assert audit.verify().ok
    assert looked.play(end) == 0  # the next start finds it there
