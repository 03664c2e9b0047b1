"""The records of the model that tests walking every address name; each part brings its own."""

from collections.abc import Callable
from typing import Any

from tests.programme.committed import commitment_things
from tests.programme.inspected import inspection_things
from tests.programme.launched import launch_things
from tests.programme.meeting_things import meeting_things
from tests.programme.outings import outside_things
from tests.programme.packed import pack_things
from tests.programme.papered import paper_things
from tests.programme.planned import plan_things
from tests.programme.raised import difficulty_things
from tests.programme.registered import skilful_things
from tests.programme.reviewed import review_things
from tests.programme.test_posting import posting_things
from tests.programme.trained import training_things
from tests.world import World

PARTS: tuple[Callable[[World], dict[str, Any]], ...] = (
    plan_things,
    paper_things,
    commitment_things,
    difficulty_things,
    launch_things,
    posting_things,
    inspection_things,
    outside_things,
    meeting_things,
    review_things,
    training_things,
    pack_things,
    skilful_things,
)


def model_things(world: World) -> dict[str, Any]:
    """Make one of each with the real commands; the keys are what tests/access/matrix_model.py asks for."""
    return {name: value for part in PARTS for name, value in part(world).items()}
