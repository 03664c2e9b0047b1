"""The door to what came in elsewhere: official codes, keys of systems, sheets."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db, text, tokens, wall
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.models import IntakeKey, IntakeSheet, OfficialCode

KEY = "intake"


def taken(unit_id: UUID, source: str, codes: Collection[str]) -> set[str]:
    """Return which of these codes were taken over before. A few hundred at a time."""
    rows = OfficialCode.objects.filter(unit_id=unit_id, source=source, code__in=codes)
    return set(rows.values_list("code", flat=True))


def of_code(unit_id: UUID, source: str, code: str) -> OfficialCode | None:
    """Return what was taken over under a code, with its dossier."""
    rows = OfficialCode.objects.filter(unit_id=unit_id, source=source, code=code)
    return rows.select_related("dossier").first()


def of_dossier(unit_id: UUID, dossier_id: UUID) -> OfficialCode | None:
    """Return the official code of a dossier, None for one that was filed here."""
    return OfficialCode.objects.filter(unit_id=unit_id, dossier_id=dossier_id).first()


def named(code: str) -> QuerySet[OfficialCode]:
    """Return what bears a code, whatever the source and the unit."""
    return OfficialCode.objects.filter(code=text.clean(code))


def key_token(key_id: UUID) -> str:
    """Return the secret of a system's key: derived, stored nowhere."""
    return tokens.for_id(KEY, key_id)


def by_key(token: str) -> IntakeKey:
    """Return the system that a key belongs to; raises :class:`NotThere` for a wrong or an ended one."""
    key_id = tokens.id_of(KEY, token)
    with wall.lifted():
        found = IntakeKey.objects.filter(id=key_id or NO_UNIT, ended_at__isnull=True).select_related("unit").first()
    if found is None:
        raise NotThere
    wall.admit(found.unit_id)
    return found


def keys(actor: Actor) -> QuerySet[IntakeKey]:
    """Return the systems that may hand dossiers over to the actor's unit, those of before included."""
    rows = IntakeKey.objects.filter(unit_id=actor.scope if actor.may("intake.key") else NO_UNIT)
    return rows.select_related("made_by").order_by("-made_at")


def sheets(actor: Actor) -> QuerySet[IntakeSheet]:
    """Return the sheets of the actor's unit, newest first."""
    rows = IntakeSheet.objects.filter(unit_id=actor.scope if actor.may("intake.load") else NO_UNIT)
    return rows.select_related("by").order_by("-at", "id")


def take_sheet(actor: Actor, sheet_id: UUID) -> IntakeSheet:
    """Return one sheet locked; raises :class:`NotThere`."""
    rows = IntakeSheet.objects.all() if actor.kind == "system" else sheets(actor).select_related(None)
    found = db.lock(rows.filter(id=sheet_id)).first()
    if found is None:
        raise NotThere
    return found


def left_lying() -> QuerySet[IntakeSheet]:
    """Return sheets that were shown and neither confirmed nor thrown away."""
    return IntakeSheet.objects.filter(state="shown")


def waiting_sheet(sheet_id: UUID) -> IntakeSheet | None:
    """Return a confirmed sheet that the worker has not finished."""
    with wall.lifted():
        found = IntakeSheet.objects.filter(id=sheet_id, state="loading").first()
    wall.admit(found.unit_id if found else None)
    return found
