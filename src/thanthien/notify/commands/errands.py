"""Acts about what heads of hamlets tell: the list was handed over, this one was told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from thanthien.core import db, outbox
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import Errand
from thanthien.core.text import clean
from thanthien.notify import access
from thanthien.org import service as org

_OLDEST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Ticked:
    """The hamlet, and of how many messages something was noted."""

    hamlet_id: str
    count: int


@command("message.hand_list")
def hand_list(run: Run, *, actor: Actor, now: datetime, hamlet_id: UUID, errand_ids: Collection[UUID]) -> Ticked:
    """Note that a hamlet's list was handed to its head: those messages are "đã gửi", not yet told (settled 11).

    ``errand_ids`` are those that stood on the printed list: what came in meanwhile waits for the next one.
    """
    rows = _open(actor, hamlet_id, errand_ids)
    fresh = [one for one in rows if one.handed_at is None]
    if not fresh:
        raise Refused("Danh sách này đã ghi là đưa rồi, hoặc không còn ai phải báo.")
    for one in fresh:
        outbox.sent(one.message, now)
    Errand.objects.filter(id__in=[one.id for one in fresh]).update(handed_at=now)
    run.audit(_unit(actor), ("hamlet", hamlet_id), {"count": len(fresh)})
    return Ticked(str(hamlet_id), len(fresh))


@command("message.tick")
def tick_told(
    run: Run, *, actor: Actor, now: datetime, hamlet_id: UUID, errand_ids: Collection[UUID], told_by: str,
    told_at: datetime,
) -> Ticked:  # fmt: skip
    """Note who told people, and when. Only now do their messages count as arrived.

    Raises :class:`Refused` at ``told_by``, ``told_at`` (in the future, before the message was written, or over
    sixty days ago) and ``errands`` (none ticked).
    """
    who = clean(told_by)[:120]
    if not any(letter.isalpha() for letter in who):
        raise Refused("Anh/chị ghi ai đã đi báo.", "told_by")
    if told_at > now:
        raise Refused("Giờ này chưa tới. Báo rồi mới ghi.", "told_at")
    rows = _open(actor, hamlet_id, errand_ids)
    if not rows:
        raise Refused("Anh/chị đánh dấu người đã được báo.", "errands")
    written = max(one.message.created_at.replace(second=0, microsecond=0) for one in rows)  # people know no seconds
    if told_at < now - _OLDEST or told_at < written:
        raise Refused("Giờ báo sớm hơn lúc có tin. Anh/chị xem lại ngày giờ.", "told_at")
    for one in rows:
        outbox.told(one.message, told_at)
        run.audit(one.unit_id, ("message", one.message_id), {"channel": "hamlet"}, {"told_by": who})
    Errand.objects.filter(id__in=[one.id for one in rows]).update(
        told_at=told_at, told_by=who, noted_by=actor.label[:120]
    )
    return Ticked(str(hamlet_id), len(rows))


def _unit(actor: Actor) -> UUID:
    if actor.unit_id is None:
        raise NotThere
    return actor.unit_id


def _open(actor: Actor, hamlet_id: UUID, errand_ids: Collection[UUID]) -> list[Errand]:
    if not actor.may("message.errand"):
        raise NotThere
    org.hamlet(actor, hamlet_id)
    rows = access.carried(actor).filter(hamlet_id=hamlet_id, id__in=list(errand_ids)[:500])
    return list(db.lock(rows.order_by("id")).select_related("message"))
