"""Reading the catalogue as a commune offers it on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thanthien.core import counters
from thanthien.core.errors import NotThere
from thanthien.onestop import access, catalogue_data
from thanthien.onestop.catalogue_shape import Procedure, parse
from thanthien.onestop.models import ProcedureVersion

SERIES = counters.PUBLISHED

# A version never changes once written (a correction makes a new one), so parsing it once is enough.
_parsed: dict[UUID, Procedure] = {}


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure as one commune offers it: the version's key and number, the entry, and whether it is on."""

    version_id: UUID
    number: int
    entry: Procedure
    enabled: bool
    local: bool


def _entry(version: ProcedureVersion) -> Procedure:
    known = _parsed.get(version.id)
    if known is None:
        known = _parsed[version.id] = parse(version.data)
    return known


def _offers(rows: Iterable[ProcedureVersion], settings: dict[UUID, bool], unit_id: UUID | None) -> list[Offer]:
    nearest: dict[UUID, ProcedureVersion] = {}
    for row in rows:
        held = nearest.get(row.procedure_id)
        if held is None or _nearness(row, unit_id) > _nearness(held, unit_id):
            nearest[row.procedure_id] = row
    return [
        Offer(
            row.id, row.number, _entry(row), settings.get(row.procedure_id, row.procedure.on_by_default),
            row.unit_id is not None and row.unit_id == unit_id,
        )
        for row in nearest.values()
    ]  # fmt: skip


def _nearness(row: ProcedureVersion, unit_id: UUID | None) -> tuple[int, int]:
    """The commune's own version stands before its province's, that before the nation's."""
    if row.unit_id is None:
        return 0, row.number
    return (2 if row.unit_id == unit_id else 1), row.number


def offers(unit_id: UUID | None, on: date, disabled: bool = False) -> list[Offer]:
    """Return the procedures a commune offers on a day, most asked for first (2 queries).

    ``disabled`` adds those that are switched off here (province-only codes are off by default).
    """
    chosen = dict(access.switches(unit_id).values_list("procedure_id", "enabled"))
    found = _offers(access.versions(unit_id, on), chosen, unit_id)
    return sorted((one for one in found if one.enabled or disabled), key=lambda one: (one.entry.rank, one.entry.code))


def offer(unit_id: UUID | None, code: str, on: date) -> Offer:
    """Return one procedure by code, also a switched-off one; raises :class:`NotThere`."""
    if "\x00" in code:  # PostgreSQL does not even compare with it
        raise NotThere
    rows = access.versions(unit_id, on).filter(procedure__code=code)
    chosen = dict(access.switches(unit_id).filter(procedure__code=code).values_list("procedure_id", "enabled"))
    found = _offers(rows, chosen, unit_id)
    if not found:
        raise NotThere
    return found[0]


def entry_of(version: ProcedureVersion) -> Procedure:
    """Return the parsed entry of a pinned version."""
    return _entry(version)


def fields_of_procedures(unit_id: UUID, on: date) -> dict[str, str]:
    """Return the field (lĩnh vực) of every procedure by its code: what retention goes by (2 queries)."""
    return {one.entry.code: one.entry.field for one in offers(unit_id, on, disabled=True)}


def groups() -> dict[str, str]:
    """Return the life events by which procedures are listed: key → Vietnamese name."""
    return dict(catalogue_data.load().groups)


def extra_synonyms(unit_id: UUID | None, on: date) -> list[tuple[str, str]]:
    """Return the words that a commune's officers added: (text, procedure code)."""
    return list(access.synonyms(unit_id, on).values_list("text", "procedure__code"))
