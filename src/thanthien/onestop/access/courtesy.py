"""The only door to letters with a heart."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.models import CourtesyLetter, Dossier
from thanthien.rules import courtesy as rule

State = CourtesyLetter.State
SENT = (State.SIGNED, State.HANDED)


def courtesy_letters(actor: Actor) -> QuerySet[CourtesyLetter]:
    """Return the letters of the actor's unit; whoever only hands them out meets those that are signed."""
    if not actor.may("courtesy.read"):
        return CourtesyLetter.objects.none()
    rows = CourtesyLetter.objects.filter(unit_id=actor.scope).select_related("dossier", "signed_by")
    whole = actor.may("courtesy.write") or actor.may("courtesy.sign")
    return (rows if whole else rows.filter(state=State.SIGNED)).order_by("drafted_at", "id")


def courtesy_letter(actor: Actor, letter_id: UUID) -> CourtesyLetter:
    """Return one letter to read; raises :class:`NotThere`."""
    found = courtesy_letters(actor).filter(id=letter_id).first()
    if found is None:
        raise NotThere
    return found


def take_letter(actor: Actor, letter_id: UUID) -> CourtesyLetter:
    """Return one letter locked for an act, its dossier locked first; raises :class:`NotThere`."""
    rows = CourtesyLetter.objects.filter(unit_id=actor.scope, id=letter_id)
    dossier_id = rows.values_list("dossier_id", flat=True).first()
    if dossier_id is not None:
        db.lock(Dossier.objects.filter(id=dossier_id)).first()
    found = db.lock(rows).first()
    if found is None:
        raise NotThere
    return found


def letters_of(dossier: Dossier) -> QuerySet[CourtesyLetter]:
    """Return the letters about a dossier. Who may know of them asks the caller."""
    return CourtesyLetter.objects.filter(unit_id=dossier.unit_id, dossier=dossier).order_by("drafted_at", "id")


def sent_letter(dossier: Dossier) -> CourtesyLetter:
    """Return the signed letter about a dossier whose secret link was read; raises :class:`NotThere`."""
    found = letters_of(dossier).filter(state__in=SENT).last()
    if found is None:
        raise NotThere
    return found


def matters(unit_id: UUID, kind: str, since: datetime) -> Iterable[Dossier]:
    """Return the unit's dossiers of births, marriages or deaths filed after a moment, whatever became of them."""
    codes = rule.MATTERS.get(kind, frozenset())
    rows = Dossier.objects.filter(unit_id=unit_id, filed_at__gt=since, procedure_code__in=codes)
    return rows.filter(erased_at__isnull=True).exclude(state="withdrawn").order_by("-filed_at", "-id").iterator(200)


def forgettable(before: datetime) -> QuerySet[CourtesyLetter]:
    """Return letters without a dossier that ended before a moment and still name their person (the loop)."""
    rows = CourtesyLetter.objects.filter(dossier__isnull=True, ended_at__lt=before)
    return rows.exclude(name="").order_by("id")


def thanks(unit_id: UUID, first: datetime, last: datetime) -> QuerySet[CourtesyLetter]:
    """Return the letters of thanks that somebody began within a span and nobody withdrew, to be counted."""
    rows = CourtesyLetter.objects.filter(unit_id=unit_id, kind=rule.THANKS, drafted_at__gte=first, drafted_at__lt=last)
    return rows.exclude(state=State.WITHDRAWN)
