"""What the pages and the drill command may know without any passphrase."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from thanthien.core.actors import Actor
from thanthien.core.clock import local
from thanthien.petitions.sealed import access, box
from thanthien.petitions.sealed.limits import DRILL_EVERY
from thanthien.petitions.sealed.models import Kind, SealedRecord

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list: number, kind, dates. Nothing else may stand here."""

    id: UUID
    code: str
    kind: str
    received_on: date
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the list; ``after`` is the cursor of the next one."""

    rows: tuple[Row, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A way to open what is sealed: an officer, or a person who keeps a half of the escrow."""

    key_id: UUID | None
    staff_id: UUID
    name: str
    position: str
    ready: bool
    counts: bool
    fingerprint: str
    drilled_at: datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class House:
    """The state of a unit's sealing: may a case be made, and what is to be mended."""

    officers: tuple[Holder, ...]
    keepers: tuple[Holder, ...]
    two_holders: bool
    escrow: bool
    escrow_made: bool
    escrow_drilled_at: datetime | None
    escrow_overdue: bool
    can_make: bool
    records: int
    one_way: int

    @property
    def holding(self) -> int:
        """How many officers a case made today is sealed to."""
        return sum(one.counts for one in self.officers)

    @property
    def overdue(self) -> tuple[str, ...]:
        """Who has not opened the test record within 90 days, by name."""
        return tuple(one.name for one in (*self.officers, *self.keepers) if one.ready and one.overdue)


def _row(record: SealedRecord) -> Row:
    return Row(record.id, record.code, str(Kind(record.kind).label), record.received_on, record.made_at)


def one(actor: Actor, now: datetime, record_id: UUID) -> Row:
    """Return one readable case as a list shows it, or raise ``NotThere``."""
    return _row(access.record(actor, now, record_id))


def page(actor: Actor, now: datetime, after: str = "") -> Leaf:
    """Return the actor's readable cases, newest first."""
    rows = access.readable(actor, now).defer("body")
    edge = _edge(after)
    if edge is not None:
        rows = rows.filter(id__lt=edge)
    found = [_row(record) for record in rows.order_by("-id")[: PAGE + 1]]
    return Leaf(tuple(found[:PAGE]), str(found[PAGE - 1].id) if len(found) > PAGE else "")


def _edge(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def others(actor: Actor, now: datetime, record_id: UUID) -> tuple[list[Holder], list[Holder]]:
    """Return (holders of today who can open a readable case, holders who cannot yet)."""
    found = access.record(actor, now, record_id)
    have = set(access.wraps(actor.scope).filter(record=found).values_list("key_id", flat=True))
    holding = [_holder(one, now) for one in access.holders(actor.scope, local(now).date())]
    return [one for one in holding if one.key_id in have], [one for one in holding if one.key_id not in have]


def _is_overdue(drilled_at: datetime | None, now: datetime) -> bool:
    return drilled_at is None or now - drilled_at > DRILL_EVERY


def _holder(one: access.Officer, now: datetime) -> Holder:
    key = one.key
    return Holder(
        key.id if key else None, one.staff_id, one.name, one.position, bool(key and key.sheet), one.holds,
        box.fingerprint(key.public) if key else "", key.drilled_at if key else None,
        key is not None and _is_overdue(key.drilled_at, now),
    )  # fmt: skip


def _keepers(unit_id: UUID, now: datetime) -> tuple[Holder, ...]:
    """Return the two persons of the newest escrow."""
    day = local(now).date()
    keys = [share.key for made in access.escrows(unit_id)[:1] for share in access.shares(made)]
    return tuple(
        Holder(
            key.id, key.staff_id, key.staff.name, "", bool(key.sheet), access.may_keep(key, day),
            box.fingerprint(key.public), key.drilled_at, _is_overdue(key.drilled_at, now),
        )
        for key in keys
    )  # fmt: skip


def house(unit_id: UUID, now: datetime) -> House:
    """Return how a unit stands; counts, names and days only."""
    day = local(now).date()
    made, sound = next(iter(access.escrows(unit_id)), None), access.sound(unit_id, day)
    officers = tuple(_holder(one, now) for one in access.officers(unit_id, day))
    holding = {one.key_id for one in officers if one.counts}
    drilled_at = made.drilled_at if made else None
    return House(
        officers, _keepers(unit_id, now), len(holding) >= 2, made in sound, made is not None, drilled_at,
        made in sound and _is_overdue(drilled_at, now), bool(holding) and len(holding) + bool(sound) >= 2,
        access.records(unit_id).count(), _one_way(unit_id, holding, {one.id for one in sound}),
    )  # fmt: skip


def _one_way(unit_id: UUID, holding: set[UUID | None], sound: set[UUID]) -> int:
    """Count the cases that fewer than two ways of today open: the next loss would be for ever."""
    rows = access.records(unit_id)
    if not holding and not sound:
        return rows.count()
    living = Q(wraps__key_id__in=holding) | Q(wraps__escrow_id__in=sound)
    return rows.annotate(ways=Count("wraps", filter=living)).filter(ways__lt=2).count()


def may_be_keepers(actor: Actor, now: datetime) -> list[tuple[str, str]]:
    """Return (key id, name) of those who could keep a half of the escrow."""
    day = local(now).date()
    officers = {one.staff_id for one in access.officers(actor.scope, day)}
    rows = access.keys(actor.scope).select_related("staff").order_by("staff__name", "id")
    return [(str(key.id), key.staff.name) for key in rows if key.staff_id not in officers and access.may_keep(key, day)]


@dataclass(frozen=True, slots=True)
class Asked:
    """An opening of an escrow that waits for the second person."""

    id: UUID
    by: str
    mine: bool
    reason: str
    reader: str
    letters: str
    asked_at: datetime
    until: datetime


def asked(actor: Actor, now: datetime) -> list[Asked]:
    """Return what waits, for the two who keep the halves; to anybody else nothing."""
    mine = {share.escrow_id: share.key_id for share in access.shares_of(actor)}
    rows = access.openings(actor.scope, now).filter(escrow_id__in=mine)
    rows = rows.select_related("asked_by__staff", "for_key__staff").order_by("-asked_at")
    return [
        Asked(
            row.id, row.asked_by.staff.name, row.asked_by_id == mine[row.escrow_id], row.reason,
            row.for_key.staff.name if row.for_key else "", box.fingerprint(row.for_key.public) if row.for_key else "",
            row.asked_at, row.until,
        )
        for row in rows
    ]  # fmt: skip


def keeps(actor: Actor) -> list[tuple[str, datetime]]:
    """Return (escrow id, made at) of the escrows that the actor keeps a half of, newest first."""
    return [(str(share.escrow_id), share.escrow.made_at) for share in access.shares_of(actor)]


def readers(actor: Actor, now: datetime) -> list[tuple[str, str]]:
    """Return (key id, name with letters) of the officers of today with keys, whom the escrow can let in.

    Names are what an administrator typed, and two may bear one: the letters stand on the right person's sheet.
    """
    rows = access.officers(actor.scope, local(now).date())
    return [
        (str(one.key.id), f"{one.name} (khóa {box.fingerprint(one.key.public)})")
        for one in rows
        if one.key is not None and one.key.sheet
    ]
