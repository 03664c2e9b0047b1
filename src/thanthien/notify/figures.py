"""Told within the hour (p05): one definition for all channels, also counted channel by channel.

A message's hour begins when it is written; for a text message written in quiet hours, when they end. Above the line:
"đã gửi" within that hour, which means that the next server took it, the slip was printed, or the list was handed to
the head of the hamlet (settled question 11).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, DateTimeField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Coalesce

from thanthien.core.models import Message
from thanthien.notify import access

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ByChannel:
    """One channel in a span: messages whose hour has passed, those sent within it, those that arrived."""

    channel: str
    all: int
    within_the_hour: int
    arrived: int
    failed: int


def whose_hour_has_passed(unit_id: UUID, first: datetime, end: datetime, now: datetime) -> QuerySet[Message]:
    """Return the messages written in [first, end) whose hour has passed."""
    rows = access.written(unit_id, first, min(end, now - HOUR))
    return rows.filter(Q(not_before__isnull=True) | Q(not_before__lt=now - HOUR))


def met_within_the_hour() -> Q:
    """Return the condition "sent within its hour"."""
    begins = Coalesce("not_before", "created_at", output_field=DateTimeField())
    return Q(state__in=("sent", "delivered"), sent_at__lte=ExpressionWrapper(begins + HOUR, DateTimeField()))


def by_channel(unit_id: UUID, first: datetime, end: datetime, now: datetime) -> list[ByChannel]:
    """Return the same rows channel by channel, the busiest first; one statement."""
    rows = whose_hour_has_passed(unit_id, first, end, now).order_by().values_list("channel")
    counted = rows.annotate(
        every=Count("id"), soon=Count("id", filter=met_within_the_hour()),
        arrived=Count("id", filter=Q(state="delivered")), lost=Count("id", filter=Q(state="failed")),
    )  # fmt: skip
    return sorted((ByChannel(*one) for one in counted), key=lambda line: (-line.all, line.channel))
