"""Organisations of a unit that is reorganised: each new unit knows them again by number; the old book stays readable.

A filing that moved with its dossier points to the row of its new unit; what stood at filing is not rewritten. Runs
inside ``reorganisation.carry_out``, after the dossiers.
"""

from uuid import UUID

from thanthien.core.command import Run
from thanthien.core.ids import uuid7
from thanthien.onestop.commands import _following as rows
from thanthien.onestop.models import Organisation
from thanthien.org import service as org


def organisations(run: Run, scheme: org.Scheme) -> int:
    """Write them down in each new unit, the latest word of a number that several had; point moved filings there.

    Runs a second time for what came in meanwhile and writes nothing twice.
    """
    latest: dict[str, Organisation] = {}
    keys: dict[str, list[UUID]] = {}
    for one in rows.organisations_in(scheme.olds):
        # What a clerk took down (a representative stands there) outweighs what anybody typed online.
        if one.number not in latest or (one.representative and not latest[one.number].representative):
            latest[one.number] = one
        keys.setdefault(one.number, []).append(one.id)
    return sum(_into(new.id, latest, keys) for new in scheme.new) if latest else 0


def _into(unit_id: UUID, latest: dict[str, Organisation], keys: dict[str, list[UUID]]) -> int:
    here = rows.organisation_keys(unit_id, latest)
    fresh = [_again(one, unit_id) for number, one in latest.items() if number not in here]
    Organisation.objects.bulk_create(fresh)
    here |= {one.number: one.id for one in fresh}
    moved = rows.organisations_filed(unit_id)
    for number, old in keys.items():
        if moved & set(old):
            rows.filings_of(unit_id, old).update(organisation_id=here[number])
    return len(fresh)


def _again(row: Organisation, unit_id: UUID) -> Organisation:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return Organisation(**(values | {"id": uuid7(), "unit_id": unit_id}))
