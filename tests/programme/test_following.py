"""A commune is merged in the middle of a programme: it goes on in the new unit, history stays in the old one."""

from tests.programme.planned import planned, task
from tests.programme.start import above, chosen
from tests.reorganisation.plans import NEW, carried, unit_of
from tests.world import World
from thanthien.core import audit
from thanthien.programme import service as programme
from thanthien.programme.models import Artefact, Participation, Plan


def test_the_programme_goes_on_in_the_new_unit_and_begins_at_its_first_steps(world: World) -> None:
    chosen(world, above(world))
    task(world, planned(world))
    carried(world)
    new = programme.current(unit_of(NEW))
    assert new is not None
    assert (new.stage, [one.kind for one in programme.artefacts(new)]) == ("chosen", ["choice"])
    old = Participation.objects.get(unit_id=world.home)
    assert old.ended_on is not None
    assert Artefact.objects.filter(participation=old, kind="choice", void=False).exists()
    assert Plan.objects.get().unit_id == world.home
    assert audit.verify().ok
