"""Sealed cases: what a passphrase costs, and what a reading costs after it."""

from bench import places
from bench.figures import Figure, Part
from bench.stage import Stage

UNLOCK_AIM, READ_AIM = 1000.0, 0.5


def sealed(stage: Stage) -> Part:
    """Unlocking within a second, reading within half a millisecond, on both databases."""
    part = Part("sealed")
    for kind in ("sqlite", "postgres"):
        made = places.sqlite() if kind == "sqlite" else places.on(stage.cluster, "sealed")
        with made as place:
            place.python("bench.inside", "reference", "1")
            found = place.python("bench.inside_sealed")
        unlock, single = found["unlock"], found["read"]
        took = f"{unlock['median']:.0f} ms (p95 {unlock['p95']:.0f} ms)"
        name = f"sealed, {place.name}:"
        part.figures += [
            Figure(f"{name} unlock by passphrase", took, aim="1 s", met=unlock["p95"] <= UNLOCK_AIM),
            Figure(f"{name} opening one record, keys and cipher alone", f"{found['bare']:.2f} ms",
                   aim="0.5 ms", met=found["bare"] <= READ_AIM),
            Figure(f"{name} a list of 50, each with its audit row", f"{found['listed']:.2f} ms a record"),
            Figure(f"{name} one record as an act of its own",
                   f"{single['median']:.1f} ms (p95 {single['p95']:.1f} ms)"),
            Figure(f"{name} making a record for two officers", f"{found['make']['median']:.1f} ms"),
        ]  # fmt: skip
        part.text.append(
            f"{place.name}: 2,000 letters a record, {found['bytes']} bytes with one wrap; argon2id 64 MiB."
        )
    return part
