"""Filing online under load, by API and by form, for one commune and for eight."""

from collections.abc import Callable, Iterator
from time import time_ns

from bench import client, servers, ways
from bench.client import Load, Way
from bench.figures import Figure, Part, median, share
from bench.stage import Stage

AIM = 12
HOME = "15163"


def filing(stage: Stage) -> Part:
    """Dossiers a second at eight clients and two workers; the floor is measured between the rounds."""
    part, bench = Part("filing"), stage.pgbench()
    for kind in ("postgres", "sqlite"):
        place = stage.place(kind, 1_000)
        units = place.python("bench.inside", "units", "8")
        floor: list[float] = []
        doors = _doors(units)
        found: dict[str, list[Load]] = {name: [] for name in doors}
        with servers.serving(place) as (port, _):
            for door in doors.values():
                client.run(port, door, seconds=1.0)
            for _ in range(stage.options.rounds):
                floor.append(bench.rate(int(stage.options.seconds)))
                for name, door in doors.items():
                    found[name].append(client.run(port, door, seconds=stage.options.seconds))
        said = f"pgbench, 3 rows a durable commit: {median(floor):,.0f}/s"
        for name, loads in found.items():
            rate = median([load.rate for load in loads])
            aimed = kind == "postgres" and name.startswith("API")
            part.figures.append(
                Figure(f"filing, {place.name}: {name}", _value(loads), said, share(rate, median(floor)),
                       f"1/{AIM}" if aimed else "", rate >= median(floor) / AIM if aimed else None)
            )  # fmt: skip
        errors = [error for loads in found.values() for load in loads for error in load.errors]
        verified = place.python("bench.inside", "verified")
        part.text.append(
            f"{place.name}: {len(errors)} errors{': ' + errors[0] if errors else ''}; afterwards"
            f" {verified['rows']:,} audit rows verify: {verified['ok']}; {verified['statements']} statements a filing."
        )
    return part


def _doors(units: list[str]) -> dict[str, Callable[[int], Iterator[Way]]]:
    return {
        "API, one commune": lambda number: ways.filing_by_api([HOME], time_ns(), number),
        "API, eight communes": lambda number: ways.filing_by_api(units, time_ns(), number),
        "form, four presses, one commune": lambda number: ways.filing_by_form([HOME], HOME, time_ns(), number),
        "form, four presses, eight communes": lambda number: ways.filing_by_form(units, HOME, time_ns(), number),
    }


def _value(loads: list[Load]) -> str:
    times = Load(1.0, [time for load in loads for time in load.times])
    return f"{median([load.rate for load in loads]):,.1f}/s (p50 {times.median:.0f}, p95 {times.at(0.95):.0f} ms)"
