"""The procedures that a commune offers today, and the search over them.

One copy a process, built anew when something changes: a version, a switch, a word, the day.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from thanthien.core import counters
from thanthien.core.actors import NO_UNIT
from thanthien.onestop import catalogue, search_words
from thanthien.onestop.search import Entry, Hit, Index
from thanthien.org import service as org
from thanthien.org.models import Office


class Offered:
    """The catalogue of one commune on one day. Treat it as frozen; threads share it."""

    def __init__(self, unit_id: UUID | None, on: date) -> None:
        self.unit_id, self.on = unit_id, on
        every = catalogue.offers(unit_id, on, disabled=True)
        self.every: Mapping[str, catalogue.Offer] = {one.entry.code: one for one in every}
        self.open: tuple[catalogue.Offer, ...] = tuple(one for one in every if one.enabled)

    @cached_property
    def office(self) -> Office:
        """What the commune says of itself."""
        return org.office_of(self.unit_id or NO_UNIT)

    @cached_property
    def index(self) -> Index:
        """The search over what is offered, with the words of this commune's officers."""
        words, groups = search_words.load(), catalogue.groups()
        entries = [Entry.of(one.entry, groups[one.entry.group]) for one in self.open]
        extra = catalogue.extra_synonyms(self.unit_id, self.on)
        own = [search_words.Synonym(text, code, self.on) for text, code in extra]
        return Index(entries, [*words.synonyms, *own], words, self.on)


def offered(unit_id: UUID | None, on: date) -> Offered:
    """Return what a commune offers on a day; one small query tells whether the known copy still holds.

    Every act on a commune's catalogue or settings takes a number of the series in its transaction.
    """
    return _offered(unit_id, on, counters.current(unit_id, catalogue.SERIES) if unit_id else 0)


def at_desk(unit_id: UUID, on: date) -> tuple[Office, Offered]:
    """Return a commune's settings and what it offers: every filing begins here. Do not change the office."""
    known = offered(unit_id, on)
    return known.office, known


def search(unit_id: UUID | None, text: str, on: date, limit: int = 8) -> list[Hit]:
    """Return the best procedures a commune offers on a day, best first."""
    return index_of(unit_id, on).search(text, limit)


def index_of(unit_id: UUID | None, on: date) -> Index:
    """Return the index of a commune on a day."""
    return offered(unit_id, on).index


@lru_cache(maxsize=32)
def _offered(unit_id: UUID | None, on: date, _stamp: int) -> Offered:
    return Offered(unit_id, on)
