"""A waiting room for the screens of ``bench.parts.hall``: ``python -m bench.inside_hall PART`` prints JSON."""

import json
import sys
from time import monotonic, sleep
from typing import Any

from bench import django_ready

WAITING, COUNTERS = 400, 20


def _clerk(counter: int) -> Any:
    from thanthien.core.actors import Actor
    from thanthien.core.ids import uuid7
    from thanthien.org import service as org

    unit = org.unit_by_code("15163", None)
    assert unit is not None
    return Actor("staff", str(uuid7()), "Quầy", unit_id=unit.id, roles=frozenset({"clerk"}), counter=f"Quầy {counter}")


def fill() -> dict[str, float]:
    """Give numbers to a room; return how long one takes (milliseconds)."""
    from thanthien.core import clock
    from thanthien.onestop.service import tickets

    clerk, began = _clerk(1), monotonic()
    for number in range(WAITING):
        lane = "AAB"[number % 3]
        tickets.take(actor=clerk, now=clock.now(), unit_id=clerk.scope, service="khac", lane=lane)
    return {"take": (monotonic() - began) / WAITING * 1000}


def calls(many: str = "15", pause: str = "2.3") -> dict[str, Any]:
    """Call from one counter after the other; return number and moment of each call (the machine's own clock)."""
    from thanthien.core import clock
    from thanthien.onestop.service import tickets

    made: list[tuple[str, float]] = []
    took: list[float] = []
    for number in range(int(many)):
        began = monotonic()
        given = tickets.call_next(actor=_clerk(number % COUNTERS + 1), now=clock.now())
        made.append((given.label, monotonic()))
        took.append((made[-1][1] - began) * 1000)
        sleep(float(pause))
    return {"calls": made, "call": sorted(took)[len(took) // 2]}


def looks() -> dict[str, int]:
    """Count the statements of a look at which nothing has moved, and of one that draws the board."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.get("/phong-cho/bang/")  # the commune of the address is known for some seconds
    with CaptureQueriesContext(connection) as drawn:
        first = client.get("/phong-cho/bang/")
    with CaptureQueriesContext(connection) as still:
        again = client.get("/phong-cho/bang/", headers={"If-None-Match": first["ETag"]})
    shown = first.content.decode().partition('data-moved="')[2].partition('"')[0]
    with CaptureQueriesContext(connection) as light:
        between = client.get(f"/phong-cho/bang/?nhe={shown}")
    assert (again.status_code, between.status_code) == (304, 304)
    return {"still": len(still), "light": len(light), "known": len(drawn)}


if __name__ == "__main__":
    django_ready()
    print(json.dumps({"fill": fill, "calls": calls, "looks": looks}[sys.argv[1]](*sys.argv[2:])))
