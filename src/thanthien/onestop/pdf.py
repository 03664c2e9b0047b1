"""Drawing an issued paper from its frozen data: the same bytes each time, so nothing has to be stored."""

from typing import Any

from django.conf import settings

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.core.proof import proving
from thanthien.onestop.models import Paper
from thanthien.papers import service as papers


def pdf_of(paper: Paper) -> bytes:
    """Return the PDF/A of an issued paper."""
    return papers.render(papers.PaperKind(paper.kind), drawn_from(paper))


def pages_of(paper: Paper) -> list[bytes]:
    """Return the pages of an issued paper as SVG, for printing from the page at the counter."""
    return papers.drawing(papers.PaperKind(paper.kind), drawn_from(paper))


def drawn_from(paper: Paper) -> dict[str, Any]:
    """Return what is drawn: the frozen data and, on a receipt, its promise, which was sealed after them for good.

    Raises :class:`NotThere` when the words of the paper were destroyed with their dossier.
    """
    if not paper.data:
        raise NotThere
    promise = proving.of_paper(paper.id) if paper.kind == papers.PaperKind.RECEIPT else None
    if promise is None:
        return dict(paper.data)
    proof = papers.Proof(
        mark=promise.mark, leaf=promise.leaf, promise=promise.signature, seq=promise.seq, unit=promise.unit_id.hex,
        recorded_at=clock.iso(promise.recorded_at), key=promise.key,
        url=f"{settings.THANTHIEN_URL}/minh-chung/{promise.mark}/",
    )  # fmt: skip
    return {**paper.data, "proof": papers.plain(proof)}
