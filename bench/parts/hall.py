"""The screen of the waiting room: how soon twenty of them show a call, and what their looking costs."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from math import ceil
from time import monotonic, sleep
from typing import Any, NamedTuple

from bench import places, servers
from bench.figures import Figure, Part
from bench.places import Place
from bench.stage import Stage

SCREENS, SECOND = 20, 1.0
HALF = SECOND / 2
# Twenty screens that look once a second see a call within 0.05 s; each asks what was seen twice a second. With answers
# in no time that is a quarter of a second on average.
FLOOR = "0.25 s (p95 0.48 s)"
SHOWN = re.compile(r'data-call="([AB]\d+)\|')
MOVED = re.compile(r'data-moved="(\d+)"')


class Look(NamedTuple):
    """One answer that a screen got: when it had it, how long it took, and which number it shows since then."""

    at: float
    took: float
    label: str
    moved: bool


def hall(stage: Stage) -> Part:
    """Twenty screens and twenty counters, on both databases."""
    part = Part("hall")
    for kind in ("sqlite", "postgres"):
        made = places.sqlite() if kind == "sqlite" else places.on(stage.cluster, "hall")
        with made as place:
            part.figures += _measured(place)
    part.text.append(
        f"{SCREENS} screens look once a second each, spread over the second, and ask halfway what others have seen; a"
        " call is shown when a screen holds the answer that names it. The moment is that of the commit, on the same"
        " machine's clock. The floor is arithmetic: screens that ask so often and are answered in no time."
    )
    return part


def _measured(place: Place) -> list[Figure]:
    place.python("bench.inside", "reference", "1")
    took = place.python("bench.inside_hall", "fill")
    queries = place.python("bench.inside_hall", "looks")
    with servers.serving(place) as (port, _), ThreadPoolExecutor(SCREENS) as pool:
        over = threading.Event()
        screens = [pool.submit(_screen, port, number / SCREENS, over) for number in range(SCREENS)]
        sleep(3)
        told = place.python("bench.inside_hall", "calls")
        over.set()
        looks = [one.result() for one in screens]
    late = sorted(_delays(looks, told["calls"]))
    every = [look for screen in looks for look in screen]
    span = max(look.at for look in every) - min(look.at for look in every)
    still = sorted(look.took * 1000 for look in every if not look.moved)
    name = f"hall, {place.name}:"
    p95 = late[int(len(late) * 0.95)]
    rate = len(every) / span / SCREENS
    asked = rate * (queries["still"] + queries["light"]) / 2
    return [
        Figure(f"{name} a call shown on {SCREENS} screens", f"{late[len(late) // 2]:.2f} s (p95 {p95:.2f} s,"
               f" last {late[-1]:.2f} s)", FLOOR, f"{p95 / (0.95 * HALF):.2f}", aim="1 s", met=p95 <= SECOND),
        Figure(f"{name} looks of one screen", f"{rate:.2f}/s, {asked:.2f} queries/s while nothing moves",
               aim="≤ 1 query/s", met=asked <= 1.02),
        Figure(f"{name} one look while nothing moves", f"{still[len(still) // 2]:.1f} ms"
               f" (p95 {still[int(len(still) * 0.95)]:.1f} ms)"),
        Figure(f"{name} giving a number, calling the next of {400}", f"{took['take']:.1f} ms, {told['call']:.1f} ms"),
    ]  # fmt: skip


def _screen(port: int, offset: float, over: threading.Event) -> list[Look]:
    """Look as ``hall.js`` does: on its own beat of half a second, every other look for what others have seen."""
    sleep(offset)
    start, beat = monotonic(), 0
    line, mark, label, found = HTTPConnection("127.0.0.1", port, timeout=60), "", "", list[Look]()
    light, shown = False, ""
    while not over.is_set():
        began = monotonic()
        known = {"If-None-Match": mark} if mark else {}
        line.request("GET", f"/phong-cho/bang/?nhe={shown}" if light else "/phong-cho/bang/", headers=known)
        answer = line.getresponse()
        body, mark, light = answer.read().decode(), answer.headers["ETag"] or mark, not light
        called, moved = SHOWN.search(body), MOVED.search(body)
        label, shown = called[1] if called else label, moved[1] if moved else shown
        found.append(Look(monotonic(), monotonic() - began, label, answer.status == 200))
        beat = max(beat + 1, ceil((monotonic() - start) / HALF))
        sleep(max(0.0, start + beat * HALF - monotonic()))
    line.close()
    return found


def _delays(looks: list[list[Look]], calls: list[Any]) -> list[float]:
    """How long after its commit each call stood on each screen; a minute for one that never showed it."""
    return [
        next((one.at - moment for one in screen if one.label == label), 60.0)
        for label, moment in calls
        for screen in looks
    ]
