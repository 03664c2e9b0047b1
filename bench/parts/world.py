"""``thanthien world``: how fast a lawful history of many dossiers is made, beside the same rows written bare."""

from bench.figures import Figure, Part, share
from bench.stage import Stage

AIM = 3


def world(stage: Stage) -> Part:
    """Let the rows of a filled installation be written again by the plain driver; on PostgreSQL in its own tables."""
    part = Part("world")
    for kind in ("sqlite", "postgres"):
        _one(part, stage, kind, stage.options.middle)
    return part


def _one(part: Part, stage: Stage, kind: str, size: int) -> None:
    place = stage.place(kind, size)
    told = stage.told[kind, size]
    verified = place.python("thanthien.ops.cli", "audit", "verify", "--json")
    floor = place.python("bench.inside_world")
    rate, bare = told["rows"] / told["writing"], floor["rows"] / floor["seconds"]
    part.figures.append(
        Figure(f"world of {size:,} dossiers, {place.name}", f"{rate:,.0f} rows/s",
               f"the same rows bare: {bare:,.0f} rows/s", share(rate, bare), "1/3", rate >= bare / AIM)
    )  # fmt: skip
    part.text.append(
        f"{place.name}: {told['rows']:,} rows written in {told['writing']:.0f} s, {told['seconds']:.0f} s with playing"
        f" the communes by real commands; audit verify over {verified['rows']:,} rows:"
        f" {'holds' if verified['ok'] else 'BROKEN'}."
    )
