"""Named questions of the work pages. Lists read one index range, whatever the size of the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.paging import leaf
from thanthien.core.text import clean, fold
from thanthien.onestop import access, timing
from thanthien.onestop.access import intake
from thanthien.onestop.access.register import Span, spanned
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.rules.clock import ClockState

PAGE = 25
COUNT_CAP = 500
GROUPS = ("late", "today", "next", "later", "paused")
COLUMNS = (
    "code", "title", "applicant", "state", "clock", "sort_due", "due_at", "revised_at", "decided_at", "clock_events",
    "limit", "derivation", "filed_at", "version", "unit", "received_unit", "owner",
    "first_reply_due", "first_reply_at", "result",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier in a list, with the clock's words. ``due`` is the date now promised (``revised`` by an apology)."""

    id: UUID
    code: str
    title: str
    applicant: str
    state: str
    owner: str
    clock: ClockState | None
    group: str
    filed_at: datetime
    version: int
    received_here: bool
    due: datetime | None
    revised: bool
    first_reply_due: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; ``after`` is the cursor of the next one, "" on the last."""

    lines: tuple[Line, ...]
    after: str


def bounds(now: datetime, unit_id: UUID | None) -> tuple[datetime, datetime, datetime]:
    """Return the beginnings of today, of tomorrow, and of the day after the unit's next working day."""
    today = clock.local(now).date()
    nearest = org.calendars.lately(unit_id).next_working_day(today)
    start = clock.day_start(today)
    return start, start + timedelta(days=1), clock.day_start(nearest) + timedelta(days=1)


def group_of(dossier: Dossier, now: datetime) -> str:
    """Return the heading under which a dossier stands: late, today, next (working day), later, paused."""
    if dossier.clock == "paused":
        return "paused"
    if dossier.sort_due is None:
        return "later"
    _, tomorrow, after_next = bounds(now, dossier.unit_id)
    if dossier.sort_due < now or timing.is_late(dossier, now):
        return "late"
    return "today" if dossier.sort_due < tomorrow else "next" if dossier.sort_due < after_next else "later"


def line_of(dossier: Dossier, now: datetime) -> Line:
    """Return a dossier as a list shows it."""
    owner = dossier.owner.name if dossier.owner else ""
    return Line(
        dossier.id, dossier.code, dossier.title, dossier.applicant, dossier.state, owner,
        timing.state_of(dossier, now), group_of(dossier, now), dossier.filed_at, dossier.version,
        dossier.received_unit_id != dossier.unit_id,
        dossier.revised_at or dossier.due_at, dossier.revised_at is not None,
        dossier.first_reply_due if dossier.first_reply_at is None else None,
    )  # fmt: skip


def _page(rows: QuerySet[Dossier], now: datetime, after: str, order: str = "sort_due") -> Page:
    """Read one page as a list shows it."""
    found = leaf(shown(rows), order, after, PAGE)
    return Page(tuple(line_of(row, now) for row in found.rows), found.after)


def shown(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Fetch what a line needs and no more: decrypting 25 numbers costs more than the list itself."""
    return rows.select_related("owner").only(*COLUMNS, "owner__name")


def mine(actor: Actor, now: datetime, group: str = "", after: str = "") -> Page:
    """Return a handler's open dossiers by clock, the most urgent first."""
    edges = bounds(now, actor.unit_id)
    return _page(in_group(access.visible(actor).filter(owner_id=own_id(actor)), group, now, edges), now, after)


def of_unit(actor: Actor, now: datetime, group: str = "", after: str = "") -> Page:
    """Return the unit's open dossiers by clock."""
    return _page(in_group(access.visible(actor), group, now, bounds(now, actor.unit_id)), now, after)


def in_state(actor: Actor, states: Sequence[str], now: datetime, after: str = "") -> Page:
    """Return the unit's dossiers that stand at a step (one or more states), by clock."""
    rows = (
        access.visible(actor).filter(state__in=states)
        if len(states) > 1
        else access.visible(actor).filter(state=states[0])
    )
    return _page(rows.filter(sort_due__isnull=False), now, after)


def finished(actor: Actor, now: datetime, *, own: bool, after: str = "") -> Page:
    """Return what has ended, the newest first: an officer's own dossiers, or those of the whole unit."""
    rows = access.visible(actor).filter(decided_at__isnull=False)
    return _page(rows.filter(owner_id=own_id(actor)) if own else rows, now, after, "-decided_at")


def own_id(actor: Actor) -> UUID | None:
    """Return the key by which an officer owns dossiers."""
    return UUID(actor.id) if actor.kind == "staff" else None


def in_group(
    rows: QuerySet[Dossier], group: str, now: datetime, edges: tuple[datetime, datetime, datetime]
) -> QuerySet[Dossier]:
    """Return the open dossiers of a group; "" is every running one. ``edges`` are :func:`bounds`."""
    if group == "paused":
        return rows.filter(clock="paused", sort_due__isnull=False)
    running = rows.filter(clock="running")
    _, tomorrow, after_next = edges
    spans = {
        "late": Q(sort_due__lt=now),
        "today": Q(sort_due__gte=now, sort_due__lt=tomorrow),
        "next": Q(sort_due__gte=tomorrow, sort_due__lt=after_next),
        "later": Q(sort_due__gte=after_next),
    }
    return running.filter(spans.get(group, Q(sort_due__isnull=False)))


def register(actor: Actor, now: datetime, after: str = "") -> Page:
    """Return the register (sổ): everything filed, newest first."""
    return _page(access.visible(actor), now, after, "-filed_at")


def register_of(actor: Actor, span: Span, now: datetime, after: str = "") -> Page:
    """Return the part of the register that was filed in a span, newest first."""
    rows = spanned(actor.scope, span) & access.visible(actor)
    return _page(rows, now, after, "-filed_at")


def kept_register(actor: Actor, unit_id: UUID, now: datetime, after: str = "") -> Page:
    """Return the register of an ended unit whose files the actor's unit keeps, newest first."""
    return _page(access.kept(actor).filter(unit_id=unit_id), now, after, "-filed_at")


def received_elsewhere(actor: Actor, now: datetime, after: str = "") -> Page:
    """Return what this counter received for other communes, newest first."""
    return _page(access.received(actor), now, after, "-filed_at")


def find(actor: Actor, text: str, now: datetime) -> list[Line]:
    """Find dossiers of the unit by code, phone or the beginning of a name (at most one page)."""
    words = clean(text[:200])
    if len(words) < 2:
        return []
    digits = words.replace(" ", "").replace(".", "")
    who = Q(code__iexact=words) | Q(applicant_fold__startswith=fold(words))
    who = who | Q(phone=digits) if digits.isdigit() else who
    who = who | Q(id__in=intake.named(words).values("dossier_id"))
    found = list(shown(access.visible(actor).filter(who)).order_by("-filed_at", "id")[:PAGE])
    if len(found) < PAGE:  # then the registers of ended units that are kept here
        found += shown(access.kept(actor).filter(who)).order_by("-filed_at", "id")[: PAGE - len(found)]
    return [line_of(row, now) for row in found]


def person_known(actor: Actor, id_number: str, phone: str) -> Dossier | None:
    """Return the newest dossier of a person at this counter, to fill in name and phone for the clerk."""
    return access.of_person(actor, id_number, phone).first()
