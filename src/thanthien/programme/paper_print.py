"""A paper of the model as the papers room prints it: PDF, pages to look at, Word file. A draft says that it is one."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.org import service as org
from thanthien.papers import service as papers
from thanthien.programme import drafting, paper_body
from thanthien.programme.models import ModelPaper
from thanthien.rules import words

T = TypeVar("T")
CHAIR: Final = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def data_of(row: ModelPaper) -> dict[str, Any]:
    """Return what is printed: of an issued paper exactly what was frozen then, of a draft what it says now."""
    if row.data:
        return dict(row.data)
    form, draft = drafting.kind_of(row.kind).form, row.issued_on is None
    head = _head(row)
    decides = form.name == "decision"
    paper = papers.Official(
        head, form.label, _about(row, form), row.number if form.letters else None,
        row.issued_on or clock.local(row.changed_at).date(), (), tuple(row.recipients), tuple(row.grounds),
        f"CHỦ TỊCH ỦY BAN NHÂN DÂN {head.body}" if decides else "", "QUYẾT ĐỊNH:" if decides else "",
        _signer(row), tuple(papers.Signer((role,), name) for role, name in row.signers), draft,
    )  # fmt: skip
    return {**papers.to_json(paper), "parts": paper_body.parts(row.sections, form.numbered)}


def pdf(data: dict[str, Any]) -> bytes:
    """Return the print. Raises :class:`Refused` for letters that the font lacks."""
    return _drawn(papers.render, data)


def pages(data: dict[str, Any]) -> list[bytes]:
    """Return its pages as SVG, to look at. Raises :class:`Refused` like :func:`pdf`."""
    return _drawn(papers.drawing, data)


def page_count(row: ModelPaper) -> tuple[int, str]:
    """Return how many pages a paper has, and what keeps it from being printed ("" for nothing)."""
    try:
        return len(pages(data_of(row))), ""
    except Refused as no:
        return 0, no.message


def _drawn(draw: Callable[[papers.PaperKind, dict[str, object]], T], data: dict[str, Any]) -> T:
    try:
        return draw(papers.PaperKind.OFFICIAL, data)
    except papers.MissingGlyph as holes:
        raise Refused(str(holes), "", "no-glyph") from holes


def word_file(data: dict[str, Any]) -> bytes:
    """Return it as .docx, to go on writing outside."""
    return papers.docx(data)


def _about(row: ModelPaper, form: drafting.Form) -> str:
    """Return what a paper is about as its form says it: a decision is "Về việc …"."""
    if form.name == "decision" and not row.title.casefold().startswith("về "):
        return f"Về việc {row.title}"
    return words.first_up(row.title)


def _signer(row: ModelPaper) -> papers.Signer | None:
    if row.issued_on is not None:
        return papers.Signer(tuple(row.signer_as.splitlines()), row.signer) if row.signer else None
    return None if row.signers else papers.Signer(CHAIR, "")


def _head(row: ModelPaper) -> papers.Letterhead:
    office = org.office_of(row.unit_id)
    unit = office.unit
    return papers.Letterhead(
        superior="Ủy ban nhân dân", body=f"{unit.kind_word} {unit.name}", place=office.place_name or unit.name,
        unit=f"UBND {unit.kind_word} {unit.name}", address=office.address, phone=office.phone,
    )  # fmt: skip
