"""A waiting room by the real commands: machines, tickets, calls."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.core.actors import Actor
from thanthien.onestop.service import tickets


def clerk(world: World, counter: str = "Quầy 2") -> Actor:
    """The clerk, sitting at a counter."""
    return replace(world.actors["nhai"], counter=counter)


def machine(world: World, name: str = "Sảnh chính", at: datetime | None = None) -> UUID:
    """A kiosk that the commune has admitted."""
    now = at or world.now
    made = tickets.add_kiosk(actor=world.actors["quan"], now=now, name=name)
    row = tickets.kiosks(world.actors["quan"]).get(id=made.id)
    token = tickets.link_of(row)
    return UUID(tickets.admit_kiosk(actor=world.citizen, now=now, unit_id=world.home, token=token).id)


def given(world: World, lane: str = "A", service: str = "chung-thuc", minute: float = 0) -> Any:
    """A ticket that the clerk gave some minutes after the world's moment."""
    now = world.now + timedelta(minutes=minute)
    made = tickets.take(actor=clerk(world), now=now, unit_id=world.home, service=service, lane=lane)
    return row(made.id)


def row(ticket_id: str | UUID) -> Any:
    return tickets.Ticket.objects.get(id=ticket_id)


def called(world: World, minute: float = 0, counter: str = "Quầy 2", done: UUID | None = None) -> Any:
    """The ticket that a counter calls next."""
    now = world.now + timedelta(minutes=minute)
    return row(tickets.call_next(actor=clerk(world, counter), now=now, done=done).id)


def ticket_things(world: World) -> dict[str, Any]:
    """A ticket and a machine, for tests that walk every address."""
    machine(world)
    return {"ticket": given(world), "kiosk": tickets.kiosks(world.actors["quan"]).first()}
