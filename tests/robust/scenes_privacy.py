"""A dossier from filing to its destruction, in a house of its own."""

from typing import Any

from tests.robust.together import scene


@scene
def closed_dossier() -> str:
    """A dossier full of one rare name, done and closed."""
    from tests.privacy.test_destruction import closed
    from tests.robust.scenes import the_world
    from thanthien.core import clock

    world = the_world()
    with clock.rehearse(world.now):
        return str(closed(world).id)


@scene
def destroyed_dossier(dossier_id: str) -> Any:
    """Its destruction by two people, and the night after it."""
    from tests.privacy.test_destruction import LATER, approved, carried, proposed
    from tests.robust.scenes import the_world
    from thanthien.core import clock
    from thanthien.ops import scrub

    world = the_world()
    with clock.rehearse(LATER):
        carried(world, approved(world, proposed(world, world.get(dossier_id))))
    by_day, by_night = LATER, LATER.replace(hour=23) + (LATER.replace(hour=9) - LATER.replace(hour=4))
    return [scrub.at_night(by_day), scrub.at_night(by_night), scrub.at_night(by_night)]
