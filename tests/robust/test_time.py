"""A clock that goes backwards: the chain's own time never does, and a back-dated act shows."""

import json
from datetime import datetime, timedelta

from tests.world import NOW, World
from thanthien.core import audit, clock
from thanthien.core.models import AuditRow
from thanthien.onestop import service as onestop


def bodies(world: World) -> list[dict[str, str]]:
    rows = AuditRow.objects.filter(unit_id=world.home, act="dossier.file").order_by("seq")
    return [json.loads(text) for text in rows.values_list("body", flat=True)]


def recorded(world: World) -> list[datetime]:
    rows = AuditRow.objects.filter(unit_id=world.home).order_by("seq")
    return list(rows.values_list("recorded_at", flat=True))


def test_recorded_time_never_goes_back_when_the_clock_does(world: World) -> None:
    for minutes in (0, 5, -600, -3, 7):
        with clock.rehearse(NOW + timedelta(minutes=minutes)):
            world.online(at=NOW + timedelta(minutes=minutes))
    times = recorded(world)
    assert times == sorted(times)
    said = [one["recorded_at"] for one in bodies(world)]
    assert said == sorted(said)
    assert audit.verify(world.home).ok


def test_a_back_dated_act_shows_in_the_chain(world: World) -> None:
    """Somebody sets the machine's date back, or an importer passes an old moment: both times stand in the hash."""
    world.online(at=NOW - timedelta(days=9))
    (body,) = bodies(world)
    assert body["at"] == clock.iso(NOW - timedelta(days=9))
    assert body["recorded_at"] == clock.iso(NOW)


def test_the_day_of_a_number_is_the_day_in_vietnam(world: World) -> None:
    """23:30 in London is the next morning here; the serial belongs to our day."""
    late = datetime.fromisoformat("2026-11-16T16:59:59+00:00")
    for at, day in ((late, "261116"), (late + timedelta(seconds=1), "261117")):
        assert f"-{day}-0001" in world.online(at=at).code


def test_a_number_of_yesterday_is_not_given_again_when_the_clock_goes_back(world: World) -> None:
    first = world.online(at=NOW)
    world.online(at=NOW + timedelta(days=1))
    third = world.online(at=NOW + timedelta(minutes=1))
    assert (first.code[-4:], third.code[-4:]) == ("0001", "0002")


def test_an_old_form_on_a_clock_that_went_back_is_still_stale(world: World) -> None:
    """The version decides, not the time."""
    dossier = world.online()
    onestop.accept(actor=world.actors["nhai"], now=NOW - timedelta(hours=1), dossier_id=dossier.id, version=1)
    later = world.get(dossier.id)
    assert later.version > 1
    assert later.state == "in_process"
