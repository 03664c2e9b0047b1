"""Lookups that must find exactly one unit."""

from datetime import date

from thanthien.org.unit_facts import UnitFact
from thanthien.org.unit_queries import unit_by_code, units_named


def one(text: str, on: date | None) -> UnitFact:
    found = units_named(text, on)
    assert len(found) == 1, [fact.full_label for fact in found]
    return found[0]


def by_code(code: str, on: date | None) -> UnitFact:
    fact = unit_by_code(code, on)
    assert fact is not None
    return fact
