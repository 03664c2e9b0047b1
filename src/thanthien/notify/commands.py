"""Acts about messages: a slip was printed, a failed e-mail tries again or goes on paper."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thanthien.core import outbox
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.core.models import Attempt, Message
from thanthien.notify import access
from thanthien.org.service import Scheme


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
    if message.channel != access.SLIP:
        raise Refused("Tin này gửi bằng thư điện tử, không phải phiếu in.")
    if message.state == Message.State.QUEUED:
        outbox.sent(message, now)
    run.audit(message.unit_id, ("message", message.id), {"template": message.template, "channel": message.channel})
    return Done(str(message.id), Message.State.SENT)


@command("message.retry")
def retry_message(run: Run, *, actor: Actor, now: datetime, message_id: UUID) -> Done:
    """Send a message once more from the beginning, for instance after the mail server was mended."""
    message = access.get_for(actor, message_id, "retry")
    if message.state not in (Message.State.FAILED, Message.State.QUEUED) or message.channel != access.EMAIL:
        raise Refused("Tin này đã đi rồi, không gửi lại lần nữa.")
    message.state, message.attempts, message.next_try_at = Message.State.QUEUED, 0, now
    message.save(update_fields=["state", "attempts", "next_try_at"])
    _note(run, message, message.channel)
    return Done(str(message.id), message.state)


@command("message.to_slip")
def give_on_paper(run: Run, *, actor: Actor, now: datetime, message_id: UUID) -> Done:
    """Give up a message that could not be sent and put the same words into the print queue."""
    message = access.get_for(actor, message_id, "to_slip")
    if message.channel != access.EMAIL or message.state not in (Message.State.FAILED, Message.State.QUEUED):
        raise Refused("Tin này đã đi rồi, không cần in phiếu.")
    if message.state == Message.State.QUEUED and not message.attempts:
        raise Refused("Tin này sắp được gửi. Chưa gửi được mới in phiếu.")
    message.state, message.last_error = Message.State.FAILED, "Đã chuyển sang phiếu in."
    message.attempts = 0
    message.save(update_fields=["state", "last_error", "attempts"])
    assert message.subject_id is not None
    run.tell(message.unit_id, message.subject_id, access.SLIP, "", message.template, message.payload)
    run.audit(message.unit_id, ("message", message.id), {"template": message.template, "channel": access.SLIP})
    return Done(str(message.id), message.state)


def follow(subjects: Collection[UUID], before: UUID, after: UUID) -> None:
    """Let what was told about records go with them to another unit, in the caller's transaction."""
    rows = Message.objects.filter(unit_id=before, subject_id__in=subjects)
    Attempt.objects.filter(message__in=rows).update(unit_id=after)
    rows.update(unit_id=after)


def follow_waiting(run: Run, scheme: Scheme) -> int:
    """Let what has not arrived yet be sent from the unit that keeps the old one's files."""
    rows = access.waiting(scheme.olds)
    Attempt.objects.filter(message__in=rows).update(unit_id=scheme.keeper)
    return rows.update(unit_id=scheme.keeper)
