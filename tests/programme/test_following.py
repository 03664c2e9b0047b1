"""A commune is merged in the middle of a programme: it goes on in the new unit, history stays in the old one."""

from tests.programme.planned import planned, task
from tests.programme.start import above, chosen
from tests.reorganisation.plans import NEW, carried, unit_of
from tests.world import World
from thanthien.core import audit
from thanthien.core.models import AuditRow
from thanthien.org.models import Unit
from thanthien.programme import service as programme
from thanthien.programme.models import Artefact, Participation, Plan, Programme


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


def test_a_districts_programme_goes_to_the_province_that_stands(world: World) -> None:
    """The district that led it ended on 2025-07-01: whoever is above the new commune leads on (model.md §3)."""
    chosen(world, above(world))
    district = Unit.objects.get(name="Cẩm Thủy", level="district")
    Programme.objects.update(unit=district)
    carried(world)
    led = Programme.objects.get()
    assert led.unit == Unit.objects.get(id=unit_of(NEW)).parent
    assert AuditRow.objects.filter(act="programme.follow", unit_id=led.unit_id, subject_id=led.id).exists()
    assert audit.verify().ok


def test_a_commune_of_an_ended_district_comes_under_the_province(world: World) -> None:
    district = Unit.objects.get(name="Cẩm Thủy", level="district")
    province = Unit.objects.get(id=world.home).parent
    Unit.objects.filter(id__in=(world.home, world.units["15190"])).update(parent=district)
    carried(world)
    assert district.parent is not None
    assert Unit.objects.get(id=unit_of(NEW)).parent in (province, district.parent)
