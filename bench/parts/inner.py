"""What one process does alone: dates, search, receipts, the chain."""

from bench.figures import Figure, Part, median, share
from bench.stage import Stage

CLOCK_AIM, CHAIN_AIM = 3.0, 2.0
SEARCH_AIM, PAPER_AIM, TREE_AIM = 5.0, 25.0, 5.0


def clock(stage: Stage) -> Part:
    """Explained due dates against numpy, one call a date."""
    found = stage.place("sqlite", 1_000).python("bench.inside", "clock", "5")
    floor, ours, told = (median(found[name]) for name in ("floor", "ours", "told"))
    said = f"numpy.busday_offset, once a date: {floor:,.0f}/s"
    return Part(
        "clock",
        [
            Figure("due date with status and derivation (rule, article, days)", f"{ours:,.0f}/s", said,
                   f"{floor / ours:.1f} ×", "≤ 3 ×", floor / ours <= CLOCK_AIM),
            Figure("the same with every sentence written out as JSON", f"{told:,.0f}/s", said, f"{floor / told:.1f} ×"),
        ],
        ["numpy gets the array of holidays in each call and knows no make-up working day; it explains nothing."],
    )  # fmt: skip


def search(stage: Stage) -> Part:
    """Search over the whole catalogue, on both databases."""
    part = Part("search")
    for kind in ("sqlite", "postgres"):
        place = stage.place(kind, 1_000)
        found = place.python("bench.inside", "search")
        part.figures.append(
            Figure(f"search, {place.name}: median (95th percentile)",
                   f"{found['median']:.2f} ms ({found['p95']:.2f} ms)", aim="5 ms", met=found["p95"] <= SEARCH_AIM)
        )  # fmt: skip
        part.text.append(
            f"{place.name}: {found['queries']} things that people type, whole and half typed, over"
            f" {found['procedures']} procedures, with the queries that see whether the catalogue changed;"
            f" first search of a process {found['cold']:.0f} ms."
        )
    return part


def paper(stage: Stage) -> Part:
    """Receipts as PDF/A."""
    found = stage.place("sqlite", 1_000).python("bench.inside", "paper")
    said = (
        f"{found['papers']} different receipts, {found['kilobytes']:.0f} KB each; the first one of a process, with"
        f" the fonts read, {found['cold']:.0f} ms."
    )
    value = f"{found['median']:.1f} ms (p95 {found['p95']:.1f} ms)"
    return Part(
        "paper",
        [Figure("receipt as PDF/A-2a, with QR code", value, aim="25 ms", met=found["median"] <= PAPER_AIM)],
        [said],
    )  # fmt: skip


def audit(stage: Stage) -> Part:
    """Verifying the chains against reading the same rows."""
    part = Part("audit")
    for kind in ("postgres", "sqlite"):
        place = stage.place(kind, stage.options.middle)
        found = place.python("bench.inside", "audit", "3")
        floor, ours = median(found["floor"]), median(found["ours"])
        part.figures.append(
            Figure(f"audit verification, {place.name}", f"{ours:,.0f} rows/s",
                   f"driver, fetch and hash: {floor:,.0f} rows/s", share(ours, floor), "1/2",
                   ours >= floor / CHAIN_AIM)
        )  # fmt: skip
        said = f"{found['rows']:,} rows in the chains of eight communes, with the signed roots of {found['days']} days."
        part.text.append(f"{place.name}: {said}")
    return part


def tree(stage: Stage) -> Part:
    """Closing a day of 100,000 acts, and the proof of one of them."""
    part = Part("tree")
    for kind in ("postgres", "sqlite"):
        place = stage.place(kind, 1_000)
        found = place.python("bench.inside", "tree")
        part.figures += [
            Figure(f"a day of {found['rows']:,} rows closed, {place.name}", f"{found['seconds']:.2f} s", aim="5 s",
                   met=found["seconds"] <= TREE_AIM),
            Figure(f"proof of one of its receipts, {place.name}", f"{found['median']:.1f} ms"),
        ]  # fmt: skip
    return part
