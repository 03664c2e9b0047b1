"""A waiting room in the same second: counters that call, machines that give numbers."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from tests.robust.scenes import the_world
from tests.robust.together import Outcome, outcome, scene


@scene
def a_room_at_once(counters: int, waiting: int) -> Any:
    """So many counters call at the same moment until nobody waits; two clerks, so the room is theirs together."""
    from thanthien.onestop.service import tickets

    world = the_world()
    clerk = world.actors["nhai"]
    for number in range(waiting):
        lane = "AAB"[number % 3]
        tickets.take(actor=clerk, now=world.now, unit_id=world.home, service="khac", lane=lane)

    def call(number: int) -> list[str]:
        from thanthien.core.errors import Refused

        actor, found, done = replace(clerk, counter=f"Quầy {number}"), list[str](), None
        while True:
            try:
                given = tickets.call_next(actor=actor, now=world.now, done=done)
            except Refused as no:
                if no.code == "nobody":
                    return found
                raise
            found.append(given.label)
            done = tickets.Ticket.objects.get(id=given.id).id

    return _at_once([partial(call, number) for number in range(counters)])


@scene
def one_ticket_at_once(counters: int) -> Any:
    """One ticket is called by name of it at every counter at the same moment."""
    from thanthien.onestop.service import tickets

    world = the_world()
    clerk = world.actors["nhai"]
    made = tickets.take(actor=clerk, now=world.now, unit_id=world.home, service="khac", lane="A")
    key = tickets.Ticket.objects.get(id=made.id).id

    def call(number: int) -> str:
        actor = replace(clerk, counter=f"Quầy {number}")
        return tickets.call_one(actor=actor, now=world.now, ticket_id=key).label

    return _at_once([partial(call, number) for number in range(counters)])


@scene
def numbers_at_once(presses: int) -> Any:
    """Numbers of one lane are given at the same moment."""
    from thanthien.onestop.service import tickets

    world = the_world()

    def take() -> str:
        actor = world.actors["nhai"]
        return tickets.take(actor=actor, now=world.now, unit_id=world.home, service="khac", lane="A").label

    return _at_once([take] * presses)


def _at_once(jobs: list[Callable[[], Any]]) -> list[Outcome]:
    """More threads than sessions: as in life, some wait for one."""
    from django.db import connection

    from tests.world import NOW
    from thanthien.core import clock

    connection.close()
    start = threading.Barrier(len(jobs))
    outcomes: list[Outcome] = [{} for _ in jobs]

    def run(place: int) -> None:
        with clock.rehearse(NOW):
            start.wait(30)
            outcomes[place] = outcome(jobs[place])
        connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
