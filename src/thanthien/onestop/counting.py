"""Dossiers of a unit as figures count them: by the day on which something happened, with a yes or no for each.

Every queryset carries ``when`` and ``met``; what leaves through a figure is a count, and in its list a code, a day
and the yes or no. ``span`` is half-open: [first, end).
"""

from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from thanthien.onestop import access
from thanthien.onestop.access import figures
from thanthien.onestop.intake_lines import NATIONAL
from thanthien.onestop.models import Apology, Dossier

Span = tuple[datetime, datetime]
Counted = QuerySet[Dossier]


def decided(unit_id: UUID, span: Span) -> Counted:
    """Return the dossiers whose result was settled in a span; ``when`` is that moment."""
    rows = access.of_unit(unit_id).filter(decided_at__gte=span[0], decided_at__lt=span[1])
    return rows.annotate(when=F("decided_at"))


def filed(unit_id: UUID, span: Span) -> Counted:
    """Return the dossiers handed in or sent in a span; drafts are none yet."""
    rows = access.of_unit(unit_id).filter(filed_at__gte=span[0], filed_at__lt=span[1])
    return rows.annotate(when=F("filed_at"))


def met(rows: Counted, condition: Q) -> Counted:
    """Say of each dossier whether it counts above the line."""
    said = Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.annotate(met=said)


def many(unit_id: UUID, most: int) -> bool:
    """Tell whether a unit has more than ``most`` dossiers, in the time that counting so many takes."""
    return access.of_unit(unit_id)[: most + 1].count() > most


def few_supplements(unit_id: UUID, span: Span) -> Counted:
    """Settled dossiers; met: people had to bring papers once at most."""
    return met(decided(unit_id, span), Q(supplements__lte=1))


def same_day(unit_id: UUID, span: Span) -> Counted:
    """Settled dossiers that the law wants done the same day; met: they were."""
    return met(decided(unit_id, span).filter(limit__unit="same_day"), Q(decided_at__lte=F("due_at")))


def on_time(unit_id: UUID, span: Span) -> Counted:
    """Settled dossiers that had a lawful date; met: by that one, whatever was said later (settled 3)."""
    return met(decided(unit_id, span).filter(due_at__isnull=False), Q(decided_at__lte=F("due_at")))


def online(unit_id: UUID, span: Span) -> Counted:
    """Dossiers handed in; met: over the net, here or on the National Public Service Portal.

    The provincial system does not say whether somebody stood at a counter there: those are not counted as met.
    """
    return met(filed(unit_id, span), Q(channel__in=("online", NATIONAL)))


def accepted_at_once(unit_id: UUID, span: Span) -> Counted:
    """Dossiers handed in and accepted; met: nobody was sent back for papers before."""
    guided = figures.events_of(unit_id).filter(dossier=OuterRef("pk"), move="guide")
    return met(filed(unit_id, span).filter(accepted_at__isnull=False), ~Q(Exists(guided)))


def apologised(unit_id: UUID, span: Span, now: datetime) -> Counted:
    """Dossiers whose lawful date fell into a span and passed without a result; met: the letter went out in time.

    A paused dossier has no date to miss; one whose lateness the chair excused with a ground (TTHC-09) owes none.
    """
    late = Q(decided_at__gt=F("due_at")) | Q(decided_at__isnull=True, clock="running", due_at__lt=now)
    rows = access.of_unit(unit_id).filter(late, due_at__gte=span[0], due_at__lt=span[1], excused="")
    letter = _letters(unit_id).filter(signed_at__lte=OuterRef("due_at"))
    return met(rows.annotate(when=F("due_at")), Q(Exists(letter)))


def apologised_ever(unit_id: UUID, span: Span, now: datetime) -> Counted:
    """The same dossiers; met: a letter went out, in time or not."""
    return met(apologised(unit_id, span, now), Q(Exists(_letters(unit_id))))


def _letters(unit_id: UUID) -> QuerySet[Apology]:
    return figures.letters_of(unit_id).filter(dossier=OuterRef("pk"), kind__in=("late", "dateless"))
