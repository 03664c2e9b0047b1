"""``python -m bench [PART …]``: measure, print the table, write bench/RESULTS.md (whole runs only)."""

import argparse
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench import machine, profiles, quiet
from bench.figures import Figure, Part, table
from bench.parts import (
    board,
    filing,
    hall,
    inner,
    model,
    pages,
    redating,
    registers,
    reports,
    sealed,
    starting,
    world,
)
from bench.stage import Options, Stage, stage

RESULTS = Path(__file__).parent / "RESULTS.md"
PARTS: dict[str, Callable[[Stage], Part]] = {
    "clock": inner.clock,
    "search": inner.search,
    "paper": inner.paper,
    "filing": filing.filing,
    "following": pages.following,
    "lists": pages.lists,
    "audit": inner.audit,
    "tree": inner.tree,
    "sealed": sealed.sealed,
    "model": model.model,
    "report": reports.report,
    "board": board.board,
    "register": registers.register,
    "prints": registers.prints,
    "redating": redating.redating,
    "world": world.world,
    "hall": hall.hall,
    "weight": pages.weight,
    "memory": starting.memory,
    "start": starting.start,
}


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace("_", "")) for part in text.split(",") if part)


def asked() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"of: {', '.join(PARTS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="of one round")
    parser.add_argument("--sizes", type=_sizes, default=Options.sizes, help="dossiers, PostgreSQL: 1000,100000,1000000")
    parser.add_argument("--sqlite-sizes", type=_sizes, default=Options.sqlite_sizes)
    parser.add_argument("--middle", type=int, default=Options.middle, help="dossiers for following and audit")
    parser.add_argument("--out", type=Path, help="write the results here (a whole run writes bench/RESULTS.md)")
    found = parser.parse_args()
    unknown = [name for name in found.part if name not in PARTS]
    if unknown:
        parser.error(f"unknown part {unknown[0]}; known are: {', '.join(PARTS)}")
    return found


def _measured(name: str, open_stage: Stage) -> Part:
    """Measure one part; what fails is told in the results and does not cost the others."""
    try:
        return PARTS[name](open_stage)
    except (RuntimeError, OSError, subprocess.SubprocessError, AssertionError) as error:
        traceback.print_exc()
        return Part(name, [Figure(f"{name}: could not be measured", "-", aim="measured", met=False)], [str(error)])


def main() -> int:
    """Measure what was asked for; the results are written after every part, so that a broken run leaves some."""
    given = asked()
    options = Options(given.rounds, given.seconds, given.sizes, given.sqlite_sizes, given.middle)
    out = given.out or (None if given.part else RESULTS)
    done: list[Part] = []
    began = perf_counter()

    def write(open_stage: Stage, profile: list[str]) -> None:
        if out is not None:
            out.write_text(report(done, open_stage.loads, profile, perf_counter() - began), "utf-8")

    with stage(options) as open_stage:
        for name in given.part or PARTS:
            print(f"{name} …", file=sys.stderr, flush=True)
            done.append(_measured(name, open_stage))
            print(table(done[-1].figures), *done[-1].text, "", sep="\n", flush=True)
            write(open_stage, [])
        missed = {part.name for part in done if any(one.met is False and one.ratio for one in part.figures)}
        write(open_stage, profiles.of(open_stage, missed))
    return 0


def report(done: list[Part], loads: list[str], profile: list[str], seconds: float) -> str:
    """Return the page of results."""
    figures: list[Figure] = [one for part in done for one in part.figures]
    missed = [one for one in figures if one.met is False]
    lines = [
        "# Measured",
        "",
        *machine.lines(),
        quiet.told(),
        "",
        f"The whole run took {seconds / 60:.0f} minutes.",
        "",
        table(figures),
        "",
    ]
    lines += [f"{len(missed)} of {sum(one.met is not None for one in figures)} aims were not met.", ""]
    for part in done:
        lines += [f"## {part.name}", "", *(f"- {line}" for line in part.text), ""]
    lines += ["## Loading", "", *(f"- {line}" for line in loads), ""]
    if profile:
        lines += ["## Where the time goes in what misses its aim", "", *profile, ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
