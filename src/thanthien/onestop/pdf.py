"""Drawing an issued paper from its frozen data: the same bytes each time, so nothing has to be stored."""

from thanthien.onestop.models import Paper
from thanthien.papers import render
from thanthien.papers.schema import PaperKind


def pdf_of(paper: Paper) -> bytes:
    """Return the PDF/A of an issued paper."""
    return render.render(PaperKind(paper.kind), dict(paper.data))
