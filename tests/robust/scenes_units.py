"""A commune is merged while its counter works on, its people file, and the batch is pressed twice."""

from functools import partial
from typing import Any

from tests.robust.scenes import an_online_filing, the_world
from tests.robust.together import scene, together


@scene
def merge_under_way(before: int, filings: int) -> Any:
    """One presses carry out twice; others file, take in and submit for signing at the same moment."""
    from tests.reorganisation.plans import approved
    from thanthien.core import clock
    from thanthien.onestop import service as onestop
    from thanthien.org import service as org

    world = the_world()
    with clock.rehearse(world.now):
        open_ones = [world.received() for _ in range(before)]
        act = approved(world)

    def carry() -> str:
        return org.carry_out(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id).id

    def submit(number: int) -> str:
        dossier = open_ones[number]
        done = onestop.submit_for_signing(
            actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version
        )
        return done.code

    def take_in() -> str:
        made = onestop.receive_at_counter(actor=world.actors["nhai"], now=world.now, filing=world.filing())
        return made.code

    def file(number: int) -> str:
        made: Any = an_online_filing(world, f"so-{number}")
        return str(made.code)

    jobs: list[Any] = [carry, carry, partial(submit, 0), take_in]
    return together(jobs + [partial(file, number) for number in range(filings)])


@scene
def after_the_merge(code: str) -> Any:
    """Where every dossier is, and whether the chains stand."""
    from thanthien.core import audit
    from thanthien.core.actors import SYSTEM
    from thanthien.onestop import service as onestop
    from thanthien.org import service as org

    new = org.successors_of(code, None)[0].id
    every = onestop.visible(SYSTEM)
    return {"here": every.filter(unit_id=new).count(), "all": every.count(), "verified": audit.verify().ok}
