"""A request and a record of destruction, for tests that walk every address."""

from datetime import datetime
from uuid import UUID

from tests.world import World
from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy

LONG_AGO = datetime(2023, 12, 4, 9, 0, tzinfo=clock.VN)


def privacy_things(world: World) -> dict[str, UUID]:
    """What somebody asked about their data, and a dossier taken back years ago that is to be destroyed."""
    old = world.online(at=LONG_AGO)
    onestop.withdraw(actor=world.citizen, now=LONG_AGO, dossier_id=old.id, version=old.version, reason="")
    made = privacy.propose(actor=world.actors["thu"], now=world.now, dossier_ids=[old.id])
    asked = privacy.register(actor=world.citizen, now=world.now, kind="see", text="", dossier_id=world.online().id)
    return {"asked": UUID(asked.id), "destruction": UUID(made.id)}
