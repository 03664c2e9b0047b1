"""The door to helpers, organisations and papers that were used before."""

from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import crypto, db
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.core.errors import NotThere
from thanthien.core.text import clean, fold
from thanthien.onestop import access
from thanthien.onestop.models import Dossier, Helper, Organisation, OrganisationFiling, PaperItem, ReusedPaper


def helper_of(unit_id: UUID, dossier_id: UUID) -> Helper | None:
    """Return who files a dossier for its applicant, None where the applicant does."""
    return Helper.objects.filter(unit_id=unit_id, dossier_id=dossier_id).first()


def organisation_of(unit_id: UUID, dossier_id: UUID) -> OrganisationFiling | None:
    """Return the organisation of a dossier as it stood at filing."""
    return OrganisationFiling.objects.filter(unit_id=unit_id, dossier_id=dossier_id).first()


def organisations(actor: Actor, words: str = "") -> QuerySet[Organisation]:
    """Return the organisations of the actor's unit, by number or by the beginning of a name."""
    rows = Organisation.objects.filter(unit_id=actor.scope if actor.may("registrant.read") else NO_UNIT)
    words = clean(words[:200])
    if words:
        rows = rows.filter(Q(number=words.replace(" ", "").upper()) | Q(name_fold__startswith=fold(words)))
    return rows.order_by("name_fold", "id")


def take_organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return one organisation locked; raises :class:`NotThere`."""
    found = db.lock(organisations(actor).filter(id=organisation_id)).first()
    if found is None or not actor.may("registrant.change"):
        raise NotThere
    return found


def unseen(dossier: Dossier) -> bool:
    """Tell whether nobody here has held the card that a dossier's identity number stands on.

    Who files online or through another system types any number; at the counter, or when the result is handed over,
    the card lies on the table.
    """
    return dossier.channel != "counter" and dossier.handed_over_at is None


def earlier(actor: Actor, dossier: Dossier) -> QuerySet[Dossier]:
    """Return other dossiers of the same person in the actor's own unit, newest first; by identity number alone.

    A name or a telephone may be somebody else's, and who lives with whom is not asked (law.md §15: the ground is the
    matter at hand, not a register of families).
    """
    rows = access.visible(actor).filter(
        unit_id=dossier.unit_id, id_index__in=crypto.blind_indexes(dossier.id_number) if dossier.id_number else []
    )
    return rows.exclude(id=dossier.id).order_by("-filed_at", "-id")


def reusable(actor: Actor, dossier: Dossier) -> QuerySet[PaperItem]:
    """Return papers with a file that were accepted in earlier dossiers of the same person, newest first."""
    sources = earlier(actor, dossier).filter(accepted_at__isnull=False, erased_at__isnull=True)
    rows = PaperItem.objects.filter(unit_id=dossier.unit_id, dossier__in=sources.order_by(), file__isnull=False)
    return rows.select_related("dossier", "file").order_by("-dossier__filed_at", "number", "id")


def reused_in(unit_id: UUID, dossier_id: UUID) -> QuerySet[ReusedPaper]:
    """Return the papers of a dossier that come from an earlier one, with who asked when."""
    rows = ReusedPaper.objects.filter(unit_id=unit_id, dossier_id=dossier_id)
    return rows.select_related("item", "source__dossier", "asked_by").order_by("item__number")
