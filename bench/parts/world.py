"""``thanthien world``: how fast a lawful history of many dossiers is made, beside the same rows written bare."""

from bench import places
from bench.figures import Figure, Part, share
from bench.places import Place
from bench.stage import Stage

AIM = 3


def world(stage: Stage) -> Part:
    """Fill an empty installation on each database, then let its own rows be written again by the plain driver."""
    part = Part("world")
    size = stage.options.middle
    with places.sqlite() as place:
        _one(part, place, size)
    with places.on(stage.cluster, "many") as place:
        _one(part, place, size)
    return part


def _one(part: Part, place: Place, size: int) -> None:
    told = place.filled(size)
    floor = place.python("bench.inside_world")
    rate, bare = told["rows"] / told["writing"], floor["rows"] / floor["seconds"]
    verified = place.python("thanthien.ops.cli", "audit", "verify", "--json")
    part.figures.append(
        Figure(f"world of {size:,} dossiers, {place.name}", f"{rate:,.0f} rows/s",
               f"the same rows bare: {bare:,.0f} rows/s", share(rate, bare), "1/3", rate >= bare / AIM)
    )  # fmt: skip
    part.text.append(
        f"{place.name}: {told['rows']:,} rows written in {told['writing']:.0f} s, {told['seconds']:.0f} s with playing"
        f" the communes by real commands; audit verify over {verified['rows']:,} rows:"
        f" {'holds' if verified['ok'] else 'BROKEN'}."
    )
