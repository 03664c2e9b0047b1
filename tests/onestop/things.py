"""The records of the counter's parts that tests walking every address name; each part brings its own."""

from collections.abc import Callable
from typing import Any

from tests.calendar.things import calendar_things
from tests.fees.things import money
from tests.marks.things import signed_things
from tests.notify.things import telling_things
from tests.onestop.filing_things import everybody_can_file
from tests.onestop.paper_things import paper_things
from tests.onestop.queued import ticket_things
from tests.world import World

PARTS: tuple[Callable[[World], dict[str, Any]], ...] = (
    telling_things,
    everybody_can_file,
    money,
    ticket_things,
    paper_things,
    signed_things,
    calendar_things,
)


def counter_things(world: World) -> dict[str, Any]:
    """Make one of each with the real commands; the keys are what tests/access/matrix_counter.py asks for."""
    return {name: value for part in PARTS for name, value in part(world).items()}
