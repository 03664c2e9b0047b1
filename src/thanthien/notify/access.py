"""The only door to messages: those of one's own unit, and for the loop those whose time has come."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from thanthien.core import wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.core.models import ChannelRule, Errand, Message, Wish
from thanthien.core.models.outbox import CARRIED, STUCK, TO_SEND, UNREPORTED
from thanthien.notify import texts
from thanthien.notify.ways import EMAIL


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

    The house's own post (invitations to meetings, the root of a day, the morning's list) tells nobody about a dossier.
    """
    states = list(Message.State)
    rows = Message.objects.filter(unit_id=unit_id, state__in=states, created_at__gte=first, created_at__lt=end)
    return rows.exclude(template__in=sorted(texts.HOUSE))


def about(unit_id: UUID, subject_id: UUID) -> QuerySet[Message]:
    """Return the messages about one record; the caller has let the asker through to that record."""
    return Message.objects.filter(unit_id=unit_id, subject_id=subject_id)


def to_send(channel: str, now: datetime, limit: int) -> list[Message]:
    """Return what is due in a channel that a machine sends: each unit's oldest first, the units by turns.

    A commune that tells five thousand people at once does not keep the others waiting.
    """
    due = Message.objects.filter(TO_SEND, channel=channel, next_try_at__lte=now)
    turn = Window(RowNumber(), partition_by=[F("unit_id")], order_by=[F("next_try_at").asc(), F("id").asc()])
    keys = due.annotate(turn=turn).order_by("turn", "next_try_at", "id").values_list("id", flat=True)[:limit]
    found = by_ids(list(keys))
    return sorted(found.values(), key=lambda one: (one.next_try_at, one.id))


def by_ids(keys: Collection[UUID]) -> dict[UUID, Message]:
    """Return messages by key: the loop's own, that it took or had carried out."""
    return Message.objects.in_bulk(list(keys)) if keys else {}


def rules_of(units: Collection[UUID]) -> dict[UUID, ChannelRule]:
    """Return what these communes decided about text messages; one that decided nothing is left out."""
    return {one.unit_id: one for one in ChannelRule.objects.filter(unit_id__in=units)} if units else {}


def rule_of(unit_id: UUID) -> ChannelRule | None:
    """Return what a commune decided about text messages, None while the defaults hold."""
    return ChannelRule.objects.filter(unit_id=unit_id).first()


def languages(subjects: Collection[UUID]) -> dict[UUID, str]:
    """Return in which language people want to be told, where that is not Vietnamese."""
    rows = Wish.objects.filter(subject_id__in=subjects).exclude(language=texts.LANGUAGE)
    return dict(rows.values_list("subject_id", "language")) if subjects else {}


def wish_of(unit_id: UUID, subject_id: UUID) -> Wish | None:
    """Return how the person of a record wants to be told beyond the channel, None for no such wish."""
    return Wish.objects.filter(unit_id=unit_id, subject_id=subject_id).first()


def reported(message_id: UUID, channel: str) -> Message | None:
    """Return the message that a gateway's signed report is about; its unit is then open to the request."""
    with wall.lifted():
        found = Message.objects.filter(id=message_id, channel=channel).first()
    wall.admit(found.unit_id if found else None)
    return found


def stuck(actor: Actor) -> QuerySet[Message]:
    """Return what failed at least once in the actor's unit and neither left nor was given another way since."""
    return visible(actor).filter(STUCK)


def unreported(actor: Actor, before: datetime) -> QuerySet[Message]:
    """Return text messages that a gateway took before a moment and of which no report came."""
    return visible(actor).filter(UNREPORTED, sent_at__lt=before)


def stuck_in(unit_id: UUID) -> QuerySet[Message]:
    """Return the same for a unit, for the morning's list."""
    return Message.objects.filter(STUCK, unit_id=unit_id)


def lost_in(unit_id: UUID, before: datetime) -> QuerySet[Message]:
    """Return what a gateway took before a moment and never reported on, of one unit."""
    return Message.objects.filter(UNREPORTED, unit_id=unit_id, sent_at__lt=before)


def units_to_tell(before: datetime) -> list[UUID]:
    """Return the units that have something to look after: the loop writes to their officers."""
    stuck = Message.objects.filter(STUCK).order_by().values_list("unit_id", flat=True)
    lost = Message.objects.filter(UNREPORTED, sent_at__lt=before).order_by().values_list("unit_id", flat=True)
    return sorted({*stuck.distinct(), *lost.distinct()})


def carried(actor: Actor) -> QuerySet[Errand]:
    """Return what heads of hamlets of the actor's unit still have to tell; who may read slips may read it."""
    if not actor.may("message.errand") or actor.unit_id is None:
        return Errand.objects.none()
    rows = Errand.objects.filter(unit_id=actor.unit_id, told_at__isnull=True)
    return rows.filter(message__in=readable(actor).filter(CARRIED).values("id"))


def told_lately(actor: Actor, hamlet_id: UUID) -> QuerySet[Errand]:
    """Return what was told in a hamlet, newest first."""
    if not actor.may("message.errand") or actor.unit_id is None:
        return Errand.objects.none()
    rows = Errand.objects.filter(unit_id=actor.unit_id, hamlet_id=hamlet_id, told_at__isnull=False)
    return rows.select_related("message").order_by("-told_at", "-id")


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
