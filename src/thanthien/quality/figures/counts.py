"""Counting the promises: one statement for a whole board, the same rows for the list behind each figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum, Value

from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.quality.figures import kept
from thanthien.quality.figures.definitions import DEFINITIONS, WAITING, Definition
from thanthien.quality.figures.more import EVERY, PROMISES
from thanthien.quality.figures.sources import Span
from thanthien.rules import conduct, ratings
from thanthien.rules.rulebook import book

UNCOUNTED: Final = "máy đang đếm, lát nữa có số"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in one month: all rows, those above the line, the sum of points where there are any."""

    all: int = 0
    met: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise in one month, with the month before.

    ``lacking`` says why it cannot be measured; then ``value`` is None. ``value`` is a share (0 to 1), a mean (1 to
    5), a count, or for a gain the difference of two shares. ``asked``: how many people could have answered. ``own``
    counts one officer's rows alone. ``at``: when the loop counted it; None means just now.
    """

    promise: conduct.Promise
    month: str
    definition: Definition | None
    now: Tally
    before: Tally
    lacking: str = ""
    lacking_before: str = ""
    asked: int = 0
    own: bool = False
    at: datetime | None = None

    @property
    def value(self) -> float | None:
        """The figure of the month, None where it cannot be measured."""
        return None if self.lacking or self.definition is None else _value(self.definition.kind, self.now, self.before)

    @property
    def value_before(self) -> float | None:
        """The figure of the month before."""
        if self.lacking_before or self.definition is None or self.definition.kind == "gain":
            return None
        return _value(self.definition.kind, self.before, Tally())


def _value(kind: str, now: Tally, before: Tally) -> float | None:
    if kind == "never":
        return float(now.met)
    if not now.all:
        return None
    if kind == "mean":
        return now.points / now.all
    if kind == "gain":
        return now.met / now.all - before.met / before.all if before.all else None
    return now.met / now.all


def span_of(month: str) -> Span:
    """Return the half-open span of a month "2026-10" in Vietnam. Raises ``ValueError`` for no month."""
    first = date.fromisoformat(f"{month}-01")
    return clock.day_start(first), clock.day_start((first + timedelta(days=32)).replace(day=1))


def month_before(month: str) -> str:
    """Return the month before one."""
    return f"{date.fromisoformat(f'{month}-01') - timedelta(days=1):%Y-%m}"


def board(unit_id: UUID, month: str, now: datetime) -> list[Figure]:
    """Return every promise of the commune for a month, then the figures beside them (``more``).

    From what the loop counted (``kept``); counted now, each month in one statement beside the count of people asked,
    where that is too old and quickly done. A month that is neither lacks its figures for a while and says so.
    Raises ``ValueError`` for no month.
    """
    earlier, first = month_before(month), span_of(month)[0].date()
    known = kept.kept_of(unit_id, (month, earlier), now)
    counted: dict[tuple[str, str], Tally] = {}
    contacts: dict[str, int] = {}
    old = [when for when in (month, earlier) if when not in known or not known[when].good]
    few = bool(old) and not onestop.counting.many(unit_id, kept.FEW)
    live = {when: counted_now(unit_id, when, now) for when in old} if few else {}
    for when, found in (known | live).items():
        counted |= {(key, when): Tally(*map(int, one)) for key, one in found.counts.items()}
        contacts[when] = found.contacts
    at = known[month].at if month in known and month not in live else None
    every = (*conduct.promises(first), *PROMISES)
    return [replace(_figure(one, month, counted, contacts, own=False), at=at) for one in every]


def counted_now(unit_id: UUID, month: str, now: datetime) -> kept.Kept:
    """Count every figure of one month, as it is kept."""
    found = tallies({(one, month): _rows(one, unit_id, month, now, None) for one in EVERY})
    counts = {key: (one.all, one.met, one.points) for (key, _), one in found.items()}
    return kept.Kept(now, counts, onestop.contacts_in(unit_id, *span_of(month)))


def boards(unit_id: UUID, months: Sequence[str], now: datetime) -> dict[str, list[Figure]]:
    """Return what :func:`board` returns for each of some months, every month counted once: one statement a month."""
    counted: dict[tuple[str, str], Tally] = {}
    every = sorted({*months, *map(month_before, months)})
    for when in every:
        counted |= tallies({(one, when): _rows(one, unit_id, when, now, None) for one in DEFINITIONS})
    contacts = {when: onestop.contacts_in(unit_id, *span_of(when)) for when in every}
    return {
        month: [
            _figure(promise, month, counted, contacts, own=False)
            for promise in conduct.promises(span_of(month)[0].date())
        ]
        for month in months
    }


def figure(unit_id: UUID, month: str, now: datetime, promise_id: str) -> Figure:
    """Return one promise. Raises ``KeyError`` for an unknown one."""
    found = _figures(unit_id, month, now, [promise_id])
    if not found:
        raise KeyError(promise_id)
    return found[0]


def figures(unit_id: UUID, month: str, now: datetime, ids: Iterable[str]) -> list[Figure]:
    """Return some promises of the commune, as the board shows them. Codes that no promise has are left out."""
    return _figures(unit_id, month, now, ids)


def own_figures(unit_id: UUID, month: str, now: datetime, ids: Iterable[str], staff_id: UUID) -> list[Figure]:
    """Return some promises as one officer keeps them, where the rows say who answers; the others for the commune.

    The same rows and the same one statement as the public board's, narrowed to the officer. A row counts for whoever
    answers for it now. Codes that no promise has are left out.
    """
    return _figures(unit_id, month, now, ids, staff_id)


def rows_behind(unit_id: UUID, month: str, now: datetime, promise_id: str) -> QuerySet[Any]:
    """Return the rows that a figure counts, each with ``met``. Raises ``KeyError`` for a promise not measured."""
    return EVERY[promise_id].source(unit_id, span_of(month), now)


def _rows(one: str, unit_id: UUID, when: str, now: datetime, staff_id: UUID | None) -> QuerySet[Any]:
    definition = EVERY[one]
    rows = definition.source(unit_id, span_of(when), now)
    return rows.filter(**{definition.by: staff_id}) if staff_id and definition.by else rows


def _figures(
    unit_id: UUID, month: str, now: datetime, ids: Iterable[str], staff_id: UUID | None = None
) -> list[Figure]:
    wanted, earlier = set(ids), month_before(month)
    known = [one for one in wanted if one in EVERY]
    asked = {
        (one, when): _rows(one, unit_id, when, now, staff_id)
        for one in known
        for when in (month, earlier)
    }  # fmt: skip
    counted = tallies(asked)
    surveyed = any(EVERY[one].survey for one in known)
    contacts = {when: onestop.contacts_in(unit_id, *span_of(when)) if surveyed else 0 for when in (month, earlier)}
    return [
        _figure(promise, month, counted, contacts, staff_id is not None)
        for promise in (*conduct.promises(span_of(month)[0].date()), *PROMISES)
        if promise.id in wanted
    ]


def _figure(
    promise: conduct.Promise, month: str, counted: Mapping[tuple[str, str], Tally], contacts: Mapping[str, int],
    own: bool,
) -> Figure:  # fmt: skip
    definition, earlier = EVERY.get(promise.id), month_before(month)
    if definition is None:
        return Figure(promise, month, None, Tally(), Tally(), WAITING[promise.id], WAITING[promise.id])
    now, before = counted.get((promise.id, month), Tally()), counted.get((promise.id, earlier), Tally())
    lacking, lacking_before = (
        _lacking(definition, tally, contacts.get(when), when) for tally, when in ((now, month), (before, earlier))
    )
    if definition.kind == "gain":
        lacking = lacking or (f"tháng trước {lacking_before}" if lacking_before else "")
    alone = own and bool(definition.by)
    return Figure(promise, month, definition, now, before, lacking, lacking_before, contacts.get(month, 0), alone)


def _lacking(definition: Definition, tally: Tally, contacts: int | None, month: str) -> str:
    """Say what is lacking to measure, "" for nothing. Floors are dated data (settled question 13, assumed).

    ``contacts`` is None for a month that nobody has counted yet.
    """
    if contacts is None:
        return UNCOUNTED
    if definition.kind in ("each", "never"):
        return "" if tally.all else f"không có {definition.things} nào để tính"
    day = span_of(month)[0].date()
    floor = ratings.sample_floor(contacts, day) if definition.survey else book().at("house.sample.least", day).number
    return "" if tally.all >= floor else f"có {tally.all} {definition.things}, cần ít nhất {floor}"


def tallies(asked: Mapping[tuple[str, str], QuerySet[Any]]) -> dict[tuple[str, str], Tally]:
    """Count many sets of rows in one statement. A set without rows is left out."""
    if not asked:
        return {}
    keys = list(asked)
    parts = [_part(number, asked[key]) for number, key in enumerate(keys)]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {keys[row["key"]]: Tally(row["all"], row["above"], row["sum"] or 0) for row in rows if row["all"]}


def _part(number: int, rows: QuerySet[Any]) -> QuerySet[Any]:
    points = F("points") if "points" in rows.query.annotations else Value(0)
    marked = rows.order_by().annotate(key=Value(number, output_field=IntegerField())).values("key")
    counted: QuerySet[Any] = marked.annotate(
        all=Count("pk"), above=Count("pk", filter=Q(met=True)), sum=Sum(points, output_field=IntegerField())
    )
    return counted
