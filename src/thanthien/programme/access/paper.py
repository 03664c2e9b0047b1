"""Papers of the actor's own commune."""

from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Stale
from thanthien.core.paging import Leaf, leaf
from thanthien.programme.models import ModelPaper


def papers(actor: Actor) -> QuerySet[ModelPaper]:
    """Return the papers of the actor's commune."""
    if not actor.may("model_paper.read"):
        return ModelPaper.objects.none()
    return ModelPaper.objects.filter(unit_id=actor.scope)


def page(actor: Actor, after: str = "") -> Leaf[ModelPaper]:
    """Return a page of them, what was worked on last first; the heavy columns stay in the database."""
    return leaf(papers(actor).defer("sections", "data", "grounds", "recipients"), "-changed_at", after)


def paper(actor: Actor, paper_id: UUID) -> ModelPaper:
    """Return one paper with its print; raises :class:`NotThere`."""
    found = papers(actor).select_related("pdf", "changed_by").filter(id=paper_id).first()
    if found is None:
        raise NotThere
    return found


def of_subject(actor: Actor, kind: str, subject_id: UUID) -> list[ModelPaper]:
    """Return the papers of a kind about a record, the newest first; its draft, where there is one, comes first."""
    rows = papers(actor).filter(kind=kind, subject_id=subject_id)
    return sorted(rows.defer("sections", "data"), key=lambda one: (one.issued_on is None, one.id), reverse=True)


def take_paper(actor: Actor, paper_id: UUID, version: int, right: str = "model_paper.change") -> ModelPaper:
    """Return one paper locked for a change.

    Raises :class:`NotThere`, and :class:`Stale` for a version that somebody has changed since.
    """
    if not actor.may(right):
        raise NotThere
    rows = ModelPaper.objects.filter(unit_id=actor.scope, id=paper_id)
    found = db.lock(rows).first()
    if found is None:
        raise NotThere
    if found.version != version:
        raise Stale(found.changed_by.name, "sửa văn bản", found.changed_at)
    return found


def lock_drafts(unit_id: UUID) -> None:
    """Lock every draft of a commune, in one order: two papers issued at once then ask one after the other for a number.

    The database alone knows a number twice on one day, not twice in one year.
    """
    list(db.lock(ModelPaper.objects.filter(unit_id=unit_id, issued_on__isnull=True).only("id")).order_by("id"))


def number_taken(unit_id: UUID, number: str, year: int) -> bool:
    """Tell whether a number was given in a year: numbers begin anew each year (NĐ 30/2020)."""
    return ModelPaper.objects.filter(unit_id=unit_id, number=number, issued_on__year=year).exists()
