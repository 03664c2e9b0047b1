"""Where the time goes in what misses its aim: one process, one request after the other, under cProfile."""

from bench.stage import Stage

PROFILED = {"filing": "file", "following": "follow", "lists": "list"}


def of(stage: Stage, missed: set[str]) -> list[str]:
    """Return a text for each missed part that can be profiled."""
    made = []
    for part, what in PROFILED.items():
        if part not in missed:
            continue
        for kind in ("postgres", "sqlite"):
            place = stage.place(kind, min(stage.options.sizes))
            found = place.python("bench.inside_profile", what)
            made.append(
                f"**{part}, {place.name}**: {found['milliseconds']:.2f} ms of processor time of the web process a"
                f" request. Shares of the time under the profiler: "
                + ", ".join(f"{name} {share:.0%}" for name, share in found["shares"].items())
                + "."
            )
    return made
