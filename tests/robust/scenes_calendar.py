"""The calendar moves while others work: signing beside the batch, a version that another process sees."""

import json
import sys
from datetime import date
from functools import partial
from typing import Any

from tests.robust.scenes import deadlocks, the_world
from tests.robust.together import outcome, scene, together


@scene
def redates_while_the_chair_signs(count: int) -> Any:
    """A storm is approved and carried out while the chair signs from lists drawn before."""
    from tests.calendar.people import entered, storm
    from tests.world import REBIRTH
    from thanthien.onestop import service as onestop
    from thanthien.org import service as org

    world = the_world()
    chair = world.actors["tam"]
    waiting = [world.to_sign(world.received(REBIRTH)) for _ in range(count)]
    row = entered(world, storm("2026-11-18", "2026-11-19"))

    def storms() -> int:
        org.approve_notice(actor=chair, now=world.now, notice_id=row.id, version=row.version)
        return onestop.redating.go_on(world.now)

    def signs() -> list[Any]:
        acts = (
            partial(onestop.sign, actor=chair, now=world.now, dossier_id=one.id, version=one.version) for one in waiting
        )
        return [outcome(act) for act in acts]

    storm_said, signed = together([storms, signs])
    again = onestop.redating.go_on(world.now)
    return {"storm": storm_said, "signed": signed["answer"], "again": again, "deadlocks": deadlocks(),
            "became": [_became(world.get(one.id)) for one in waiting]}  # fmt: skip


def _became(dossier: Any) -> dict[str, Any]:
    from thanthien.core import clock
    from thanthien.core.models import AuditRow, Message
    from thanthien.onestop import service as onestop

    return {
        "state": dossier.state,
        "due": f"{clock.local(dossier.due_at):%Y-%m-%d}",
        "moves": [one.move for one in onestop.events(dossier)],
        "told": Message.objects.filter(subject_id=dossier.id, template="redated").count(),
        "audit": AuditRow.objects.filter(subject_id=dossier.id, act="dossier.redate").count(),
    }


@scene
def two_workers_at_one_list(count: int) -> Any:
    """The queue's worker and the loop carry out the same list at the same moment."""
    from tests.calendar.people import approved, storm
    from tests.world import REBIRTH
    from thanthien.onestop import service as onestop

    world = the_world()
    cases = [world.received(REBIRTH) for _ in range(count)]
    row = approved(world, storm("2026-11-18"), carry=False)
    outcomes = together([partial(onestop.redating.go_on, world.now)] * 2)
    act = onestop.redating.redatings(world.actors["tam"], row.id).get()
    return {"outcomes": outcomes, "moved": act.moved, "finished": str(bool(act.finished_at)),
            "became": [_became(world.get(one.id)) for one in cases]}  # fmt: skip


@scene
def asks_the_calendar_twice() -> Any:
    """Read the calendar, wait for a line, read it again."""
    from thanthien.org import service as org

    world = the_world()
    day = date(2026, 11, 18)

    def asked() -> list[Any]:
        dated = org.calendars.of(world.home)
        return [dated.number, dated.calendar.is_working_day(day)]

    before = asked()
    print(json.dumps(before), flush=True)
    sys.stdin.readline()
    return asked()


@scene
def approves_a_storm() -> int:
    """Two people move the calendar; nothing waits for it."""
    from tests.calendar.people import approved, storm

    world = the_world()
    approved(world, storm("2026-11-18"), carry=False)
    return 1
