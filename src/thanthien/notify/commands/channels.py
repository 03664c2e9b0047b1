"""Acts about the channels themselves: a commune's quiet hours, a gateway's report, the morning's list."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import outbox
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import ChannelRule
from thanthien.core.text import clean
from thanthien.notify import access, digest
from thanthien.notify.commands.messages import fall_back
from thanthien.rules.quiet import Quiet

LONGEST: Final = timedelta(hours=14)
SOURCE_LETTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Ruled:
    """A commune's quiet hours as they stand now."""

    quiet_from: str
    quiet_to: str
    bare_sms: bool


@command("channel.rule")
def set_rule(
    run: Run, *, actor: Actor, now: datetime, quiet_from: time, quiet_to: time, bare_sms: bool, source: str = ""
) -> Ruled:
    """Set the quiet hours of one's commune and whether SMS go without diacritics; the same hour twice is no quiet.

    ``source`` is the commune's own paper, "" leaves it marked as assumed. Raises :class:`Refused` at ``quiet_to``
    for more than fourteen hours (people would hear of a thing a day late), :class:`NotThere` without the right.
    """
    if not actor.may("channel.change") or actor.unit_id is None:
        raise NotThere
    if _length(quiet_from, quiet_to) > LONGEST:
        raise Refused("Giờ yên lặng dài quá 14 giờ, tin đến bà con sẽ muộn cả ngày.", "quiet_to")
    before = access.rule_of(actor.unit_id)
    values = {
        "quiet_from": quiet_from, "quiet_to": quiet_to, "bare_sms": bare_sms,
        "source": clean(source)[:SOURCE_LETTERS], "changed_at": now,
    }  # fmt: skip
    ChannelRule.objects.update_or_create(unit_id=actor.unit_id, defaults=values)
    data = {"quiet": f"{quiet_from:%H:%M}-{quiet_to:%H:%M}", "bare_sms": bare_sms, "before": str(before or "")}
    run.audit(actor.unit_id, ("unit", actor.unit_id), data)
    return Ruled(f"{quiet_from:%H:%M}", f"{quiet_to:%H:%M}", bare_sms)


def _length(start: time, end: time) -> timedelta:
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return timedelta(minutes=minutes % (24 * 60))


@command("message.digest")
def write_digest(run: Run, *, actor: Actor, now: datetime, unit_id: UUID) -> digest.Sent:
    """Write to a commune's mailbox what has not arrived, once a day. The house's own act.

    Raises :class:`Refused` when there is nothing to say, nobody to say it to, or it was said today.
    """
    if actor.kind != "system":
        raise NotThere
    found = digest.stands(unit_id, now)
    address = digest.mailbox(unit_id)
    if found is None or not address or digest.written_today(unit_id, now):
        raise Refused("Hôm nay không có gì để báo, hoặc đã báo rồi.")
    run.tell(unit_id, unit_id, "email", address, digest.TEMPLATE, digest.payload(unit_id, found))
    run.audit(unit_id, ("unit", unit_id), {"count": found.count})
    return digest.Sent(found.count)


def take_report(channel: str, message_id: UUID, state: str, reason: str, now: datetime) -> bool:
    """Take a gateway's signed report; return whether it changed anything: a report counts once.

    ``failed`` after "đã gửi" gives the message up and falls to the next way. Raises :class:`NotThere` for a message
    that this channel never had.
    """
    message = access.reported(message_id, channel)
    if message is None:
        raise NotThere
    if state == "delivered":
        return outbox.reported(message, now)
    if not outbox.bounced(message, now, reason):
        return False
    if message.subject_id is not None:
        fall_back(actor=SYSTEM, now=now, message_id=message.id)
    return True


def quiet_of(unit_id: UUID) -> Quiet:
    """Return a commune's quiet hours, the assumed ones where it set none."""
    rule = access.rule_of(unit_id)
    return Quiet(rule.quiet_from, rule.quiet_to) if rule else Quiet()
