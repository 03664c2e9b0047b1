"""Progress of the plan's tasks from records: a promised meeting with the people is done when it was held.

A part of the model says what it can count, from ``programme/apps.py``::

    progress.source("training", "buổi tập huấn đã tổ chức", count)

``count(unit_id, first, last) -> int`` tells how many of them the records hold from one day to another, both counted.
Its commands call :func:`thanthien.programme.commands.progress.settle` when one came to be, or was taken back.
Later rooms (dialogue, reception, publicity) register the same way through ``programme.service``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Count = Callable[[UUID, date, date], int]


@dataclass(frozen=True, slots=True)
class Source:
    """Records that can be counted; ``label`` follows a number: "2 trên 4 buổi tập huấn đã tổ chức"."""

    name: str
    label: str
    count: Count


SOURCES: dict[str, Source] = {}


def source(name: str, label: str, count: Count) -> None:
    """Register records that tasks can be measured by. Raises ``ValueError`` for a name that other records have."""
    if name in SOURCES and SOURCES[name].label != label:
        raise ValueError(f"progress {name} stands twice")
    SOURCES[name] = Source(name, label, count)
