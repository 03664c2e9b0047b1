"""Who opened a file, as its owner reads it: post and unit, day and hour, what was looked at and why. No names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from thanthien.core import clock, journal, wall
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.rules import reading

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """One reading. ``unit`` is "xã Cẩm Vân"; ``why`` is "" where no reason is asked for."""

    at: datetime
    position: str
    unit: str
    what: str
    why: str


def readers_of(dossier: Dossier) -> list[Opened]:
    """Return the newest readings of a dossier in the unit that settles it and in the one that received it.

    Also in those that they came from or became: rows of the chain stay where they were written.
    The caller holds the dossier's secret link.
    """
    with wall.lifted():  # what the receiving commune's officers read stands in their own chain
        units = org.lineage(dossier.unit_id) | org.lineage(dossier.received_unit_id)
        rows = {key: journal.about([key], dossier.id, reading.KINDS, MOST) for key in units}
    found = [_opened(row, units[key]) for key, lines in rows.items() for row in lines]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _opened(row: journal.Row, unit: str) -> Opened:
    why = reading.sentence(str(row.data.get("reason", "")), clock.local(row.at).date())
    return Opened(row.at, row.position or "Cán bộ", unit, reading.KINDS[row.act], why)
