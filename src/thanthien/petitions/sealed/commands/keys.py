"""Acts on a person's own key, and vouching for a colleague's."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.clock import local
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.petitions.sealed import access, box
from thanthien.petitions.sealed.leaving import hold_all, why_needed
from thanthien.petitions.sealed.models import SealedKey


@dataclass(frozen=True, slots=True)
class Done:
    """The key that was made or changed."""

    id: str


def _own(actor: Actor) -> SealedKey:
    """Return the actor's key, locked until the act ends."""
    key = access.own_key(actor)
    if key is None:
        raise NotThere
    return db.lock(access.keys(actor.scope).filter(id=key.id)).get()


@command("sealed.set_up")
def set_up(
    run: Run, *, actor: Actor, now: datetime, key_id: UUID, public: bytes, locked: bytes, sheet: bytes, check: str
) -> Done:
    """Keep a new key whose sheet is not proved yet; one that never got that far is replaced.

    Raises :class:`Refused` where the person has a working key.
    """
    old = access.own_key(actor)
    if old is not None and old.sheet:
        raise Refused("Anh/chị đã có khóa. Quên câu mật khẩu thì dùng phiếu khôi phục.", "passphrase", "twice")
    if old is not None:
        old.ended_at = now
        old.save(update_fields=["ended_at"])
    SealedKey(
        id=key_id, unit_id=actor.scope, staff_id=UUID(actor.id), public=public, locked=locked, pending_sheet=sheet,
        pending_check=check, made_at=now,
    ).save(force_insert=True)  # fmt: skip
    run.audit(actor.scope, ("sealed_key", key_id))
    return Done(str(key_id))


@command("sealed.confirm_sheet")
def confirm_sheet(run: Run, *, actor: Actor, now: datetime, typed: str) -> Done:
    """Prove that the sheet is on paper by two of its groups; from now on it opens the key, and the one before does not.

    The first officer of a unit has nobody who could vouch, so that key counts at once; every later one waits, for a
    colleague or, where none is left, for the two of the escrow. Former officers still at work give their key up first.
    """
    key = _own(actor)
    asked, _, kept = key.pending_check.rpartition("-")
    if not asked or not hmac.compare_digest(kept, box.part_check(typed, key.id)):
        raise Refused("Hai nhóm này chưa khớp với phiếu vừa in. Xem lại số thứ tự của từng nhóm.", "groups", "wrong")
    key.sheet, key.pending_sheet, key.pending_check = bytes(key.pending_sheet), b"", ""
    day = local(now).date()
    is_officer = actor.id in {str(one.staff_id) for one in access.officers(actor.scope, day)}
    nobody = not access.vouched_here(actor.scope, day) and not access.sound(actor.scope, day)
    if key.vouched_at is None and is_officer and nobody:
        key.vouched_at = now
    key.save(update_fields=["sheet", "pending_sheet", "pending_check", "vouched_at"])
    run.audit(actor.scope, ("sealed_key", key.id))
    return Done(str(key.id))


@command("sealed.vouch")
def vouch(run: Run, *, actor: Actor, now: datetime, key_id: UUID, opened_key: UUID, letters: str) -> Done:
    """Say that a new key is a colleague's; from then on new cases are sealed to it, too.

    ``opened_key`` is the actor's own key, opened in this request. ``letters`` are what the colleague reads from the
    sheet: an administrator who appoints somebody by stealth cannot make a holder know them.
    """
    mine = access.officer(actor, now)
    theirs = {one.key.id: one.key for one in access.officers(actor.scope, local(now).date()) if one.key}
    key = theirs.get(key_id)
    if not mine.holds or mine.key is None or mine.key.id != opened_key or key is None or not key.sheet:
        raise NotThere
    if box.typed_code(letters) != box.typed_code(box.fingerprint(key.public)):
        raise Refused("Tám chữ này không khớp với khóa. Nhờ đồng nghiệp đọc lại trên phiếu của mình.", "letters")
    if key.vouched_at is None:
        key.vouched_at, key.vouched_by_id = now, UUID(actor.id)
        key.save(update_fields=["vouched_at", "vouched_by"])
    run.audit(actor.scope, ("sealed_key", key.id))
    return Done(str(key.id))


@command("sealed.new_passphrase")
def new_passphrase(run: Run, *, actor: Actor, now: datetime, opened_key: UUID, locked: bytes, by: str) -> Done:
    """Lock the same key under another passphrase; ``by`` says what opened it: "passphrase" or "sheet"."""
    key = _own(actor)
    if key.id != opened_key:
        raise NotThere
    key.locked = locked
    key.save(update_fields=["locked"])
    run.audit(actor.scope, ("sealed_key", key.id), {"by": by})
    return Done(str(key.id))


@command("sealed.new_sheet")
def new_sheet(run: Run, *, actor: Actor, now: datetime, opened_key: UUID, sheet: bytes, check: str) -> Done:
    """Prepare another sheet; the old one holds until this one is proved."""
    key = _own(actor)
    if key.id != opened_key:
        raise NotThere
    key.pending_sheet, key.pending_check = sheet, check
    key.save(update_fields=["pending_sheet", "pending_check"])
    run.audit(actor.scope, ("sealed_key", key.id))
    return Done(str(key.id))


@command("sealed.end_key")
def end_key(run: Run, *, actor: Actor, now: datetime) -> Done:
    """Give up the own key (passphrase and sheet both lost, or seen by others); what it alone opens forbids it."""
    hold_all(actor.scope)
    key = _own(actor)
    words = why_needed(key, local(now).date())
    if words:
        raise Refused(words, "", "last-holder")
    key.ended_at = now
    key.save(update_fields=["ended_at"])
    run.audit(actor.scope, ("sealed_key", key.id))
    return Done(str(key.id))


@command("sealed.miss")
def note_miss(run: Run, *, actor: Actor, now: datetime, key_id: UUID) -> Done:
    """Note a wrong passphrase or code: whoever tries somebody's key leaves a trace."""
    run.audit(actor.scope, ("sealed_key", key_id))
    return Done(str(key_id))
