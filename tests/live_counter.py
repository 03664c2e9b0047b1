"""The usual world for pictures, on a morning at the counter: people wait, appointments are open."""

import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.live import serve

if TYPE_CHECKING:
    from tests.world import World


def fill(world: "World") -> None:
    """Make the usual dossiers, then a room with people, by the real commands."""
    from tests import live_world
    from tests.onestop import queued
    from thanthien.onestop import service as onestop

    live_world.fill(world)
    for minute in range(-40, 0, 5):
        queued.given(world, "B" if minute % 15 == 0 else "A", minute=minute)
    for minute, counter in ((-20, "Quầy 1"), (-12, "Quầy 2")):
        queued.called(world, minute, counter)
    offered = onestop.booking.Offered(open=True, minutes=30, people=2, days_ahead=14)
    onestop.booking.set_rule(actor=world.actors["tam"], now=world.now - timedelta(hours=1), offered=offered)


if __name__ == "__main__":
    os.environ["THANTHIEN_DATA"] = sys.argv[2]
    serve(int(sys.argv[1]), fill)
