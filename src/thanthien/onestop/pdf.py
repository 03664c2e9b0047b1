"""Drawing an issued paper from its frozen data: the same bytes each time, so nothing has to be stored."""

from thanthien.onestop.models import Paper
from thanthien.papers import service as papers


def pdf_of(paper: Paper) -> bytes:
    """Return the PDF/A of an issued paper."""
    return papers.render(papers.PaperKind(paper.kind), dict(paper.data))


def pages_of(paper: Paper) -> list[bytes]:
    """Return the pages of an issued paper as SVG, for printing from the page at the counter."""
    return papers.drawing(papers.PaperKind(paper.kind), dict(paper.data))
