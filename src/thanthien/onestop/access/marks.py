"""The only door to the marks of issued papers and to trial certificates."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db, wall
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.core.errors import NotThere
from thanthien.onestop import seals
from thanthien.onestop.models import CourtesyLetter, Dossier, Paper, PaperMark, Receipt, SigningCertificate

Signing = PaperMark.Signing
UNSIGNED = (Signing.ASKED, Signing.WAITING, Signing.FAILED)


def mark_of(paper_id: UUID) -> PaperMark | None:
    """Return the mark of an issued paper; papers older than the check have none. Who may have it asks the caller."""
    return PaperMark.objects.select_related("file", "signer", "unit").filter(id=paper_id).first()


def issued(mark: PaperMark) -> Paper | CourtesyLetter | Receipt | None:
    """Return the paper, letter or receipt that a mark stands for; None for a paper that another room keeps."""
    if mark.kind == "fee_receipt":
        return Receipt.objects.filter(unit_id=mark.unit_id, id=mark.id).first()
    if mark.kind == "courtesy":
        return CourtesyLetter.objects.filter(unit_id=mark.unit_id, id=mark.id).first()
    return Paper.objects.filter(unit_id=mark.unit_id, id=mark.id).first()


def marks_of(dossier: Dossier) -> QuerySet[PaperMark]:
    """Return the marks of a dossier's papers, oldest first."""
    rows = PaperMark.objects.filter(unit_id=dossier.unit_id, dossier=dossier).select_related("signer")
    return rows.order_by("issued_at", "id")


def by_code(code: str) -> PaperMark | None:
    """Return the paper that a code names, whichever commune issued it: the code is the proof of being asked."""
    return _public(PaperMark.objects.filter(code=code))


def replacement(mark: PaperMark) -> PaperMark | None:
    """Return the paper that stands for one that was replaced."""
    return by_code(mark.replaced_by) if mark.replaced_by else None


def gone(dossier: Dossier) -> dict[UUID, str]:
    """Return the papers of a dossier that no longer count, each with how it stands in words."""
    rows = marks_of(dossier).exclude(standing=PaperMark.Standing.VALID)
    return {mark.id: mark.get_standing_display() for mark in rows}


def by_fingerprint(sha256: str) -> PaperMark | None:
    """Return the signed paper whose very bytes have this SHA-256."""
    return _public(PaperMark.objects.filter(sha256=sha256))


def unchanged(mark: PaperMark) -> bool | None:
    """Tell whether the words that the commune keeps of a paper still have its seal.

    None where nothing can be told: signed (its file has the seal), destroyed, kept by another room, or older than
    seals.
    """
    if not mark.sha256 or mark.file_id:
        return None
    with wall.lifted():
        kept = issued(mark)
    words = seals.words_of(kept) if kept is not None else {}
    return seals.of(words) == mark.sha256 if words else None


def _public(rows: QuerySet[PaperMark]) -> PaperMark | None:
    with wall.lifted():
        return rows.select_related("unit").first()


def unsigned(actor: Actor) -> QuerySet[PaperMark]:
    """Return the papers of the actor's unit that count and whose signature is still to come, oldest first."""
    rows = PaperMark.objects.filter(unit_id=actor.scope if actor.may("paper.signing") else NO_UNIT)
    rows = rows.filter(signing__in=UNSIGNED, standing=PaperMark.Standing.VALID)
    return rows.select_related("dossier", "signer").order_by("issued_at", "id")


def to_sign(now: datetime, most: int) -> list[UUID]:
    """Return whose turn it is to be signed (the loop only)."""
    rows = PaperMark.objects.filter(
        signing=Signing.WAITING, next_try_at__lte=now, standing=PaperMark.Standing.VALID
    )  # fmt: skip
    return list(rows.order_by("next_try_at", "id").values_list("id", flat=True)[:most])


def take_mark(actor: Actor, mark_id: UUID) -> PaperMark:
    """Return one mark locked for an act; raises :class:`NotThere`."""
    rows = PaperMark.objects.filter(id=mark_id)
    found = db.lock(rows if actor.kind == "system" else rows.filter(unit_id=actor.scope)).first()
    if found is None:
        raise NotThere
    return found


def certificate(unit_id: UUID, holder: str, staff_id: UUID | None, now: datetime) -> SigningCertificate | None:
    """Return a trial certificate that is still good."""
    rows = SigningCertificate.objects.filter(unit_id=unit_id, holder=holder, ends_at__gt=now)
    return (rows.filter(staff_id=staff_id) if staff_id else rows.filter(staff__isnull=True)).first()
