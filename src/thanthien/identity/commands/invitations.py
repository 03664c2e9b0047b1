"""Invitations: an administrator never knows another's password."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from thanthien.core import clock, db, sessions
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.identity import access
from thanthien.identity.models import Invitation
from thanthien.org import service as org

LASTS: Final = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that lasts until a moment (ISO 8601); ``access.token_of`` makes its link."""

    id: str
    ends_at: str


@dataclass(frozen=True, slots=True)
class Done:
    """The record that was changed."""

    id: str


def _may_administer(actor: Actor, unit_id: UUID) -> None:
    if actor.kind != "system" and not (actor.unit_id == unit_id and actor.acts("staff.change")):
        raise NotThere


@command("staff.invite")
def invite(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, staff_id: UUID) -> Invited:
    """Give somebody a one-time way to set a password; an earlier one of theirs is withdrawn.

    A password they had is gone at once and their sessions end: who asks for a new one has lost the old one,
    perhaps to somebody else. Factors stay. Raises ``NotThere`` for people of another unit.
    """
    _may_administer(actor, unit_id)
    staff = org.person_here(actor, unit_id, staff_id, clock.local(now).date())
    if not staff.is_active:
        raise Refused("Người này đã nghỉ, không mời được.")
    earlier = Invitation.objects.filter(staff_id=staff_id, used_at=None, withdrawn_at=None)
    for row in db.lock(earlier):
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
    first = (
        not staff.has_usable_password()
        and not Invitation.objects.filter(staff_id=staff_id, used_at__isnull=False).exists()
    )
    staff.set_unusable_password()
    staff.save(update_fields=["password"])
    sessions.end_all(staff_id)
    made = Invitation(staff=staff, unit_id=unit_id, first=first, made_at=now, ends_at=now + LASTS)
    made.save(force_insert=True)
    run.audit(unit_id, ("staff", staff_id), {"first": first, "until": clock.iso(made.ends_at)})
    return Invited(str(made.id), clock.iso(made.ends_at))


@command("invitation.withdraw")
def withdraw(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, staff_id: UUID) -> Done:
    """Take an invitation back that went to the wrong hands. Raises ``NotThere`` when none is open."""
    _may_administer(actor, unit_id)
    mine = Invitation.objects.filter(staff_id=staff_id, unit_id=unit_id, used_at=None, withdrawn_at=None)
    row = db.lock(mine).first()
    if row is None:
        raise NotThere
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    run.audit(unit_id, ("staff", staff_id))
    return Done(str(staff_id))


@command("invitation.use")
def use(run: Run, *, actor: Actor, now: datetime, invitation_id: UUID, password: str) -> Done:
    """Set the password and spend the invitation. Raises ``NotThere`` for one that is not open any more.

    ``actor`` is the invited person; somebody whose position begins next week may come today.
    """
    row = db.lock(Invitation.objects.filter(id=invitation_id)).first()
    if row is None or actor.id != str(row.staff_id) or access.state_of(row, now) != "open":
        raise NotThere
    staff = row.staff
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "new") from error
    staff.set_password(password)
    staff.save(update_fields=["password"])
    row.used_at = now
    row.save(update_fields=["used_at"])
    sessions.end_all(staff.id)
    run.audit(row.unit_id, ("staff", staff.id), {"first": row.first})
    return Done(str(staff.id))
