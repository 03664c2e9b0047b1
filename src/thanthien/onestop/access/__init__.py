"""The only door to dossiers and drafts. "Not there" and "not yours" are the same answer."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from thanthien.core import crypto, db, text, tokens, wall
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.core.errors import NotThere, Stale
from thanthien.onestop.access.catalogue import (
    above_of,
    all_with_layers,
    imports,
    in_force,
    layers,
    misses,
    national,
    switches,
    synonyms,
    units_with_layers,
    versions,
)
from thanthien.onestop.models import (
    Apology,
    Correction,
    Dossier,
    Draft,
    Event,
    OfficialCode,
    Paper,
    PaperItem,
    Supplement,
    Task,
)
from thanthien.org import service as org
from thanthien.rules.dossier import MACHINE

# Handed on from the catalogue's own file.
__all__ = [
    "above_of",
    "all_with_layers",
    "imports",
    "in_force",
    "layers",
    "misses",
    "national",
    "switches",
    "synonyms",
    "units_with_layers",
    "versions",
]
FOLLOW = "follow"
DRAFT = "draft"
OTHER_ACTS = {
    "assign": "giao lại hồ sơ",
    "bring_part": "gửi một phần giấy bổ sung",
    "follow": "chuyển theo đơn vị mới",
    "propose_limit": "nhập thời hạn",
    "reuse_paper": "dùng lại giấy đã nộp",
    "redate": "định lại ngày hẹn",
}


def visible(actor: Actor) -> QuerySet[Dossier]:
    """Return the dossiers an actor may see in lists: those their own unit is competent for.

    An administrator without another role keeps the house, not the citizens' files.
    """
    if actor.kind == "system":
        return Dossier.objects.all()
    if not actor.may("dossier.read"):
        return Dossier.objects.none()
    return Dossier.objects.filter(unit_id=actor.scope)


def kept(actor: Actor) -> QuerySet[Dossier]:
    """Return the closed dossiers of ended units whose files the actor's unit keeps: to read and print, no more."""
    units = org.kept_by(actor.scope) if actor.may("dossier.read") else []
    wall.admit(*units)
    return Dossier.objects.filter(unit_id__in=units)


def of_unit(unit_id: UUID) -> QuerySet[Dossier]:
    """Return a unit's dossiers for questions that are compiled once; who asks is checked on each call."""
    return Dossier.objects.filter(unit_id=unit_id)


def received(actor: Actor) -> QuerySet[Dossier]:
    """Return what the actor's counter received for another competent unit (settled question 9)."""
    if not actor.may("dossier.read"):
        return Dossier.objects.none()
    return Dossier.objects.filter(received_unit_id=actor.scope).exclude(unit=F("received_unit"))


def get_for(actor: Actor, dossier_id: UUID) -> Dossier:
    """Return one dossier to read; raises :class:`NotThere`."""
    joined = ("unit", "received_unit", "owner", "procedure")
    for rows in (visible, kept):
        if (found := rows(actor).select_related(*joined).filter(id=dossier_id).first()) is not None:
            return found
    raise NotThere


def received_for(actor: Actor, dossier_id: UUID) -> Dossier:
    """Return one dossier received here for another unit: what was received, not the later file."""
    rows = received(actor).filter(id=dossier_id).select_related("unit", "received_unit", "procedure")
    found = rows.first()
    if found is None:
        raise NotThere
    wall.admit(found.unit_id)  # its receipt stands in the competent unit
    return found


def take(actor: Actor, dossier_id: UUID, version: int | None = None) -> Dossier:
    """Return one dossier locked for a move.

    ``version`` is what the form was drawn from: when somebody moved the dossier meanwhile, raises
    :class:`Stale` with who did what and when. A citizen has come through their secret link already.
    """
    rows = Dossier.objects.all() if actor.kind == "citizen" else visible(actor)
    found = db.lock(rows.filter(id=dossier_id, erased_at__isnull=True)).first()
    if found is None:
        raise NotThere
    if version is not None and version != found.version:
        raise Stale(found.last_by, _noted(found.last_act), found.last_at)
    return found


def _noted(act: str) -> str:
    """Return what was done, in the words officers use."""
    move = MACHINE.moves.get(act)
    return move.noted if move is not None else OTHER_ACTS.get(act, "sửa hồ sơ")


def token_of(dossier_id: UUID) -> str:
    """Return the secret link's token of a dossier."""
    return tokens.for_id(FOLLOW, dossier_id)


def by_token(token: str) -> Dossier:
    """Return the dossier a secret link opens; raises :class:`NotThere`."""
    dossier_id = tokens.id_of(FOLLOW, token)
    rows = Dossier.objects.filter(id=dossier_id or NO_UNIT).select_related(
        "unit", "received_unit", "owner", "procedure"
    )
    with wall.lifted():
        found = rows.first() if dossier_id else None
    if found is None:
        raise NotThere
    wall.admit(found.unit_id)
    return found


def followed(dossier_id: UUID) -> Dossier:
    """Return a dossier with everything that its citizens' page says of it, in one query. Its link was read before."""
    joined = ("unit__parent", "unit__office", "owner")
    rows = Dossier.objects.filter(id=dossier_id).select_related(*joined).defer("answers", "id_number")
    with wall.lifted():
        found = rows.first()
    if found is None:
        raise NotThere
    wall.admit(found.unit_id)
    return found


