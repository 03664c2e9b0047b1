"""What did not arrive, for the officer who looks after it: by channel, page by page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from thanthien.core import paging
from thanthien.core.actors import Actor
from thanthien.core.models import Message
from thanthien.notify import access, texts, ways

FAILED, LOST = "failed", "lost"
KINDS: Final = (FAILED, LOST)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that did not arrive, with the last reason and the number of tries."""

    id: UUID
    dossier_id: UUID | None
    code: str
    name: str
    channel: str
    subject: str
    to: str
    created_at: datetime
    sent_at: datetime | None
    attempts: int
    why: str
    next_try_at: datetime | None
    can_retry: bool


def page(
    actor: Actor, now: datetime, *, kind: str = FAILED, channel: str = "", after: str = "", size: int = paging.PAGE
) -> paging.Leaf[Undelivered]:
    """Return a page, newest first: what failed, or what left and was never reported (``kind`` "lost")."""
    rows = _rows(actor, now, kind)
    if channel in ways.BY_MACHINE:
        rows = rows.filter(channel=channel)
    leaf = paging.leaf(rows, "-created_at", after, size)
    return paging.Leaf(tuple(_line(row) for row in leaf.rows), leaf.after)


def _rows(actor: Actor, now: datetime, kind: str) -> QuerySet[Message]:
    if kind == LOST:
        return access.unreported(actor, now - timedelta(hours=settings.THANTHIEN_REPORT_HOURS))
    return access.stuck(actor)


def _line(row: Message) -> Undelivered:
    waits = row.state == Message.State.QUEUED
    return Undelivered(
        row.id, row.subject_id, str(row.payload.get("code") or ""), str(row.payload.get("name") or ""), row.channel,
        _subject(row), row.to, row.created_at, row.sent_at, row.attempts, row.last_error,
        row.next_try_at if waits else None, not row.provider_id,
    )  # fmt: skip


def _subject(row: Message) -> str:
    try:
        return texts.render(row.template, row.payload).subject
    except texts.NoSuchText:
        return f"Tin chưa có mẫu ({row.template})"


def undelivered(actor: Actor, limit: int = 200) -> list[Undelivered]:
    """Return what has failed at least once and not arrived since, newest first."""
    rows = access.stuck(actor).order_by("-created_at", "-id")
    return [_line(row) for row in rows[:limit]]
