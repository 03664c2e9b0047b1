"""The register of a commune as a work sheet (100,000 lines, constant memory), and 200 papers in one print."""

from bench.figures import Figure, Part
from bench.stage import Stage

AIM, MOST = 20.0, 32.0


def register(stage: Stage) -> Part:
    """The whole register, in a process that never wrote one; the floor writes the same cells from memory."""
    part = Part("register")
    for kind in ("postgres", "sqlite"):
        place = stage.place(kind, stage.options.middle)
        found = place.python("bench.inside_register")
        part.figures.append(
            Figure(f"register of {found['lines']:,} lines as XLSX, {place.name}", f"{found['seconds']:.1f} s",
                   floor=f"XlsxWriter, the same cells from memory: {found['floor']:.1f} s",
                   ratio=f"{found['seconds'] / found['floor']:.1f} ×", aim="20 s", met=found["seconds"] < AIM)
        )  # fmt: skip
        part.figures.append(
            Figure(f"the same: memory more than before, {place.name}", f"{found['more']:.0f} MB", aim="32 MB",
                   met=found["more"] < MOST)
        )  # fmt: skip
        part.text.append(
            f"{place.name}: {found['spent']:.1f} s of the processor (the floor {found['busy']:.1f} s),"
            f" a file of {found['kilobytes'] / 1024:.1f} MB."
        )
    return part


def prints(stage: Stage) -> Part:
    """Two hundred papers of several kinds in one PDF; the floor draws the same papers and merges nothing."""
    part = Part("prints")
    for kind in ("postgres", "sqlite"):
        place = stage.place(kind, stage.options.middle)
        found = place.python("bench.inside_prints")
        part.figures.append(
            Figure(f"{found['papers']} papers in one print, {place.name}", f"{found['seconds']:.1f} s",
                   floor=f"the same papers drawn: {found['floor']:.1f} s",
                   ratio=f"{found['seconds'] / found['floor']:.1f} ×")
        )  # fmt: skip
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(found["kinds"].items()))
        part.text.append(f"{place.name}: {found['spent']:.1f} s of the processor; {kinds}.")
    return part
