"""An officer and an identity at a provider: linked by the officer after signing in here, and by nothing else."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from django.conf import settings

from thanthien.core import sessions
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.identity.models import ProviderLink
from thanthien.org import service as org
from thanthien.org.models import Staff

TAKEN: Final = "Định danh này đã gắn với người khác. Người đó bỏ gắn trước, hoặc nhờ người quản trị bỏ giúp."


@dataclass(frozen=True, slots=True)
class Linked:
    """The officer whose link was made, taken away or used."""

    id: str


@cache
def _secret() -> bytes:
    return hashlib.sha256(f"thanthien:provider-subject:{settings.SECRET_KEY}".encode()).digest()


def subject_of(issuer: str, sub: str) -> str:
    """Return what is stored of an identity (HMAC-SHA256): a ``sub`` may be a number that could be guessed."""
    text = f"{issuer}\0{sub}".encode("utf-8", "surrogatepass")
    return hmac.new(_secret(), text, hashlib.sha256).hexdigest()


def linked_staff(subject: str) -> Staff | None:
    """Return the active officer that an identity was linked to."""
    row = ProviderLink.objects.select_related("staff").filter(subject=subject, staff__is_active=True).first()
    return row.staff if row else None


def link_of(staff_id: UUID) -> ProviderLink | None:
    """Return somebody's link."""
    return ProviderLink.objects.filter(staff_id=staff_id).first()


@command("provider.link")
def link(run: Run, *, actor: Actor, now: datetime, subject: str, shown: str) -> Linked:
    """Link one's own account to the identity that the provider has just stated; an earlier link of one's own goes.

    Raises ``Refused`` for an identity that somebody else holds.
    """
    staff_id = _own(actor)
    org.lock_person(staff_id)
    if ProviderLink.objects.filter(subject=subject).exclude(staff_id=staff_id).exists():
        raise Refused(TAKEN)
    ProviderLink.objects.filter(staff_id=staff_id).delete()
    run.add(ProviderLink(staff_id=staff_id, subject=subject, shown=clean(shown)[:120], linked_at=now))
    run.audit(actor.scope, ("staff", staff_id), {}, {"shown": clean(shown)[:120]})
    return Linked(str(staff_id))


@command("provider.unlink")
def unlink(run: Run, *, actor: Actor, now: datetime, staff_id: UUID) -> Linked:
    """Take a link away: one's own, or, for an administrator, that of a person of the unit, whose sessions end then.

    Raises ``NotThere`` for people of another unit and where there is no link.
    """
    own = actor.kind == "staff" and actor.id == str(staff_id)
    if not own:
        if not actor.acts("staff.change"):
            raise NotThere
        org.person_here(actor, actor.scope, staff_id, now.date())
    gone, _ = ProviderLink.objects.filter(staff_id=staff_id).delete()
    if not gone:
        raise NotThere
    if not own:
        sessions.end_all(staff_id)
    run.audit(actor.scope, ("staff", staff_id), {"own": own})
    return Linked(str(staff_id))


@command("provider.sign_in")
def signed_in(run: Run, *, actor: Actor, now: datetime, second: bool) -> Linked:
    """Note that somebody came in through the provider; ``second``: a factor of the house is still asked."""
    staff_id = _own(actor)
    run.audit(actor.scope, ("staff", staff_id), {"second_step": second})
    return Linked(str(staff_id))


def _own(actor: Actor) -> UUID:
    if actor.kind != "staff" or actor.unit_id is None:
        raise NotThere
    return UUID(actor.id)
