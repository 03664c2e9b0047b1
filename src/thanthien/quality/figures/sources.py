"""Rows that figures count beyond dossiers: answers of people, messages. Each carries ``met``."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from thanthien.core import clock
from thanthien.notify import service as notify
from thanthien.onestop.service import counting, courtesy
from thanthien.quality import access
from thanthien.rules import ratings

Span = tuple[datetime, datetime]
Source = Callable[[UUID, Span, datetime], QuerySet[Any]]


def month_of(span: Span) -> str:
    """Return the month of a span, as ratings keep it."""
    return f"{clock.local(span[0]):%Y-%m}"


def satisfied(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """Every answer of the month; met: the face said content or very content."""
    rows = access.of_month(unit_id, month_of(span))
    return met(rows, Q(score__gte=ratings.SATISFIED_FROM))


def yes(question: str) -> Source:
    """Return the answers to a question of yes or no."""

    def rows(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
        asked = access.of_month(unit_id, month_of(span)).filter(answers__has_key=question)
        return met(asked, Q(**{f"answers__{question}": "yes"}))

    return rows


def faces(question: str) -> Source:
    """Return the answers to a question of one to five; ``points`` are the face's number."""

    def rows(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
        asked = access.of_month(unit_id, month_of(span)).filter(answers__has_key=question)
        points = Cast(KeyTextTransform(question, "answers"), IntegerField())
        return met(asked.annotate(points=points), Q(points__gte=ratings.SATISFIED_FROM))

    return rows


def told_within_the_hour(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """The messages of the month whose hour has passed, by every channel; met: sent within it."""
    rows = notify.whose_hour_has_passed(unit_id, *span, now).annotate(when=F("created_at"))
    return met(rows, notify.met_within_the_hour())


def thanked(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """The letters of thanks begun in a span; met: the chair has signed."""
    rows = courtesy.thanks(unit_id, *span).annotate(when=F("drafted_at"))
    return met(rows, Q(state__in=("signed", "handed")))


def asked_again(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """Settled dossiers; met (as it must not be): papers were asked for a second time."""
    return counting.met(counting.decided(unit_id, span), Q(supplements__gt=1))


def unowned(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """Open dossiers of the month; met (as it must not be): nobody answers for it."""
    return counting.met(counting.filed(unit_id, span).filter(clock="running"), Q(owner__isnull=True))


def met(rows: QuerySet[Any], condition: Q) -> QuerySet[Any]:
    """Say of each row whether it counts above the line."""
    said = Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
    found: QuerySet[Any] = rows.annotate(met=said)
    return found
