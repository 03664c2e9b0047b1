"""What two people press at once in the model: a number of a year, a signature, a pack, a session's end, a scan."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from tests.robust.scenes import the_world
from tests.robust.together import scene, together


@scene
def one_number_for_two_papers(presses: int) -> Any:
    """Two plans are issued at once with one number, on two days of one year."""
    from tests.programme.papered import SIGNS, drafted
    from tests.programme.planned import planned, task, wanted
    from thanthien.core import clock
    from thanthien.programme import service as programme

    world = the_world()
    tam = world.actors["tam"]
    with clock.rehearse(world.now):
        first = planned(world)
        task(world, first)
        made = programme.make_plan(actor=tam, now=world.now, year=2027, title="Kế hoạch năm 2027", budget=0)
        other = wanted(starts_on=date(2027, 1, 4), due_on=date(2027, 2, 4))
        programme.add_task(actor=tam, now=world.now, plan_id=UUID(made.id), wanted=other)
        papers = [drafted(world, "plan", subject) for subject in (first, UUID(made.id))]

    def issue(at: int) -> str:
        row, on = papers[at % 2], world.now.date() - timedelta(days=at % 2)
        return programme.papers.issue(
            actor=tam, now=world.now, paper_id=row.id, version=row.version, number="12", on=on, **SIGNS
        ).id

    return together([partial(issue, at) for at in range(presses)])


@scene
def one_commitment_signed_at_once(presses: int) -> Any:
    """Several windows sign one draft, each with a code of its own."""
    from tests.programme.committed import api, drafted
    from thanthien.core import clock

    world = the_world()
    with clock.rehearse(world.now):
        row = drafted(world)

    def sign() -> str:
        return api.sign(
            actor=world.actors["truc"], now=world.now, commitment_id=row.id, shown=row.sha256, second="totp"
        ).id

    return together([sign] * presses)


@scene
def one_pack_taken_at_once(presses: int) -> Any:
    """Several people of one commune take one pack; also how often its tasks are there afterwards."""
    from tests.programme.packed import proven, published, taken
    from thanthien.core import clock
    from thanthien.programme.models import PackTaken, PlanTask

    world = the_world()
    with clock.rehearse(world.now):
        proven(world)
        pack = published(world)
    outcomes = together([lambda: taken(world, pack).id] * presses)
    unit = world.actors["du"].scope
    return [
        outcomes, PackTaken.objects.filter(unit_id=unit).count(), PlanTask.objects.filter(unit_id=unit).count(),
    ]  # fmt: skip


@scene
def one_session_at_once(presses: int) -> Any:
    """A telephone sends its scan several times; then several people close the session."""
    from tests.programme.trained import hold, scan, session
    from thanthien.core import clock
    from thanthien.programme.models import SessionAttendance

    world = the_world()
    with clock.rehearse(world.now):
        key = session(world)
    scanned = together([lambda: str(scan(world, "truc", key))] * presses)
    held = together([lambda: hold(world, key)] * presses)
    return [scanned, held, SessionAttendance.objects.filter(present_at__isnull=False).count()]
