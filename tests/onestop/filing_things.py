"""One of each for the walk over all addresses: a sheet, a key, an appointment …"""

from typing import Any

from tests.onestop import sheets as made
from tests.world import World
from thanthien.onestop.models import IntakeSheet
from thanthien.onestop.service import intake


def everybody_can_file(world: World) -> dict[str, Any]:
    """A sheet that waits to be confirmed, and a key."""
    sheet = intake.show_sheet(
        actor=world.actors["nhai"], now=world.now, source="national", name="cong.csv", stream=made.csv(made.GOOD)
    )
    key = intake.make_key(actor=world.actors["quan"], now=world.now, source="provincial", name="Hệ thống tỉnh")
    return {
        "sheet": IntakeSheet.objects.get(id=sheet.id),
        "intake_key": intake.keys(world.actors["quan"]).get(id=key.id),
    }
