"""What the second wall costs: the same requests behind it and as the tables' owner, in turns, in one process.

``python -m bench.inside_wall`` starts a PostgreSQL of its own, loads a place and prints medians of wall-clock time.
"""

import json
import statistics
import sys
from time import perf_counter
from typing import Any
from unittest.mock import patch

from bench import django_ready, inside_profile, places
from thanthien.core import wall

BLOCKS, EACH = 8, 100
WHAT = ("list", "file", "follow")


def _block(asked: Any, behind: bool) -> list[float]:
    wall.stand(wall.NOTHING if behind else None)
    scope = wall.scope if behind else lambda: None
    times = []
    with patch.object(wall, "scope", scope):
        for turn in range(EACH + 5):
            request = next(asked)
            began = perf_counter()
            status = inside_profile._called(request)
            spent = perf_counter() - began
            assert status in (200, 201), status
            if turn >= 5:  # the first open the pool
                times.append(spent * 1000)
    return times


def measure(what: str) -> dict[str, float]:
    """Return the median milliseconds of one request, without and with the wall, and their ratio."""
    asked = inside_profile.requests(what)
    for _ in range(50):
        inside_profile._called(next(asked))
    found: dict[bool, list[float]] = {False: [], True: []}
    ratios = []
    for at in range(BLOCKS):
        first = bool(at % 2)
        pair = {behind: _block(asked, behind) for behind in (first, not first)}
        ratios.append(statistics.median(pair[True]) / statistics.median(pair[False]))
        for behind, times in pair.items():
            found[behind] += times
    without, within = (statistics.median(found[behind]) for behind in (False, True))
    return {"without_ms": without, "with_ms": within, "median_of_ratios": statistics.median(ratios)}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        django_ready()
        from thanthien.ops import static

        static.collect()
        with patch("thanthien.core.limits.spend", lambda *_, **__: None):
            print(json.dumps(measure(sys.argv[1])))
    else:
        with places.cluster() as running, places.on(running, "walled") as place:
            place.filled(1000)
            for one in WHAT:
                print(one, json.dumps(place.python("bench.inside_wall", one)))
