"""The only door to sealed cases: named officers of the unit, and of each case those whom it was sealed to.

Named means: the position itself is held today. Who stands in for a holder, or administers, gets nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core.actors import Actor, Role
from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.org import service as org
from thanthien.petitions.sealed.models import (
    EscrowOpening,
    EscrowShare,
    Kind,
    SealedEscrow,
    SealedKey,
    SealedRecord,
    SealedWrap,
)


@dataclass(frozen=True, slots=True)
class Officer:
    """Who holds the position of a sealed officer today, with their key if there is one."""

    staff_id: UUID
    name: str
    position: str
    key: SealedKey | None

    @property
    def holds(self) -> bool:
        """Tell whether new cases are sealed to this person: the sheet is printed, a colleague has vouched."""
        return self.key is not None and bool(self.key.sheet) and self.key.vouched_at is not None


def keys(unit_id: UUID) -> QuerySet[SealedKey]:
    """Return the keys of a unit that have not ended."""
    return SealedKey.objects.filter(unit_id=unit_id, ended_at=None)


def officers(unit_id: UUID, day: date) -> list[Officer]:
    """Return the unit's sealed officers of the day. An administrator is none, whatever else they hold."""
    known = {key.staff_id: key for key in keys(unit_id)}
    found: dict[UUID, Officer] = {}
    for held in org.holders(unit_id, Role.SEALED, day):
        actor = org.actor_for(held.staff, day, unit_id)
        if actor.unit_id == unit_id and actor.may("sealed.read"):
            found[held.staff_id] = Officer(held.staff_id, held.staff.name, held.title, known.get(held.staff_id))
    return list(found.values())


def holders(unit_id: UUID, day: date) -> list[Officer]:
    """Return the officers to whom a case made today is sealed."""
    return [one for one in officers(unit_id, day) if one.holds]


def vouched_here(unit_id: UUID, day: date) -> bool:
    """Tell whether somebody at work here has a key that was vouched for, whatever posts they hold meanwhile.

    Asked of all posts, because an administrator gives and takes posts: officers made administrators for a minute
    hold nothing, and a key made in that minute must not count by itself.
    """
    vouched = keys(unit_id).exclude(vouched_at=None).select_related("staff")
    return any(org.actor_for(key.staff, day, unit_id).unit_id == unit_id for key in vouched)


def officer(actor: Actor, now: datetime) -> Officer:
    """Return the actor as a sealed officer of today; raises :class:`NotThere` for anybody else."""
    if actor.may("sealed.read"):
        for one in officers(actor.scope, local(now).date()):
            if str(one.staff_id) == actor.id:
                return one
    raise NotThere


def own_key(actor: Actor) -> SealedKey | None:
    """Return the actor's own key in their unit, of a sealed officer or of a person who keeps a half."""
    if not actor.may("sealed.key"):
        raise NotThere
    return keys(actor.scope).filter(staff_id=UUID(actor.id)).first()


def readable(actor: Actor, now: datetime) -> QuerySet[SealedRecord]:
    """Return the cases that were sealed to the actor's key. To everybody else they are not there."""
    mine = officer(actor, now).key
    rows = SealedRecord.objects.filter(unit_id=actor.scope, wraps__key=mine).exclude(kind=Kind.DRILL)
    return rows if mine is not None else rows.none()


def record(actor: Actor, now: datetime, record_id: UUID) -> SealedRecord:
    """Return one readable case or raise :class:`NotThere`."""
    found = readable(actor, now).filter(id=record_id).first()
    if found is None:
        raise NotThere
    return found


def records(unit_id: UUID) -> QuerySet[SealedRecord]:
    """Return all cases of a unit without the test record: for counting and sealing, never for a page."""
    return SealedRecord.objects.filter(unit_id=unit_id).exclude(kind=Kind.DRILL)


def drill_record(unit_id: UUID) -> SealedRecord | None:
    """Return the unit's present test record."""
    return SealedRecord.objects.filter(unit_id=unit_id, kind=Kind.DRILL).order_by("-made_at", "-id").first()


def wraps(unit_id: UUID) -> QuerySet[SealedWrap]:
    """Return the wrapped data keys of a unit."""
    return SealedWrap.objects.filter(unit_id=unit_id)


def escrows(unit_id: UUID) -> list[SealedEscrow]:
    """Return the unit's escrow keys that are still a way to something, newest first."""
    return list(SealedEscrow.objects.filter(unit_id=unit_id, ended_at=None).order_by("-made_at", "-id"))


def shares(made: SealedEscrow) -> list[EscrowShare]:
    """Return the two halves with whose they are."""
    return list(EscrowShare.objects.filter(escrow=made).select_related("key", "key__staff").order_by("id"))


def sound(unit_id: UUID, day: date, without: UUID | None = None) -> list[SealedEscrow]:
    """Return the escrow keys that can be opened that day, newest first.

    Both persons are at work here and have keys, and neither of them is an officer who reads anyway. ``without``
    looks at the day after this person has gone.
    """
    found = escrows(unit_id)
    out: set[UUID | None] = {without}
    if found:
        out |= {one.staff_id for one in officers(unit_id, day)}
    return [made for made in found if _is_sound(made, day, out)]


def _is_sound(made: SealedEscrow, day: date, out: set[UUID | None]) -> bool:
    halves = [one for one in shares(made) if one.key.staff_id not in out and may_keep(one.key, day)]
    return len(halves) == 2


def may_keep(key: SealedKey, day: date) -> bool:
    """Tell whether a person may keep a half today: at work in the unit, key ready, no administrator."""
    actor = org.actor_for(key.staff, day, key.unit_id)
    ready = key.ended_at is None and bool(key.sheet)
    return ready and actor.unit_id == key.unit_id and actor.may("sealed.keep")


def openings(unit_id: UUID, now: datetime) -> QuerySet[EscrowOpening]:
    """Return the openings of the escrow that still wait for the second person."""
    return EscrowOpening.objects.filter(unit_id=unit_id, done_at=None, until__gt=now, escrow__ended_at=None)


def shares_of(actor: Actor) -> list[EscrowShare]:
    """Return the halves that the actor keeps, of the newest escrow first."""
    mine = own_key(actor) if actor.may("sealed.keep") else None
    if mine is None:
        return []
    rows = EscrowShare.objects.filter(key=mine, escrow__ended_at=None, escrow__unit_id=actor.scope)
    return list(rows.select_related("escrow", "key").order_by("-escrow__made_at", "-escrow_id"))
