"""One of each for the walk over every address: a hamlet whose head has somebody to tell."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.org import service as org


def hamlet_of(world: World, name: str = "Vân Trai", head: str = "Hà Văn Trưởng") -> UUID:
    """A hamlet of Cẩm Vân with its head."""
    quan = world.actors["quan"]
    made = org.add_hamlet(
        actor=quan, now=world.now, unit_id=world.home, kind="thon", name=name, decision="12/NQ-HĐND",
        valid_from=world.now.date(),
    )  # fmt: skip
    org.name_head(
        actor=quan, now=world.now, hamlet_id=UUID(made.id), name=head, phone="0900 000 777",
        valid_from=world.now.date(),
    )  # fmt: skip
    return UUID(made.id)


def telling_things(world: World) -> dict[str, Any]:
    """A dossier whose person the head of a hamlet tells."""
    key = hamlet_of(world, "Suối Báo", "Hà Văn Báo")
    world.online(applicant=world.applicant(tell_by="hamlet", hamlet=str(key)))
    return {"told_hamlet": SimpleNamespace(id=key)}
