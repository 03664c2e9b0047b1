"""Load the administrative units of the country from the file that comes with the product."""

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from thanthien.core import db
from thanthien.org.models.reorganisation import Reorganisation, ReorganisedUnit
from thanthien.org.models.units import EARLY, Unit, UnitLink, link_id, unit_id
from thanthien.org.unit_names import fold_name

FILE = Path(__file__).parent.parent / "data" / "units.json.gz"
_UNIT_FIELDS = ("code", "name", "name_fold", "kind", "level", "parent_id", "valid_from", "valid_to", "source")
_LINK_FIELDS = ("divided", "suggested", "continues", "law")
_BATCH = 1000
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Loaded:
    """What a run did."""

    read: int
    created: int
    changed: int


def load_units(file: Path = FILE, progress: Callable[[int], object] | None = None) -> Loaded:
    """Create what is missing, correct what differs, remove nothing; a second run writes nothing.

    ``progress`` is called with the number of rows just written. Rows that a commune entered itself stay.
    """
    data = json.loads(gzip.decompress(file.read_bytes()))
    units = _units(data)
    links = _links(data, units)
    with transaction.atomic():
        _keep_ends(units)
        first = _store(Unit.objects, units, _UNIT_FIELDS, progress)
        second = _store(UnitLink.objects, links, _LINK_FIELDS, progress)
        if first[0] + second[0]:
            db.know(Unit, UnitLink)
    return Loaded(len(units) + len(links), first[0] + second[0], first[1] + second[1])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _units(data: dict[str, Any]) -> list[Unit]:
    units: list[Unit] = []
    for code, kind, level, name, parent, begins, ends, source in data["units"]:
        units.append(
            Unit(
                id=unit_id(begins or EARLY, code),
                code=code,
                name=name,
                name_fold=fold_name(name),
                kind=kind,
                level=level,
                parent_id=None if parent is None else units[parent].id,
                valid_from=_day(begins),
                valid_to=_day(ends),
                source=data["sources"][source],
            )
        )
    return units


def _links(data: dict[str, Any], units: list[Unit]) -> list[UnitLink]:
    return [
        UnitLink(
            id=link_id(units[before].id, units[after].id),
            predecessor_id=units[before].id,
            successor_id=units[after].id,
            divided=mark in {"divided", "suggested"},
            suggested=mark == "suggested",
            continues=mark == "continues",
            law=data["sources"][law],
        )
        for before, after, mark, law in data["links"]
    ]


def _keep_ends(units: list[Unit]) -> None:
    """A unit that was reorganised here has ended, also where the file has not heard of it yet."""
    done = ReorganisedUnit.objects.filter(ends=True, reorganisation__state=Reorganisation.State.DONE)
    ended = dict(done.values_list("unit_id", "unit__valid_to"))
    for unit in units if ended else ():
        unit.valid_to = unit.valid_to or ended.get(unit.id)


def _store(
    manager: models.Manager[M],
    rows: list[M],
    fields: tuple[str, ...],
    progress: Callable[[int], object] | None,
) -> tuple[int, int]:
    stored = {row[0]: row[1:] for row in manager.values_list("pk", *fields)}
    wanted = {row.pk: tuple(getattr(row, name) for name in fields) for row in rows}
    missing = [row for row in rows if row.pk not in stored]
    differing = [row for row in rows if row.pk in stored and stored[row.pk] != wanted[row.pk]]
    for batch in _batches(missing):
        manager.bulk_create(batch)
        if progress:
            progress(len(batch))
    for batch in _batches(differing):
        manager.bulk_update(batch, [name.removesuffix("_id") for name in fields])
        if progress:
            progress(len(batch))
    return len(missing), len(differing)


def _batches(rows: list[M]) -> Iterable[list[M]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
