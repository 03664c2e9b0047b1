"""The last place of a slot, in the same second; the same dossier of another system, twice at once."""

from datetime import datetime
from typing import Any

from tests.robust.scenes import the_world
from tests.robust.together import scene, together


@scene
def last_place_at_once(people: int, presses: int) -> Any:
    """So many presses for a slot of so many places; return what became of each, and the places given."""
    from thanthien.core import clock
    from thanthien.core.actors import citizen
    from thanthien.onestop.models import Booking
    from thanthien.onestop.service import booking

    world = the_world()
    offered = booking.Offered(True, 30, people, 14)
    booking.set_rule(actor=world.actors["tam"], now=world.now, offered=offered)
    at = datetime(2026, 11, 17, 8, 0, tzinfo=clock.VN)

    def press() -> Any:
        return booking.book(
            actor=citizen(), now=world.now, unit_id=world.home, procedure="", starts_at=at, who=booking.Who()
        )

    outcomes = together([press] * presses)
    return {"outcomes": outcomes, "seats": sorted(Booking.objects.values_list("seat", flat=True))}


@scene
def one_arrival_at_once(presses: int) -> Any:
    """A system sends the same dossier several times in the same second."""
    from tests.onestop.test_intake import arrival
    from thanthien.onestop.models import Dossier, OfficialCode
    from thanthien.onestop.service import intake

    world = the_world()

    def send() -> Any:
        return intake.take_over(
            actor=intake.actor_of("Hệ thống tỉnh"), now=world.now, unit_id=world.home, arrival=arrival()
        )

    outcomes = together([send] * presses)
    return {"outcomes": outcomes, "dossiers": [Dossier.objects.count(), OfficialCode.objects.count()]}
