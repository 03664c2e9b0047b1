"""The board of a commune with very many dossiers, and signing one letter after another."""

from bench.figures import Figure, Part
from bench.stage import Stage

PAGE_AIM, SIGN_AIM, DOSSIERS = 50.0, 200.0, 1_000_000


def board(stage: Stage) -> Part:
    """The board within 50 ms at the 95th percentile; a signature with the next letter on the screen within 200 ms."""
    part = Part("board")
    for kind in ("sqlite", "postgres"):
        place = stage.place(kind, DOSSIERS)
        found = place.python("bench.inside_board")
        one, letters = found["board"], found["letters"]
        bare = f"/healthz in the same process: {one['floor']:.1f} ms"
        part.figures += [
            Figure(f"{place.name}: the board, {DOSSIERS:,} dossiers",
                   f"{one['median']:.1f} ms (p95 {one['p95']:.1f} ms)", bare,
                   f"{one['median'] / one['floor']:.0f} ×", "p95 50 ms", one["p95"] <= PAGE_AIM),
            Figure(f"{place.name}: the board, statements", f"{one['queries']}"),
            Figure(f"{place.name}: its very first view, nothing counted yet", f"{one['first']:.0f} ms"),
            Figure(f"{place.name}: a letter signed, the next one drawn",
                   f"{letters['median']:.0f} ms (p95 {letters['p95']:.0f}, longest {letters['most']:.0f} ms),"
                   f" {letters['queries']:.0f} statements", bare, aim="200 ms", met=letters["p95"] <= SIGN_AIM),
        ]  # fmt: skip
        part.text.append(
            f"{place.name}: counting the months that the board shows took the loop {one['counting']:.0f} s in"
            f" {one['rounds']} rounds, the running months of the other communes among them."
        )
    part.text.append(
        "In one process through the test client: session, door and template are in it, the network is not."
    )
    return part
