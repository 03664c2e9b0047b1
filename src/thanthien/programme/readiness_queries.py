"""What the pages of the readiness review ask: the list in force, a review by group, two reviews side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.programme.access import readiness as access
from thanthien.programme.models import Checklist, Review, ReviewItem, ReviewPhoto
from thanthien.rules.checklist import ANSWERS, CHANGES, GAPS, GROUPS, Item, changed, counted, in_order, items

NATIONAL = "danh mục chung của phần mềm, chờ cấp trên xác nhận"


@dataclass(frozen=True, slots=True)
class InForce:
    """The list that holds on a day, and whose it is."""

    items: tuple[Item, ...]
    basis: str
    made: Checklist | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a review with its photos."""

    item: ReviewItem
    photos: tuple[ReviewPhoto, ...]

    @property
    def gap(self) -> bool:
        """Whether something is lacking here."""
        return self.item.answer in GAPS


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of items."""

    code: str
    head: str
    lines: tuple[Line, ...]

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(bool(line.item.answer) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review: its groups, how many items have which answer, what is lacking."""

    review: Review
    groups: tuple[GroupView, ...]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All items."""
        return sum(self.counts.values())

    @property
    def answered(self) -> int:
        """Items with an answer."""
        return self.total - self.counts[""]

    @property
    def gaps(self) -> tuple[Line, ...]:
        """Items that are lacking, in order."""
        return tuple(line for group in self.groups for line in group.lines if line.gap)


@dataclass(frozen=True, slots=True)
class Pair:
    """One item in two reviews: what it was, what it is, what became of it (``rules.checklist.CHANGES``)."""

    text: str
    before: Line | None
    after: Line | None
    change: str

    @property
    def said(self) -> str:
        """What became of it in words."""
        return CHANGES[self.change]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reviews side by side, by group; ``counts`` by kind of change."""

    before: Review
    after: Review
    groups: tuple[tuple[str, tuple[Pair, ...]], ...]
    counts: Mapping[str, int] = field(default_factory=dict)


def in_force(unit_id: UUID, on: date) -> InForce:
    """Return the list for a commune on a day: the nearest level's above that made one, else the country's."""
    made = access.made_above(unit_id, on)
    if made is None:
        return InForce(items(on), NATIONAL)
    return InForce(as_items(made), f"danh mục theo {made.number}, {made.issuer}", made)


def as_items(made: Checklist) -> tuple[Item, ...]:
    """Return the items of a province's list. They are its own decision: nothing about them is assumed."""
    return in_order(
        Item(row["code"], row["group"], row["text"], row["hint"], row["source"], assumed=False) for row in made.items
    )


def to_change(unit_id: UUID, on: date) -> tuple[Item, ...]:
    """Return the list that a level begins with when it makes a new one: its own newest, else what holds above it."""
    newest = access.made_by(unit_id).first()
    return as_items(newest) if newest is not None else in_force(unit_id, on).items


def review_view(row: Review) -> ReviewView:
    """Return a review with its photos: two queries, however many items."""
    rows = list(access.items(row))
    taken: dict[UUID, list[ReviewPhoto]] = {}
    for photo in access.photos(row.unit_id, (one.id for one in rows)):
        taken.setdefault(photo.item_id, []).append(photo)
    groups = tuple(
        GroupView(code, head, tuple(Line(one, tuple(taken.get(one.id, ()))) for one in rows if one.group == code))
        for code, head in GROUPS.items()
    )
    return ReviewView(row, tuple(group for group in groups if group.lines), counted(one.answer for one in rows))


def first_and_last(actor: Actor) -> tuple[Review, Review] | None:
    """Return the commune's first finished review and its latest one, None while there are no two."""
    rows = list(access.reviews(actor))
    first = next((row for row in reversed(rows) if row.finished_on), None)
    return (first, rows[0]) if first is not None and first != rows[0] else None


def compared(before: Review, after: Review) -> Compared:
    """Set two reviews side by side by the items' codes; what only one of them has stands alone."""
    old, new = review_view(before), review_view(after)
    olds = {line.item.code: line for group in old.groups for line in group.lines}
    news = {line.item.code: line for group in new.groups for line in group.lines}
    pairs: dict[str, list[Pair]] = {head: [] for head in GROUPS.values()}
    for code in dict.fromkeys([*news, *olds]):
        was, now = olds.get(code), news.get(code)
        shown = (now or was or olds[code]).item
        change = changed(was.item.answer if was else None, now.item.answer if now else None)
        pairs[GROUPS[shown.group]].append(Pair(shown.text, was, now, change))
    every = [pair.change for rows in pairs.values() for pair in rows]
    counts = {kind: every.count(kind) for kind in CHANGES}
    return Compared(before, after, tuple((head, tuple(rows)) for head, rows in pairs.items() if rows), counts)


def said(answer: str) -> str:
    """Return an answer in words; "" is "chưa trả lời"."""
    return ANSWERS.get(answer, "Chưa trả lời")
