"""The only door to messages: those of one's own unit, and for the loop those whose time has come."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.core.models import Message

EMAIL, SLIP = "email", "slip"


def visible(actor: Actor) -> QuerySet[Message]:
    """Return the messages of the actor's unit; somebody without a position sees none."""
    if actor.kind != "staff" or actor.unit_id is None or not actor.roles:
        return Message.objects.none()
    return Message.objects.filter(unit_id=actor.unit_id)


def readable(actor: Actor) -> QuerySet[Message]:
    """Return the messages whose words the actor may read: a slip holds a name and the secret link of a dossier.

    An administrator without another role keeps the mail going, and opens no citizen's dossier by its slip.
    """
    return visible(actor) if actor.may("message.read") else Message.objects.none()


def get_for(actor: Actor, message_id: UUID, act: str) -> Message:
    """Return one message that the actor may print, send again or give on paper, else :class:`NotThere`."""
    if not actor.may("counter.slips" if act == "print" else "message.unsent"):
        raise NotThere(act)
    rows = readable(actor) if act == "print" else visible(actor)
    message = rows.filter(id=message_id).first()
    if message is None:
        raise NotThere(act)
    return message


def written(unit_id: UUID, first: datetime, end: datetime) -> QuerySet[Message]:
    """Return what a unit told people in a span [first, end) for the public figures: counts leave, no words.

    Invitations to a board's meetings are the house's own post: they tell nobody about a dossier.
    """
    states = list(Message.State)
    rows = Message.objects.filter(unit_id=unit_id, state__in=states, created_at__gte=first, created_at__lt=end)
    return rows.exclude(template__startswith="meeting_")


def about(unit_id: UUID, subject_id: UUID) -> QuerySet[Message]:
    """Return the messages about one record; the caller has let the asker through to that record."""
    return Message.objects.filter(unit_id=unit_id, subject_id=subject_id)


def mail_due(now: datetime, limit: int) -> list[Message]:
    """Return e-mails whose time has come, oldest first. Slips wait for a person and never hold them up."""
    due = Message.objects.filter(channel=EMAIL, state=Message.State.QUEUED, next_try_at__lte=now)
    return list(due.order_by("next_try_at", "id")[:limit])


def mail_overdue(before: datetime) -> int:
    """Return how many e-mails should have left before a moment: a loop that stands still shows here."""
    rows = Message.objects.filter(channel=EMAIL, state=Message.State.QUEUED, attempts=0)
    return rows.filter(next_try_at__lte=before).count()


def waiting(units: Collection[UUID]) -> QuerySet[Message]:
    """Return the messages of these units that have not arrived: queued, or failed for good."""
    open_ = [Message.State.QUEUED, Message.State.FAILED]
    return Message.objects.filter(unit_id__in=units, state__in=open_)


def waiting_of(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many wait in each of these units."""
    rows = waiting(units).order_by().values_list("unit_id").annotate(count=Count("id"))
    return dict(rows)
