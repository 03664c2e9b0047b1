"""The model: boards of a province and of the country, and taking a pack."""

from bench import places
from bench.figures import Figure, Part
from bench.stage import Stage

PAGE_AIM, QUERY_AIM, TAKE_AIM = 50.0, 8, 1000.0
NAMES = {"province": "the province's board", "nation": "the national board"}


def model(stage: Stage) -> Part:
    """First page of a board within 50 ms at the 95th percentile with 8 statements at most; a pack taken within 1 s."""
    part = Part("model")
    for kind in ("sqlite", "postgres"):
        made = places.sqlite() if kind == "sqlite" else places.on(stage.cluster, "model")
        with made as place:
            place.python("bench.inside", "reference", "2")
            found = place.python("bench.inside_model")
        for key, name in NAMES.items():
            one = found["boards"][key]
            part.figures += [
                Figure(
                    f"{place.name}: {name}, {one['communes']:,} communes, first page",
                    f"{one['median']:.1f} ms (p95 {one['p95']:.1f} ms)",
                    f"/healthz in the same process: {one['floor']:.1f} ms", aim="p95 50 ms",
                    met=one["p95"] <= PAGE_AIM,
                ),
                Figure(f"{place.name}: {name}, statements", f"{one['queries']}", aim="8",
                       met=one["queries"] <= QUERY_AIM),
            ]  # fmt: skip
        took = found["packs"]
        part.figures.append(
            Figure(f"{place.name}: a pack of {took['tasks']} tasks taken",
                   f"{took['median']:.0f} ms (longest {took['most']:.0f} ms)", aim="1 s", met=took["most"] <= TAKE_AIM)
        )  # fmt: skip
    part.text.append(
        "In one process through the test client: session, door and template are in it, the network is not. No unit "
        "of the tree stands above the provinces, so the national board is a programme of every commune of the country."
    )
    return part
