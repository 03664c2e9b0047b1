"""The public face of org: units, people and positions."""

from thanthien.org.access import (
    AtWork,
    actor_for,
    at_work,
    colleague,
    colleagues,
    holders,
    office_by_code,
    office_of,
    offices,
    people_of,
)
from thanthien.org.commands import add_staff, appoint, end_position, give_position, new_password, set_office
from thanthien.org.importers.units import load_units
from thanthien.org.unit_facts import UnitBrief, UnitFact, UnitTie, unit_json
from thanthien.org.unit_queries import (
    children,
    neighbours,
    province_of,
    provinces,
    same_province,
    successors_of,
    unit_by_code,
    unit_by_id,
    units_named,
)

__all__ = [
    "AtWork",
    "UnitBrief",
    "UnitFact",
    "UnitTie",
    "actor_for",
    "add_staff",
    "appoint",
    "at_work",
    "children",
    "colleague",
    "colleagues",
    "end_position",
    "give_position",
    "holders",
    "load_units",
    "neighbours",
    "new_password",
    "office_by_code",
    "office_of",
    "offices",
    "people_of",
    "province_of",
    "provinces",
    "same_province",
    "set_office",
    "successors_of",
    "unit_by_code",
    "unit_by_id",
    "unit_json",
    "units_named",
]
