"""Reads the tables of docs/rules: the hand-worked examples there are the tests here."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from thanthien.rules.clock import Event, Limit, parse_event

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def tables(page: str) -> list[list[dict[str, str]]]:
    """Every table of a page, each as a list of rows by column name."""
    found: list[list[dict[str, str]]] = []
    head: list[str] = []
    for line in (FOLDER / page).read_text("utf-8").splitlines():
        if not line.startswith("|"):
            head = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not head:
            head = cells
            found.append([])
        elif not set(line) <= set("|-: "):
            found[-1].append(dict(zip(head, cells, strict=True)))
    return found


def rows(page: str, *columns: str) -> list[dict[str, str]]:
    """All rows of the page's tables that have exactly these columns."""
    return [row for table in tables(page) for row in table if tuple(row) == columns]


def limit(text: str) -> Limit:
    """`5 working_days max 10`, `same_day cutoff 15:00`."""
    words = text.split()
    more = dict(zip(words[-2::-2], words[::-2], strict=False)) if len(words) > 2 else {}
    cutoff = time.fromisoformat(more["cutoff"]) if "cutoff" in more else None
    longer = int(more["max"]) if "max" in more else None
    if words[0] == "same_day":
        return Limit(None, "same_day", cutoff=cutoff)
    return Limit(int(words[0]), words[1], cutoff=cutoff, max_value=longer)


def events(text: str) -> list[Event]:
    """Events as the command line takes them, parted by spaces."""
    return [parse_event(word) for word in text.split()]


def typed(text: str) -> dict[str, object]:
    """`late=yes supplements=1 ground=x` as facts or inputs."""
    made: dict[str, object] = {}
    for word in text.split():
        name, _, value = word.partition("=")
        made[name] = {"yes": True, "no": False}.get(value, int(value) if value.isdigit() else value)
    return made
