"""A request and a record of destruction, for tests that walk every address."""

from datetime import datetime
from uuid import UUID

from tests.world import World
from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy

LATER = datetime(2029, 1, 10, 9, 0, tzinfo=clock.VN)


def privacy_things(world: World) -> dict[str, UUID]:
    """What somebody asked about their data, and a dossier taken back years ago that is to be destroyed."""
    old = world.online()
    onestop.withdraw(actor=world.citizen, now=world.now, dossier_id=old.id, version=old.version, reason="")
    made = privacy.propose(actor=world.actors["thu"], now=LATER, dossier_ids=[old.id])
    asked = privacy.register(actor=world.citizen, now=world.now, kind="see", text="", dossier_id=world.online().id)
    return {"asked": UUID(asked.id), "destruction": UUID(made.id)}
