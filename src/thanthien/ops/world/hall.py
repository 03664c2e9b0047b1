"""The waiting room of a day in the demo: numbers given and called, and a few people who wait when the visitor comes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.errors import Refused
from thanthien.onestop.service import tickets
from thanthien.ops.world.case import Story
from thanthien.ops.world.days import at
from thanthien.rules import tickets as rules

DAYS: Final = 6  # before the present; older rooms would only cost time
PEOPLE, COUNTERS = 16, ("Quầy 1", "Quầy 2")
LATELY: Final = (9, 7, 5, 4, 2, 1)  # minutes before the present at which the last ones took their number
LATELY_FROM: Final = timedelta(minutes=12)


def day(clerk: Actor, on: date, seed: str, end: datetime | None = None) -> Story:
    """Play a day's room; ``end`` is the present, before which the last ones have come and wait."""
    rng = Random(seed)
    yield at(on, time(7, 35))
    yield from _play(clerk, _acts(on, rng, end), rng)


def now(clerk: Actor, seed: str, end: datetime) -> Story:
    """Play the last minutes of a room that nobody has opened today."""
    yield from _play(clerk, _lately(end), Random(seed))


def _play(clerk: Actor, acts: list[tuple[datetime, str]], rng: Random) -> Story:
    standing = dict[str, UUID]()
    for moment, act in acts:
        yield moment
        if act == "take":
            lane = rng.choices((rules.NORMAL, rules.PRIORITY), (4, 1))[0]
            service = rng.choice(list(rules.SERVICES))
            tickets.take(actor=clerk, now=clock.now(), unit_id=clerk.scope, service=service, lane=lane)
        else:
            _call(replace(clerk, counter=rng.choice(COUNTERS)), standing)


def _acts(on: date, rng: Random, end: datetime | None) -> list[tuple[datetime, str]]:
    begin, span = at(on, time(7, 40)), 470
    come = sorted(rng.sample(range(span), PEOPLE))
    acts = [(begin + timedelta(minutes=minute), "take") for minute in come]
    acts += [(moment + timedelta(minutes=rng.randint(3, 14)), "call") for moment, _ in acts]
    if end is not None:  # nobody is called while these come, so that the visitor finds a room with people
        acts = [one for one in acts if one[0] < end - LATELY_FROM] + _lately(end)
    return sorted(acts)


def _lately(end: datetime) -> list[tuple[datetime, str]]:
    return [(end - timedelta(minutes=minute), "take") for minute in LATELY] + [(end - timedelta(seconds=30), "call")]


def _call(clerk: Actor, standing: dict[str, UUID]) -> None:
    try:
        made = tickets.call_next(actor=clerk, now=clock.now(), done=standing.get(clerk.counter))
    except Refused:  # nobody waits
        return
    standing[clerk.counter] = UUID(made.id)
