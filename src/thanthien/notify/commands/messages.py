"""Acts about messages: a slip was printed, a failed message tries again, goes another way or on paper."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import outbox
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import Attempt, Errand, Message, Wish
from thanthien.notify import access, ways
from thanthien.org.service import Scheme

GONE_TO: Final = {ways.SLIP: "Đã chuyển sang phiếu in.", ways.HAMLET: "Đã nhờ trưởng thôn báo."}
OPEN: Final = (Message.State.FAILED, Message.State.QUEUED)


@dataclass(frozen=True, slots=True)
class Done:
    """The message and its state now."""

    id: str
    state: str


def _note(run: Run, message: Message, channel: str) -> None:
    data = {"template": message.template, "channel": channel}
    run.audit(message.unit_id, ("message", message.id), data)


@command("message.print")
def mark_slip_printed(run: Run, *, actor: Actor, now: datetime, message_id: UUID) -> Done:
    """Note that a slip was printed to be handed over. Printing it again changes nothing."""
    message = access.get_for(actor, message_id, "print")
    if message.channel != ways.SLIP:
        raise Refused("Tin này không phải phiếu in.")
    if message.state == Message.State.QUEUED:
        outbox.sent(message, now)
    _note(run, message, message.channel)
    return Done(str(message.id), Message.State.SENT)


@command("message.retry")
def retry_message(run: Run, *, actor: Actor, now: datetime, message_id: UUID) -> Done:
    """Send a message once more from the beginning, for instance after the mail server was mended.

    Only what no server took: a text message goes out again under its old key, and a gateway that has it after all
    says so instead of sending twice. Raises :class:`Refused` for what has left, :class:`NotThere` for others' messages.
    """
    message = access.get_for(actor, message_id, "retry")
    if message.state not in OPEN or message.channel not in ways.BY_MACHINE or message.provider_id:
        raise Refused("Tin này đã đi rồi, không gửi lại lần nữa.")
    if message.state == Message.State.FAILED and not message.attempts:
        raise Refused("Tin này đã chuyển sang cách khác, không gửi lại lần nữa.")
    message.state, message.attempts, message.next_try_at = Message.State.QUEUED, 0, now
    message.save(update_fields=["state", "attempts", "next_try_at"])
    _note(run, message, message.channel)
    return Done(str(message.id), message.state)


@command("message.to_slip")
def give_on_paper(run: Run, *, actor: Actor, now: datetime, message_id: UUID) -> Done:
    """Give up a message that could not be sent, or of which no report came, and print the same words.

    Raises :class:`Refused` while it is on its way.
    """
    message = access.get_for(actor, message_id, "to_slip")
    check_given_up(message)
    replace(run, message, ways.SLIP, "")
    _note(run, message, ways.SLIP)
    return Done(str(message.id), message.state)


def check_given_up(message: Message) -> None:
    """Refuse to give a message another way while it may still arrive, or where it went another way before."""
    lost = message.state == Message.State.SENT and message.channel in ways.BY_GATEWAY
    if message.channel not in ways.BY_MACHINE or not (message.state in OPEN or lost):
        raise Refused("Tin này đã đi rồi, không cần in phiếu.")
    if message.state == Message.State.FAILED and not message.attempts:
        raise Refused("Tin này đã chuyển sang cách khác rồi.")
    if message.state == Message.State.QUEUED and not message.attempts:
        raise Refused("Tin này sắp được gửi. Chưa gửi được mới in phiếu.")
    if message.subject_id is None:
        raise NotThere


def replace(run: Run, message: Message, channel: str, to: str, hamlet_id: UUID | None = None) -> None:
    """Give a message up and put the same words on another way, in the caller's transaction."""
    assert message.subject_id is not None
    words = GONE_TO.get(channel, f"Đã chuyển sang {ways.WORDS[channel]}.")
    said = f"{message.last_error} {words}".strip()
    message.state, message.last_error, message.attempts = Message.State.FAILED, said[-300:], 0
    message.save(update_fields=["state", "last_error", "attempts"])
    new = run.tell(message.unit_id, message.subject_id, channel, to, message.template, message.payload)
    if hamlet_id is not None:
        run.add(Errand(unit_id=message.unit_id, message=new, hamlet_id=hamlet_id))


@command("message.fall_back")
def fall_back(run: Run, *, actor: Actor, now: datetime, message_id: UUID) -> Done:
    """Give up a number that takes no message: Zalo falls to SMS where there is a gateway, SMS to paper.

    The house's own act, once: a message that fell before, or arrived after all, is left alone.
    """
    message = access.by_ids([message_id]).get(message_id)
    if message is None or actor.kind != "system":
        raise NotThere
    if message.state != Message.State.FAILED or not message.attempts:
        raise Refused("Tin này đã chuyển sang cách khác rồi.")
    sms = message.channel == ways.ZALO and ways.SMS in ways.installed()
    channel = ways.SMS if sms else ways.SLIP
    replace(run, message, channel, message.to if sms else "")
    _note(run, message, channel)
    return Done(str(message.id), message.state)


def follow(subjects: Collection[UUID], before: UUID, after: UUID) -> None:
    """Let what was told about records go with them to another unit, in the caller's transaction."""
    rows = Message.objects.filter(unit_id=before, subject_id__in=subjects)
    _follow_parts(rows.values_list("id", flat=True), after)
    Wish.objects.filter(unit_id=before, subject_id__in=subjects).update(unit_id=after)
    rows.update(unit_id=after)


def follow_waiting(run: Run, scheme: Scheme) -> int:
    """Let what has not arrived yet be sent from the unit that keeps the old one's files."""
    rows = access.waiting(scheme.olds)
    _follow_parts(rows.values_list("id", flat=True), scheme.keeper)
    return rows.update(unit_id=scheme.keeper)


def _follow_parts(messages: Collection[UUID], after: UUID) -> None:
    Attempt.objects.filter(message__in=messages).update(unit_id=after)
    Errand.objects.filter(message__in=messages).update(unit_id=after)
