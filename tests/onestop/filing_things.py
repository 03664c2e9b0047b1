"""One of each for the walk over all addresses: a sheet, a key, an appointment …"""

from datetime import datetime
from typing import Any

from tests.onestop import sheets as made
from tests.world import World
from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Booking, IntakeSheet
from thanthien.onestop.service import booking, intake


def everybody_can_file(world: World) -> dict[str, Any]:
    """A sheet that waits to be confirmed, and a key."""
    sheet = intake.show_sheet(
        actor=world.actors["nhai"], now=world.now, source="national", name="cong.csv", stream=made.csv(made.GOOD)
    )
    key = intake.make_key(actor=world.actors["quan"], now=world.now, source="provincial", name="Hệ thống tỉnh")
    offered = booking.Offered(True, 30, 2, 14)
    booking.set_rule(actor=world.actors["tam"], now=world.now, offered=offered)
    at = datetime(2026, 11, 17, 8, 0, tzinfo=clock.VN)
    booked = booking.book(
        actor=citizen(), now=world.now, unit_id=world.home, procedure="", starts_at=at, who=booking.Who()
    )
    filing = world.filing(registrant=onestop.people.Registrant("2801234567", "Công ty TNHH Vân Trai"))
    onestop.receive_at_counter(actor=world.actors["nhai"], now=world.now, filing=filing)
    return {
        "organisation": onestop.people.organisations(world.actors["nhai"]).get(),
        "booking": Booking.objects.get(id=booked.id),
        "sheet": IntakeSheet.objects.get(id=sheet.id),
        "intake_key": intake.keys(world.actors["quan"]).get(id=key.id),
    }