def by_code_and_phone(code: str, phone: str) -> Dossier | None:
    """Return the dossier whose code and phone both fit; None for wrong and unknown alike."""
    code, phone = text.clean(code), text.phone(phone)
    if not code or not phone:
        return None
    rows = Dossier.objects.filter(phone=phone).select_related("unit", "received_unit", "procedure")
    with wall.lifted():
        official = OfficialCode.objects.filter(code=code).values("dossier_id")
        found = rows.filter(code=code).first() or rows.filter(id__in=official).first()
    wall.admit(found.unit_id if found else None)
    return found


def draft_token(draft_id: UUID) -> str:
    """Return the token of a draft's secret link."""
    return tokens.for_id(DRAFT, draft_id)


def draft_by_token(token: str, now: datetime, lock: bool = False) -> Draft:
    """Return a draft that has not expired; raises :class:`NotThere`."""
    draft_id = tokens.id_of(DRAFT, token)
    rows = Draft.objects.filter(id=draft_id or NO_UNIT, expires_at__gt=now)
    rows = db.lock(rows) if lock else rows.select_related("procedure", "procedure__procedure", "unit")
    with wall.lifted():
        found = rows.first() if draft_id else None
    if found is None:
        raise NotThere
    wall.admit(found.unit_id)
    return found


def events(dossier: Dossier) -> QuerySet[Event]:
    """Return a dossier's timeline, oldest first."""
    return Event.objects.filter(unit_id=dossier.unit_id, dossier=dossier).order_by("at", "id")


def unit_events(actor: Actor) -> QuerySet[Event]:
    """Return all lines of the timelines of the actor's unit, for counting."""
    return Event.objects.filter(unit_id=actor.scope) if actor.kind == "staff" else Event.objects.none()


def tasks(dossier: Dossier) -> QuerySet[Task]:
    """Return the steps of a dossier, oldest first."""
    rows = Task.objects.filter(unit_id=dossier.unit_id, dossier=dossier).select_related("owner")
    return rows.order_by("opened_at", "id")


def items(dossier: Dossier) -> QuerySet[PaperItem]:
    """Return the papers of a dossier's checklist."""
    rows = PaperItem.objects.filter(unit_id=dossier.unit_id, dossier=dossier).select_related("file")
    return rows.order_by("number", "id")


def supplements(dossier: Dossier) -> QuerySet[Supplement]:
    """Return the supplement requests of a dossier, oldest first."""
    return Supplement.objects.filter(unit_id=dossier.unit_id, dossier=dossier).order_by("sent_at", "id")


def apologies(dossier: Dossier) -> QuerySet[Apology]:
    """Return the apologies of a dossier, oldest first."""
    rows = Apology.objects.filter(unit_id=dossier.unit_id, dossier=dossier).select_related("answerable", "signed_by")
    return rows.order_by("drafted_at", "id")


def apology_drafts(actor: Actor) -> QuerySet[Apology]:
    """Return the letters that wait for the chair of the actor's unit, most urgent first."""
    if not actor.may("apology.read"):
        return Apology.objects.none()
    rows = Apology.objects.filter(unit_id=actor.scope, state="draft")
    return rows.select_related("dossier", "dossier__unit", "answerable").order_by("due_at", "id")


def stale_drafts(today: date) -> list[UUID]:
    """Return the unsigned letters whose new date has come (the loop only)."""
    rows = Apology.objects.filter(state="draft", kind="late", new_date__lte=today)
    return list(rows.order_by("unit_id", "id").values_list("id", flat=True)[:500])


def take_apology(actor: Actor, apology_id: UUID) -> Apology:
    """Return one letter locked for signing; raises :class:`NotThere`.

    Its dossier is locked first, as in every other act: two orders would be a deadlock on PostgreSQL.
    """
    rows = (
        Apology.objects.filter(unit_id=actor.scope, id=apology_id) if actor.kind == "staff" else Apology.objects.none()
    )
    dossier_id = rows.values_list("dossier_id", flat=True).first()
    if dossier_id is not None:
        db.lock(Dossier.objects.filter(id=dossier_id)).first()
    found = db.lock(rows).first()
    if found is None:
        raise NotThere
    return found


def papers(dossier: Dossier) -> QuerySet[Paper]:
    """Return the papers issued in a dossier, oldest first."""
    return Paper.objects.filter(unit_id=dossier.unit_id, dossier=dossier).order_by("issued_at", "id")


def paper(dossier: Dossier, paper_id: UUID) -> Paper:
    """Return one issued paper of a dossier; raises :class:`NotThere`."""
    found = papers(dossier).filter(id=paper_id).first()
    if found is None:
        raise NotThere
    return found


def corrections(actor: Actor) -> QuerySet[Correction]:
    """Return the catalogue corrections proposed in the actor's unit, open ones first."""
    if not actor.may("catalogue.decide"):
        return Correction.objects.none()
    rows = Correction.objects.filter(unit_id=actor.scope).select_related("procedure", "proposed_by", "decided_by")
    return rows.order_by("decided_at", "-proposed_at")


def of_person(actor: Actor, id_number: str, phone: str) -> QuerySet[Dossier]:
    """Return a person's earlier dossiers in the actor's own unit, newest first (for the clerk's desk)."""
    who = Q(id_index__in=crypto.blind_indexes(id_number)) if id_number else Q(phone=phone) if phone else Q(pk__in=[])
    return visible(actor).filter(who).order_by("-filed_at", "id")
