"""The procedure chosen at the counter, with what would be promised before anything is promised."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from thanthien.core.errors import NotThere
from thanthien.core.text import fold
from thanthien.onestop import service as onestop

wording = onestop.wording

LETTERS: Final = frozenset({"em-be", "cuoi-hoi", "nha-co-tang"})
FOUND: Final = 7


class PaperTick(NamedTuple):
    """One line of the checklist."""

    number: int
    words: str
    only_if: str
    required: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A procedure as one commune offers it now."""

    unit_id: UUID
    offer: onestop.Offer
    case: str
    promise: onestop.Promise
    papers: tuple[PaperTick, ...]
    by: str
    waivers: tuple[Any, ...]

    @property
    def entry(self) -> onestop.Procedure:
        """The catalogue entry."""
        return self.offer.entry

    @property
    def fee(self) -> Any:
        """How much, in words that never turn "unknown" into "free"."""
        return wording.how_much(self.entry.fee)

    @property
    def limit(self) -> Any:
        """How long."""
        return wording.how_long(self.entry.limit)

    @property
    def elsewhere(self) -> str:
        """Who settles what the counter only takes in."""
        return wording.handed_over(self.entry)

    @property
    def cases(self) -> list[tuple[str, str]]:
        """Kinds of case with a limit of their own."""
        return [(one.key, wording.case_line(one)) for one in self.entry.limit.cases if one.value is not None]

    @property
    def missing(self) -> list[str]:
        """The papers that everybody owes and nobody has ticked."""
        return [one.words for one in self.papers if one.required and not one.ticked]

    @property
    def asks_for_letter(self) -> bool:
        """Birth, marriage and death: only these have letters of the heart (settled question 11)."""
        return self.entry.group in LETTERS


def find(unit_id: UUID, text: str, now: datetime) -> list[tuple[onestop.Offer, str]]:
    """Return the procedures that fit what was typed, best first, each with its length in words."""
    index = onestop.index_of(unit_id, now.date())
    offers = {one.entry.code: one for one in onestop.offers(unit_id, now.date())}
    hits = [offers[hit.code] for hit in index.search(text, FOUND) if hit.code in offers] if text else []
    return [(one, wording.how_long(one.entry.limit).text) for one in hits]


def resolve(unit_id: UUID, text: str, code: str, now: datetime) -> str:
    """Return the code meant: the one chosen, unless other words were typed since; then the best hit for them."""
    if code and (not text or _is_title(unit_id, text, code, now)):
        return code
    if not text:
        return ""
    index = onestop.index_of(unit_id, now.date())
    first = next(iter(index.search(text, 1)), None)
    return index.shortcut(text) or (first.code if first else "")


def _is_title(unit_id: UUID, text: str, code: str, now: datetime) -> bool:
    try:
        return fold(onestop.offer(unit_id, code, now.date()).entry.title) == fold(text)
    except NotThere:
        return False


def choose(unit_id: UUID, code: str, case: str, ticks: Set[int], now: datetime) -> Chosen | None:
    """Return the procedure with its promise, None for a code that is not offered."""
    try:
        offer = onestop.offer(unit_id, code, now.date())
    except NotThere:
        return None
    if not offer.enabled:
        return None
    known = {one.key for one in offer.entry.limit.cases if one.value is not None}
    case = case if case in known else ""
    papers = tuple(_tick(number, paper, number in ticks) for number, paper in enumerate(offer.entry.papers, start=1))
    by, waivers = onestop.fees.asked_at_desk(offer.entry, now.date())
    return Chosen(unit_id, offer, case, onestop.promise(unit_id, offer, now, case), papers, by, waivers)


def _tick(number: int, paper: Any, ticked: bool) -> PaperTick:
    only_if = paper.only_if or ""
    return PaperTick(number, paper.short or paper.text, only_if, paper.required and not only_if, ticked)
