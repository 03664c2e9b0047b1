"""The fixed world with a storm behind it: thirty letters wait for the chair. ``python -m tests.live_letters``."""

import sys
from datetime import datetime

from tests import live, live_world
from tests.world import MARITAL, World
from thanthien.core import clock
from thanthien.onestop import service as onestop

LETTERS = 30
EARLY = datetime(2026, 11, 6, 9, 0, tzinfo=clock.VN)


def fill(world: World) -> None:
    """Make what the other walks have, and thirty dossiers that are late."""
    live_world.fill(world)
    known = onestop.apology_drafts(world.actors["tam"]).count()
    for number in range(LETTERS - known):
        world.received(MARITAL, at=EARLY, applicant=world.applicant(name=f"Quách Thị Bông {number + 1}"))
    onestop.draft_due_apologies(world.now)


if __name__ == "__main__":
    live.serve(int(sys.argv[1]), fill)
