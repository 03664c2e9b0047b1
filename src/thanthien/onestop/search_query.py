"""Searching the procedures that a commune offers today: one index a process, built anew when they change."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Max, Q

from thanthien.onestop import catalogue, search_words
from thanthien.onestop.models import ProcedureSetting, ProcedureVersion, Synonym
from thanthien.onestop.search import Entry, Hit, Index


def search(unit_id: UUID | None, text: str, on: date, limit: int = 8) -> list[Hit]:
    """Return the best procedures a commune offers on a day, best first."""
    return index_of(unit_id, on).search(text, limit)


def index_of(unit_id: UUID | None, on: date) -> Index:
    """Return the index of a commune on a day (three small queries when it is known already)."""
    return _index(unit_id, on, _stamp(unit_id))


def _stamp(unit_id: UUID | None) -> str:
    """Return what changes with every version, setting or word of a commune's catalogue."""
    versions = ProcedureVersion.objects.aggregate(rows=Count("id"), ended=Count("valid_to"), last=Max("valid_from"))
    chosen = ProcedureSetting.objects.filter(unit_id=unit_id)
    settings = chosen.aggregate(rows=Count("id"), on=Count("id", filter=Q(enabled=True)))
    words = Synonym.objects.filter(unit_id=unit_id).aggregate(rows=Count("id"), ended=Count("valid_to"))
    return repr((versions, settings, words))


@lru_cache(maxsize=16)
def _index(unit_id: UUID | None, on: date, stamp: str) -> Index:
    words, groups = search_words.load(), catalogue.groups()
    entries = [Entry.of(one.entry, groups[one.entry.group]) for one in catalogue.offers(unit_id, on)]
    own = [search_words.Synonym(text, code, on) for text, code in catalogue.extra_synonyms(unit_id, on)]
    return Index(entries, [*words.synonyms, *own], words, on)
