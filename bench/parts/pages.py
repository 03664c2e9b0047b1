"""Pages under load: following a dossier, the handler's list, what a public page weighs."""

import contextlib

from bench import client, servers, ways
from bench.client import Load
from bench.figures import Figure, Part, median, share
from bench.parts.looks import plan, weights
from bench.places import Place
from bench.stage import Stage

HANDLER = "camvan.xuly"
LIST = "/can-bo/"
FOLLOW_AIM, LIST_AIM, FLAT_AIM = 5, 10, 1.5
FEW, MANY = 800, 4_000


def _hello(port: int, seconds: float) -> float:
    return client.run(port, client.again(client.get("/")), seconds=seconds).rate


def _said(rates: list[float], granian: list[float]) -> str:
    return f"hello, gunicorn 2 sync: {median(rates):,.0f}/s (granian {median(granian):,.0f}/s)"


def _value(loads: list[Load]) -> str:
    times = Load(1.0, [time for load in loads for time in load.times])
    return f"{median([load.rate for load in loads]):,.0f}/s (p50 {times.median:.1f}, p95 {times.at(0.95):.1f} ms)"


def following(stage: Stage) -> Part:
    """The page of one dossier: looked at again (usual), and for the first time since it changed."""
    part = Part("following")
    for kind in ("postgres", "sqlite"):
        _following_of(stage, part, stage.place(kind, stage.options.middle))
    part.text.append(
        f"“Again” draws from {FEW} dossiers at random: pages that two workers have drawn before, which costs the"
        " statement that sees whether anything changed. “First” opens pages that nobody has opened since start."
    )
    return part


def _following_of(stage: Stage, part: Part, place: Place) -> None:
    options = stage.options
    tokens = place.python("bench.inside", "tokens", str(FEW + MANY * options.rounds))
    known, floor, granian, again, first = tokens[:FEW], list[float](), list[float](), list[Load](), list[Load]()

    def looking(port: int, seed: int) -> Load:
        return client.run(port, lambda number: ways.following(known, seed, number), seconds=options.seconds)

    def opening(port: int, fresh: list[str]) -> Load:
        return client.run(port, lambda number: ways.each_once(fresh, 8, number), seconds=options.seconds)

    with servers.serving(place) as (port, _):
        looking(port, 0)
        for turn in range(options.rounds):
            floor.append(_hello(stage.hello(), options.seconds))
            granian.append(_hello(stage.hello_granian(), options.seconds / 2))
            again.append(looking(port, 1))
            first.append(opening(port, tokens[FEW + turn * MANY : FEW + (turn + 1) * MANY]))
    for what, loads in (("looked at again", again), ("each dossier for the first time", first)):
        rate, bare = median([load.rate for load in loads]), median(floor)
        part.figures.append(
            Figure(f"following, {place.name}: {what}", _value(loads), _said(floor, granian), share(rate, bare),
                   "1/5", rate >= bare / FOLLOW_AIM)
        )  # fmt: skip
    part.text.append(f"{place.name}: {_wrong(again + first)}")


def _wrong(loads: list[Load]) -> str:
    errors = [error for load in loads for error in load.errors]
    done = sum(len(load.times) for load in loads)
    return f"{done:,} answers, {len(errors)} errors{': ' + errors[0] if errors else ''}."


def lists(stage: Stage) -> Part:
    """The handler's first page in small and large databases, in turns."""
    part = Part("lists")
    for kind, sizes in (("postgres", stage.options.sizes), ("sqlite", stage.options.sqlite_sizes)):
        sites = {size: stage.place(kind, size) for size in sizes}
        _lists_of(stage, part, sites)
        for size, place in sites.items():
            part.text.append(f"{place.name}, {size:,}: {plan(place)}")
    return part


def _lists_of(stage: Stage, part: Part, sites: dict[int, Place]) -> None:
    options, floor, granian = stage.options, list[float](), list[float]()
    again: dict[int, list[Load]] = {size: [] for size in sites}
    walked: dict[int, list[Load]] = {size: [] for size in sites}

    def looking(port: int, cookie: str) -> Load:
        return client.run(port, lambda _: ways.listing(LIST, cookie), seconds=options.seconds)

    def walking(port: int, cookie: str) -> Load:
        return client.run(port, lambda _: ways.walking(LIST, cookie), seconds=options.seconds / 2)

    with contextlib.ExitStack() as stack:
        ports = {size: stack.enter_context(servers.serving(place))[0] for size, place in sites.items()}
        cookies = {size: ways.sign_in(port, HANDLER, sites[size].password) for size, port in ports.items()}
        for turn in range(max(5, options.rounds) + 1):  # the first turn only warms up
            floor.append(_hello(stage.hello(), options.seconds / 2))
            granian.append(_hello(stage.hello_granian(), options.seconds / 2))
            for size, port in ports.items():
                loads = looking(port, cookies[size]), walking(port, cookies[size])
                if turn:
                    again[size].append(loads[0])
                    walked[size].append(loads[1])
    name = next(iter(sites.values())).name
    for size in sites:
        rate = median([load.rate for load in again[size]])
        part.figures.append(
            Figure(f"handler's list, {name}, {size:,} dossiers", _value(again[size]), _said(floor, granian),
                   share(rate, median(floor)), "1/10", rate >= median(floor) / LIST_AIM)
        )  # fmt: skip
        part.figures.append(Figure(f"… walked through page by page, {size:,}", _value(walked[size])))
        part.text.append(f"{name}, {size:,}: {_wrong(again[size] + walked[size])}")
    _flat(part, name, again)


def _flat(part: Part, name: str, found: dict[int, list[Load]]) -> None:
    ends = {size: median([load.at(0.95) for load in loads]) for size, loads in found.items()}
    least, most = min(ends), max(ends)
    value = f"{ends[most]:.1f} ms at {most:,}"
    ratio = ends[most] / ends[least]
    part.figures.append(
        Figure(f"flat, {name}: 95th percentile, median of rounds", value, f"{ends[least]:.1f} ms at {least:,}",
               f"{ratio:.2f} ×", "≤ 1.5 ×", ratio <= FLAT_AIM)
    )  # fmt: skip


def weight(stage: Stage) -> Part:
    """What public pages weigh, and how many queries they and the list need."""
    place = stage.place("sqlite", 1_000)
    return weights(place)
