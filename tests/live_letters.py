"""The fixed world with a storm behind it: thirty letters wait for the chair. ``python -m tests.live_letters``."""

import sys
from datetime import datetime
from typing import Any

from tests import live

LETTERS = 30


def fill(world: Any) -> None:
    """Make what the other walks have, and as many late dossiers as it takes. Django stands by now, not before."""
    from tests import live_world
    from tests.world import MARITAL
    from thanthien.core import clock
    from thanthien.onestop import service as onestop

    live_world.fill(world)
    early = datetime(2026, 11, 6, 9, 0, tzinfo=clock.VN)
    for number in range(LETTERS - onestop.apology_drafts(world.actors["tam"]).count()):
        world.received(MARITAL, at=early, applicant=world.applicant(name=f"Quách Thị Bông {number + 1}"))
    onestop.draft_due_apologies(world.now)


if __name__ == "__main__":
    live.serve(int(sys.argv[1]), fill)
