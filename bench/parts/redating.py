"""Which dates a notice would move: the preview over a hundred thousand open cases."""

from bench.figures import Figure, Part
from bench.stage import Stage

AIM, CASES = 3.0, 100_000


def redating(stage: Stage) -> Part:
    """A storm closes the next working day, and every open case moves."""
    part = Part("redating")
    for kind in ("postgres", "sqlite"):
        place = stage.place(kind, 1_000)
        found = place.python("bench.inside_redating", str(CASES))
        part.figures.append(
            Figure(f"preview over {found['open']:,} open cases, {place.name}", f"{found['seconds']:.2f} s",
                   floor=f"the same columns by one SELECT: {found['floor']:.2f} s",
                   ratio=f"{found['seconds'] / found['floor']:.1f} ×", aim="3 s", met=found["seconds"] < AIM)
        )  # fmt: skip
        part.text.append(
            f"{place.name}: {found['moving']:,} dates would move; {found['spent']:.2f} s of the processor"
            f" (the floor {found['busy']:.2f} s)."
        )
    return part
