"""What belongs to no dossier and is stamped once: tickets of the waiting room, tills with the money of all stamps."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.db import models

from thanthien.core.bulk import Cell, acts_of, columns_of, rows_of
from thanthien.core.clock import local
from thanthien.core.models import AuditRow
from thanthien.ops.world.many.stencil import Sealed, Stencil, sealed

SUM = re.compile(r'"(counted|received)":\d+')
OF_A_ROOM = ("ticket:", "hall")


def tables() -> tuple[type[models.Model], type[models.Model]]:
    """Return the tables of tills and of tickets."""
    return apps.get_model("onestop", "CashSheet"), apps.get_model("onestop", "Ticket")


def tills_of(unit_id: UUID) -> dict[UUID, UUID]:
    """Return the played tills of a unit, each with a key of its own that does not change from one play to the next."""
    return {key: uuid5(unit_id, f"till {at}") for at, key in enumerate(_keys(tables()[0], unit_id))}


def loose(unit_id: UUID, tills: Mapping[UUID, UUID]) -> list[Stencil]:
    """Return the tills and tickets of a unit. A till that was closed has what all its receipts came to."""
    sheet, ticket = tables()
    made = [_till(row, tills) for row in rows_of(sheet, "unit_id", [unit_id])]
    return made + [_ticket(row) for row in rows_of(ticket, "unit_id", [unit_id])]


def _keys(model: type[models.Model], unit_id: UUID) -> list[UUID]:
    at = columns_of(model).index("id")
    return [UUID(str(row[at])) for row in rows_of(model, "unit_id", [unit_id])]


def _till(row: tuple[Any, ...], tills: Mapping[UUID, UUID]) -> Stencil:
    names = columns_of(tables()[0])
    said = dict(zip(names, row, strict=True))
    old = UUID(str(said["id"]))
    new = tills[old]

    def gapped(text: str) -> str:
        text = text.replace("%", "%%").replace(str(old), str(new)).replace(old.hex, new.hex)
        return SUM.sub(lambda found: f'"{found[1]}":%(money)d', text)

    cells = [Cell(value.hex if isinstance(value, UUID) else value, False) for value in row]
    cells[names.index("id")] = Cell(new.hex, False)
    if said["closed_at"]:
        cells[names.index("received")] = cells[names.index("counted")] = Cell("%(money)d", True)
    return _stencil(tables()[0], cells, acts_of([old]), gapped, [(new.hex, 0)])


def _ticket(row: tuple[Any, ...]) -> Stencil:
    names = columns_of(tables()[1])
    old = UUID(str(row[names.index("id")]))

    def gapped(text: str) -> str:
        return text.replace("%", "%%").replace(str(old), "%(d)s").replace(old.hex, "%(h)s")

    cells = [Cell(value.hex if isinstance(value, UUID) else value, False) for value in row]
    cells[names.index("id")] = Cell("%(h)s", True)
    return _stencil(tables()[1], cells, acts_of([old]), gapped)


def _stencil(
    model: type[models.Model], cells: list[Cell], acts: Sequence[AuditRow], gapped: Callable[[str], str],
    taken: Sequence[tuple[str, int]] = (),
) -> Stencil:  # fmt: skip
    found: list[Sealed] = [sealed(one, gapped) for one in acts]
    made = Stencil("", local(acts[0].recorded_at), open=False, at_once=False, taken=list(taken))
    made.rows, made.acts = [(model, cells)], found
    return made
