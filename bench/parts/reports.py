"""The final report of a commune: from the records of a year to a PDF with charts."""

from bench.figures import Figure, Part
from bench.stage import Stage

AIM = 2.0


def report(stage: Stage) -> Part:
    """Twelve months of the board, plan, money, stages, in a process that never drew one; on both databases."""
    part = Part("report")
    for kind in ("postgres", "sqlite"):
        place = stage.place(kind, stage.options.middle)
        found = place.python("bench.inside_report")
        seconds = found["fill"] + found["draw"]
        part.figures.append(
            Figure(f"final report, {found['pages']} pages with {found['charts']} charts, {place.name}",
                   f"{seconds:.2f} s", aim="2 s", met=seconds < AIM)
        )  # fmt: skip
        part.text.append(
            f"{place.name}: filled from the records in {found['fill']:.2f} s, drawn as PDF/A in {found['draw']:.2f} s"
            f" ({found['kilobytes']:.0f} KB), as a Word file in {found['word']:.2f} s; months without records are part"
            " of it as “chưa đo”."
        )
    return part
