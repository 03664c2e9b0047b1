"""What only commands may make: dossiers of the national portal, whose code is given once, and appointments to come."""

from datetime import datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Final

from django.db import transaction

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.ops.world import cast, days, names, plan

ONE_OF, MOST, BOOKED = 500, 50, 8
OFFERED: Final = onestop.booking.Offered(open=True, minutes=30, people=2, days_ahead=14)


def share_of(dossiers: int) -> int:
    """Return how many of a commune's dossiers came in on the national portal: few, each is a command."""
    return min(MOST, -(-dossiers // ONE_OF)) if dossiers > 1 else 0


def come(town: cast.Commune, many: int, end: datetime, place: int) -> None:
    """Take over so many dossiers and give appointments, in the last minutes of the world."""
    rng, now = Random(f"portal:{town.code}"), end
    crowd = names.Crowd(town.surnames, town.hamlets, f"xã {town.name}", rng)
    people = cast.assemble(town, end.date())
    with clock.rehearse(now), transaction.atomic():
        for number in range(many):
            one = crowd.next()
            person = onestop.Applicant(one.name, one.phone, one.email, one.address, "", one.tell_by, one.address_as)
            code = f"G22.99.H56-{place * MOST + number + 1:06}"
            came = onestop.intake.Arrival(onestop.intake.NATIONAL, code, plan.SINGLE, _asked(end, rng), person)
            onestop.intake.take_over(
                actor=onestop.intake.actor_of("Cổng Dịch vụ công quốc gia"),
                now=now,
                unit_id=people.unit_id,
                arrival=came,
            )
        onestop.booking.set_rule(actor=people.chair, now=now, offered=OFFERED)
        free = (slot for day in onestop.booking.days(people.unit_id, end) for slot in day.slots)
        for slot in islice(free, 1, 1 + 3 * BOOKED, 3):
            one = crowd.next()
            onestop.booking.book(
                actor=citizen(one.name), now=now, unit_id=people.unit_id, procedure=plan.BIRTH,
                starts_at=slot.starts_at, who=onestop.booking.Who(one.name, one.phone),
            )  # fmt: skip
        notify.deliver_due(now)


def _asked(end: datetime, rng: Random) -> datetime:
    """Return a moment of the last working day."""
    before = end.date() - timedelta(days=1)
    day = days.working_days(before - timedelta(days=15), before)[-1]
    return days.at(day, time(8)) + timedelta(minutes=rng.randrange(480))
