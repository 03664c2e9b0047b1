"""Drawing an issued paper from its frozen data: the same bytes each time. A signed one is kept, byte for byte."""

from typing import Any

from django.conf import settings

from thanthien.core import clock, files
from thanthien.core.errors import NotThere
from thanthien.core.proof import proving
from thanthien.onestop.access import marks
from thanthien.onestop.models import CourtesyLetter, Paper, PaperMark, Receipt
from thanthien.onestop.stamped import drawn
from thanthien.papers import service as papers


def pdf_of(paper: Paper) -> bytes:
    """Return the PDF/A of an issued paper; of a signed one exactly the signed bytes. Raises NotThere, Damaged."""
    return _kept(marks.mark_of(paper.id)) or drawn(paper.kind, drawn_from(paper), paper.unit_id)


def _kept(mark: PaperMark | None) -> bytes:
    return files.bytes_of(mark.file) if mark is not None and mark.file is not None else b""


def letter_pdf(letter: CourtesyLetter) -> bytes:
    """Return the PDF/A of a signed letter; raises NotThere for one that was never signed, or destroyed."""
    mark = marks.mark_of(letter.id)
    return _kept(mark) or papers.render(papers.PaperKind.COURTESY, _checkable(letter.data, mark))


def to_be_signed(mark: PaperMark, line: str) -> bytes:
    """Return what is signed: the paper, telling of the signature that it will bear. Raises NotThere."""
    issued = marks.issued(mark)
    if issued is None or isinstance(issued, Receipt):
        raise NotThere
    mark.line = line
    data = _checkable(issued.data, mark)
    return drawn(mark.kind, data, mark.unit_id)


def _checkable(data: dict[str, Any], mark: PaperMark | None) -> dict[str, Any]:
    """Add where the paper is checked, and its signature in words."""
    if not data:
        raise NotThere
    if mark is None:
        return dict(data)
    return {**data, "check": check(mark.code, mark.line)}


def check(code: str, line: str) -> dict[str, Any]:
    """Return the strip by which a paper is checked, as ``papers.Check`` has it; ``line`` tells of its signature."""
    place = f"{settings.THANTHIEN_URL}/kiem-tra-giay/"
    strip = papers.Check(spaced(code), f"{place}{code}/", place.partition("://")[2].rstrip("/"), line)
    found: dict[str, Any] = papers.plain(strip)
    return found


def spaced(code: str) -> str:
    """Return a code as people read it: four groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, 16, 4)).upper()


def pages_of(paper: Paper) -> list[bytes]:
    """Return the pages of an issued paper as SVG, for printing from the page at the counter."""
    data = drawn_from(paper)
    if data.get("file"):  # a scanned sheet is handed out as the PDF that it is
        raise NotThere
    return papers.drawing(papers.PaperKind(paper.kind), data)


def drawn_from(paper: Paper) -> dict[str, Any]:
    """Return what is drawn: the frozen data, where they are checked, and on a receipt its promise, sealed after them.

    Raises :class:`NotThere` when the words of the paper were destroyed with their dossier.
    """
    if not paper.data:
        raise NotThere
    promise = proving.of_paper(paper.id) if paper.kind == papers.PaperKind.RECEIPT else None
    if promise is None:
        return _checkable(paper.data, marks.mark_of(paper.id))
    proof = papers.Proof(
        mark=promise.mark, leaf=promise.leaf, promise=promise.signature, seq=promise.seq, unit=promise.unit_id.hex,
        recorded_at=clock.iso(promise.recorded_at), key=promise.key,
        url=f"{settings.THANTHIEN_URL}/minh-chung/{promise.mark}/",
    )  # fmt: skip
    return {**paper.data, "proof": papers.plain(proof)}
