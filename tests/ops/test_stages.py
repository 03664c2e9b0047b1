"""The demo's province has a commune in every stage, brought there by the real acts."""

from datetime import timedelta

from tests.world import World
from thanthien.core import audit, clock
from thanthien.ops.world import cast, model, stages
from thanthien.programme import service as programme
from thanthien.programme.models import Artefact, PackTaken, Participation
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
