"""Ratings of a made-up world: the answers that were given while it was played, given many times.

A rating holds neither dossier nor time (settled question 17), so each is stamped with a key of its own beside a spent
link that leads nowhere.
"""

from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from thanthien.core.bulk import Cell, Row, Sink, columns_of, rows_of


def tables() -> tuple[type[models.Model], type[models.Model]]:
    """Return the tables of answers and of spent links."""
    return apps.get_model("quality", "Rating"), apps.get_model("quality", "SpentToken")


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of answers that one commune was given, as the database keeps them."""

    rows: list[tuple[Any, ...]]

    @classmethod
    def read(cls, unit_id: UUID) -> "Answers":
        """Read those of a unit."""
        return cls(rows_of(tables()[0], "unit_id", [unit_id]))

    def stamp(self, times: float, sink: Sink, seed: str) -> None:
        """Write so many answers for each; a fraction falls by lot, the same for the same seed."""
        rating, spent = tables()
        names, rng = columns_of(rating), Random(f"answers:{seed}")
        for values in self.rows:
            cells = [
                Cell("%(key)s", True) if name == "id" else Cell(value.hex if isinstance(value, UUID) else value, False)
                for name, value in zip(names, values, strict=True)
            ]
            row, month = Row(rating, cells), values[names.index("month")]
            used = Row(spent, [Cell("%(hash)s", True), Cell(month, False)])
            for _ in range(int(times) + (rng.random() < times % 1)):
                gaps = {"key": f"{rng.getrandbits(128):032x}", "hash": f"{rng.getrandbits(256):064x}"}
                sink.put(row.table, row.filled(gaps))
                sink.put(used.table, used.filled(gaps))
