"""Which rows of the one-stop shop a reorganisation touches."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet

from thanthien.core import db
from thanthien.onestop import access
from thanthien.onestop.models import (
    Correction,
    Dossier,
    Draft,
    Organisation,
    OrganisationFiling,
    ProcedureSetting,
    ProcedureVersion,
    Synonym,
)
from thanthien.rules.dossier import MACHINE

DOSSIER: Final = "dossier"
OPEN: Final = tuple(name for name, state in MACHINE.states.items() if not state.final)


def open_in(units: Collection[UUID]) -> QuerySet[Dossier]:
    """Return the dossiers of these units that are not at an end: they follow the legal successor."""
    return Dossier.objects.filter(unit_id__in=units, state__in=OPEN)


def held_open(units: Collection[UUID]) -> list[Dossier]:
    """Return them locked, without what is encrypted."""
    return list(db.lock(open_in(units).defer("answers", "id_number").order_by("id")))


def open_ids(units: Collection[UUID]) -> list[tuple[UUID, UUID, UUID | None, str]]:
    """Return key, unit, owner and state of each."""
    return list(open_in(units).values_list("id", "unit_id", "owner_id", "state"))


def closed_counts(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many dossiers at an end stay in each unit."""
    rows = Dossier.objects.filter(unit_id__in=units).exclude(state__in=OPEN).order_by()
    return dict(rows.values_list("unit_id").annotate(count=Count("id")))


def twice(units: Collection[UUID]) -> str:
    """Return a code that open dossiers of two units share, or ""."""
    rows = open_in(units).order_by().values_list("code").annotate(count=Count("id")).filter(count__gt=1)
    return next((code for code, _ in rows[:1]), "")


def received_here(units: Collection[UUID]) -> QuerySet[Dossier]:
    """Return open dossiers of other units that were handed in at these."""
    return Dossier.objects.filter(received_unit_id__in=units, state__in=OPEN).exclude(unit_id__in=units)


def drafts_in(units: Collection[UUID], now: datetime) -> QuerySet[Draft]:
    """Return forms begun and not sent yet."""
    return Draft.objects.filter(unit_id__in=units, dossier__isnull=True, expires_at__gt=now)


def versions_of(unit_id: UUID, now: datetime) -> QuerySet[ProcedureVersion]:
    """Return the catalogue entries that a commune has confirmed for itself and that hold."""
    return ProcedureVersion.objects.filter(access.in_force(now.date()), unit_id=unit_id)


def settings_of(unit_id: UUID) -> QuerySet[ProcedureSetting]:
    """Return which procedures a commune offers, and who handles them."""
    return ProcedureSetting.objects.filter(unit_id=unit_id)


def synonyms_in(units: Collection[UUID], now: datetime) -> QuerySet[Synonym]:
    """Return the words that officers added and that hold."""
    return Synonym.objects.filter(access.in_force(now.date()), unit_id__in=units).order_by("id")


def layers_of(unit_id: UUID) -> QuerySet[Correction]:
    """Return what a commune has confirmed or corrected: its successor's entries are woven from it."""
    return Correction.objects.filter(unit_id=unit_id, approved=True).order_by("decided_at", "id")


def corrections_in(unit_id: UUID) -> QuerySet[Correction]:
    """Return the corrections that wait for a second person."""
    return Correction.objects.filter(unit_id=unit_id, decided_at__isnull=True)


def organisations_in(units: Collection[UUID]) -> QuerySet[Organisation]:
    """Return the organisations that file at these units, the latest word of each first."""
    return Organisation.objects.filter(unit_id__in=units).order_by("-changed_at", "id")


def organisation_keys(unit_id: UUID, numbers: Collection[str]) -> dict[str, UUID]:
    """Return which of these numbers a unit knows already."""
    return dict(Organisation.objects.filter(unit_id=unit_id, number__in=list(numbers)).values_list("number", "id"))


def organisations_filed(unit_id: UUID) -> set[UUID]:
    """Return the organisations, of whatever unit, that dossiers of a unit name."""
    rows = OrganisationFiling.objects.filter(unit_id=unit_id)
    return set(rows.order_by().values_list("organisation_id", flat=True).distinct())


def filings_of(unit_id: UUID, organisations: Collection[UUID]) -> QuerySet[OrganisationFiling]:
    """Return the filings of a unit that name one of these organisations."""
    return OrganisationFiling.objects.filter(unit_id=unit_id, organisation_id__in=organisations)
