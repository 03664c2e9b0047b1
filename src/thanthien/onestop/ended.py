"""Dossiers that have ended and outlived their retention (rules.retention), found by the index of the ended."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q, QuerySet

from thanthien.core import clock, wall
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.onestop import access, catalogue
from thanthien.onestop.models import Dossier
from thanthien.onestop.models.dossier import ENDED
from thanthien.org import service as org
from thanthien.rules import retention


def outlived(actor: Actor, today: date) -> QuerySet[Dossier]:
    """Return the dossiers of the actor's unit, and of ended ones it keeps, whose retention is over, oldest end first.

    The moment of the last act stands for the end: a note written later keeps a dossier longer, never shorter.
    """
    if not actor.may("retention.read"):
        return access.of_unit(NO_UNIT)
    wanted, latest = _wanted(catalogue.fields_of_procedures(actor.scope, today), today)
    kept = org.kept_by(actor.scope)
    wall.admit(*kept)
    rows = access.of_unit(actor.scope)
    for unit_id in kept:
        rows = rows | access.of_unit(unit_id)
    rows = rows.filter(state__in=ENDED, erased_at__isnull=True)
    if latest is None:
        return rows.none()
    return rows.filter(wanted, last_at__lt=latest).order_by("last_at", "id")


def has_ended(dossier: Dossier) -> bool:
    """Tell whether nothing moves a dossier any more and its data is still there."""
    return dossier.state in ENDED and dossier.erased_at is None


def ended_on(dossier: Dossier) -> date:
    """Return the day a dossier ended on."""
    return clock.local(dossier.closed_at or dossier.last_at).date()


def kept_as(dossier: Dossier, today: date) -> retention.RetentionClass:
    """Return the retention class of a dossier by the rules of a day."""
    field = catalogue.entry_of(dossier.procedure).field
    return retention.class_of(field, dossier.procedure_code, dossier.state, today)


def may_be_erased(dossier: Dossier, today: date) -> bool:
    """Tell whether the law lets the data of a dossier go: it has ended, and its retention is over."""
    if not has_ended(dossier):
        return False
    until = kept_as(dossier, today).until(ended_on(dossier))
    return until is not None and until < today


def _wanted(fields: Mapping[str, str], today: date) -> tuple[Q, datetime | None]:
    """The condition "its time is over" by state and procedure, and the latest end that any class lets go."""
    groups: dict[tuple[date, frozenset[str]], list[str]] = defaultdict(list)
    for state in ENDED:
        by_end: dict[date, set[str]] = defaultdict(set)
        for code, field in fields.items():
            before = retention.class_of(field, code, state, today).ended_before(today)
            if before is not None:
                by_end[before].add(code)
        for before, found_codes in by_end.items():
            groups[(before, frozenset(found_codes))].append(state)
    found = Q(pk__in=[])
    for (before, codes), states in groups.items():
        found |= Q(state__in=states, procedure_code__in=sorted(codes), last_at__lt=clock.day_start(before))
    return found, clock.day_start(max(before for before, _ in groups)) if groups else None
