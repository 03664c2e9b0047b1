"""One round of the loop: take the e-mails whose time has come, send them, note what became of each."""

import logging
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
    taken = [message for message in access.mail_due(now, limit) if outbox.claim(message.id, now)]
    if not taken:
        return Report()
    try:
        with email.transport() as connection:
            results = [_deliver(connection, message, now) for message in taken]
    except email.NotSent as error:
        log.warning("mail: %s", error.why)
        for message in taken:
            outbox.failed(message, now, error.why)
        return Report(failed=len(taken))
    return Report(sent=sum(results), failed=len(results) - sum(results))


def _deliver(connection: BaseEmailBackend, message: Message, now: datetime) -> bool:
    try:
        what = queries.render(message)
        email.send(connection, message, what, str(message.payload.get("unit") or "Thân Thiện"))
    except email.NotSent as error:
        log.warning("mail %s: %s", message.id, error.why)
        outbox.failed(message, now, error.why, error.for_good)
        return False
    except NoSuchText as error:
        log.exception("mail %s: no text %s", message.id, error)
        outbox.failed(message, now, f"Chưa có mẫu tin “{error}”.", for_good=True)
        return False
    outbox.sent(message, now)
    return True
