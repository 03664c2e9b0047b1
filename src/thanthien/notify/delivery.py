"""One round of the loop: take the e-mails whose time has come, send them, note what became of each."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.mail.backends.base import BaseEmailBackend

from thanthien.core import outbox
from thanthien.core.models import Message
from thanthien.notify import access, queries
from thanthien.notify.channels import email
from thanthien.notify.texts import NoSuchText

log = logging.getLogger("thanthien.notify")
ROUND = 100


@dataclass(frozen=True, slots=True)
class Report:
    """How many messages left, and how many tries failed."""

    sent: int = 0
    failed: int = 0


def deliver_due(now: datetime, limit: int = ROUND) -> Report:
    """Send what is due. A message taken by another loop in the same moment is left to it.

    A process that dies between the server's answer and our note sends the message again ten minutes
    later, under the same Message-ID: once too often is better than never.
    """
    due = access.mail_due(now, limit)
    if not due:
        return Report()
    try:
        with email.transport() as connection:
            return _round(connection, due, now)
    except email.NotSent as error:
        log.warning("mail: %s", error.why)
        taken = [message for message in due if outbox.claim(message.id, now)]
        for message in taken:
            outbox.failed(message, now, error.why)
        return Report(failed=len(taken))


def _round(connection: BaseEmailBackend, due: Sequence[Message], now: datetime) -> Report:
    sent = failed = 0
    for message in due:
        if not outbox.claim(message.id, now):
            continue
        try:
            _send(connection, message)
        except email.NotSent as error:
            log.warning("mail %s: %s", message.id, error.why)
            outbox.failed(message, now, error.why, error.for_good)
            failed += 1
            if isinstance(error, email.LineBroken):
                break
        else:
            outbox.sent(message, now)
            sent += 1
    return Report(sent, failed)


def _send(connection: BaseEmailBackend, message: Message) -> None:
    try:
        what = queries.render(message)
    except NoSuchText as error:
        raise email.NotSent(f"Chưa có mẫu tin “{error}”.", for_good=True) from error
    email.send(connection, message, what, str(message.payload.get("unit") or "Thân Thiện"))
