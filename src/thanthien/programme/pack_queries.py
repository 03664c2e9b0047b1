"""What those who took a pack changed of it, and how a figure of theirs went before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.programme import packing
from thanthien.programme.access import packs as access
from thanthien.programme.models import Pack, PackTaken
from thanthien.quality import service as quality
from thanthien.rules import before_after as ba
from thanthien.rules import conduct
from thanthien.rules import packs as rules

USUAL: Final = "t3"
HIDDEN: Final = "(có dữ liệu cá nhân, không đưa ra đây)"


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a pack as people read it: its label, and each row's title with its other fields in words."""

    name: str
    label: str
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    readonly: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one section of a pack in one commune."""

    label: str
    found: rules.Difference
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taker:
    """A commune that took a pack: its last taking, and its first."""

    last: PackTaken
    first: PackTaken

    @property
    def label(self) -> str:
        """Kind and name of the commune."""
        return str(self.last.unit)


@dataclass(frozen=True, slots=True)
class Made:
    """What one commune made of a pack, section by section."""

    parts: tuple[Part, ...]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """As it was, changed, added, dropped."""
        found = [one.found for one in self.parts]
        return (
            sum(one.same for one in found), sum(len(one.changed) for one in found),
            sum(len(one.added) for one in found), sum(len(one.dropped) for one in found),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """A figure of one commune round the month of the taking. ``line``: had it gone on as before; may be empty."""

    promise: conduct.Promise
    how: str
    before: tuple[ba.Point, ...]
    month: ba.Point
    after: tuple[ba.Point, ...]
    line: tuple[float, ...]

    @property
    def points(self) -> tuple[ba.Point, ...]:
        """All months in order."""
        return (*self.before, self.month, *self.after)

    @property
    def sides(self) -> tuple[ba.Side, ba.Side]:
        """Both sides added up."""
        return ba.side(self.before), ba.side(self.after)


def shown(body: Mapping[str, Sequence[packing.Row]]) -> tuple[Shown, ...]:
    """Put the content of a pack into words, by section."""
    return tuple(
        Shown(
            name, one.label,
            tuple((str(row["title"]), tuple(_said(row, one.fields))) for row in body[name]), one.take is None,
        )
        for name, one in packing.SECTIONS.items()
        if body.get(name)
    )  # fmt: skip


def _said(row: Mapping[str, Any], fields: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, in_words(row.get(key))) for key, label in fields.items() if row.get(key)]


def in_words(value: Any) -> str:
    """Say a value of a row."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, list):
        return "; ".join(map(in_words, value))
    return "không có" if value is None else str(value)


def takers(actor: Actor, pack: Pack, today: date) -> list[Taker]:
    """Return who took any version of a pack, the last first; whom the actor may see."""
    first: dict[UUID, PackTaken] = {}
    last: dict[UUID, PackTaken] = {}
    for one in access.takings(actor, pack, today):  # the newest first
        first[one.unit_id] = one
        last.setdefault(one.unit_id, one)
    return [Taker(one, first[key]) for key, one in last.items()]


def made_of(taker: Taker) -> Made:
    """Return what one commune made of the version it took last. Whoever has a ``Taker`` may know."""
    with wall.lifted():
        return Made(_parts(taker.last, taker.first.had))


def _parts(taken: PackTaken, had: Mapping[str, Sequence[str]]) -> tuple[Part, ...]:
    found = []
    for name, one in packing.SECTIONS.items():
        packed = taken.pack.body.get(name)
        if packed and one.take is not None:
            own = one.export(taken.unit_id)
            difference = rules.compare(packed, own, set(had.get(name, ())), one.fields)
            found.append(Part(one.label, _discreet(difference), one.fields))
    return tuple(found)


def _discreet(found: rules.Difference) -> rules.Difference:
    """Hide what looks personal: what a taker typed since was never looked through for publishing."""
    changed = (rules.Change(_hidden(one.title), one.before, _hidden_all(one.after)) for one in found.changed)
    return rules.Difference(found.same, tuple(changed), tuple(map(_hidden, found.added)), found.dropped)


def _hidden(title: str) -> str:
    return HIDDEN if rules.personal_in([title], ()) else title


def _hidden_all(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: HIDDEN if rules.personal_in([value], ()) else value for key, value in values.items()}


def promises(on: date) -> list[tuple[str, str]]:
    """Return the promises that are measured as a share: an interval is known for these alone."""
    known = {key for key, one in quality.DEFINITIONS.items() if one.kind == "share"}
    return [(one.id, one.text) for one in conduct.promises(on) if one.id in known]


def course(taken: PackTaken, now: datetime, promise_id: str) -> Course:
    """Return a published figure of the commune that took a pack, month by month round the taking.

    Raises :class:`NotThere` for a promise that is not measured as a share.
    """
    today = clock.local(now).date()
    promise = next((one for one in conduct.promises(today) if one.id == promise_id), None)
    if promise is None or promise_id not in dict(promises(today)):
        raise NotThere
    before, after = ba.months_round(taken.taken_on, today)
    months = [*before, f"{taken.taken_on:%Y-%m}", *after]
    with wall.lifted():  # the figure itself is published at /bang-diem/
        points = _points(taken.unit_id, months, now, promise_id)
    cut = len(before)
    return Course(
        promise, quality.DEFINITIONS[promise_id].how, tuple(points[:cut]), points[cut], tuple(points[cut + 1 :]),
        ba.trend(points[:cut], 1 + len(after)),
    )  # fmt: skip


def _points(unit_id: UUID, months: Sequence[str], now: datetime, promise_id: str) -> list[ba.Point]:
    """Count each month: a figure brings its month and the one before, so every second month is asked for."""
    found: dict[str, ba.Point] = {}
    for month in months[::-1][::2]:
        one = quality.figure(unit_id, month, now, promise_id)
        found[month] = ba.Point(month, one.now.met, one.now.all, one.lacking)
        earlier = f"{date.fromisoformat(f'{month}-01') - timedelta(days=1):%Y-%m}"
        found[earlier] = ba.Point(earlier, one.before.met, one.before.all, one.lacking_before)
    return [found[month] for month in months]
