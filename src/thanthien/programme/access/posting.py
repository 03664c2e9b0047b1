"""What hangs in the actor's own commune."""

from datetime import date
from uuid import UUID

from django.db.models import Min, QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.core.models import StoredFile
from thanthien.programme.models import Posting


def postings(actor: Actor) -> QuerySet[Posting]:
    """Return what hangs or hung, with its pictures."""
    if not actor.may("posting.read"):
        return Posting.objects.none()
    return Posting.objects.filter(unit_id=actor.scope).select_related("photo", "before", "by")


def posting(actor: Actor, posting_id: UUID) -> Posting:
    """Return one; raises :class:`NotThere`."""
    found = postings(actor).filter(id=posting_id).first()
    if found is None:
        raise NotThere
    return found


def take(actor: Actor, posting_id: UUID) -> Posting:
    """Return one locked for a change; raises :class:`NotThere`."""
    rows = Posting.objects.filter(unit_id=actor.scope, id=posting_id)
    found = db.lock(rows).first() if actor.may("posting.change") else None
    if found is None:
        raise NotThere
    return found


def first_days(unit_id: UUID) -> dict[str, date]:
    """Return the earliest day of each kind that hangs now."""
    rows = Posting.objects.filter(unit_id=unit_id, taken_down_on__isnull=True).order_by()
    return {row["kind"]: row["first"] for row in rows.values("kind").annotate(first=Min("on"))}


def hanging(unit_id: UUID) -> QuerySet[Posting]:
    """Return what hangs now in a commune, for its pack."""
    return Posting.objects.filter(unit_id=unit_id, taken_down_on__isnull=True).order_by("kind", "id")


def picture(actor: Actor, posting_id: UUID, which: str) -> StoredFile:
    """Return a picture ("truoc" before, "sau" after) of one; raises :class:`NotThere`."""
    row = posting(actor, posting_id)
    found = row.before if which == "truoc" else row.photo
    if found is None:
        raise NotThere
    return found
