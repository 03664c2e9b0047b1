"""Reading a paper back, as a person or an archive would."""

from io import BytesIO

from pypdf import PdfReader

from thanthien.papers.render import render
from thanthien.papers.schema import Paper, to_json


def made(paper: Paper) -> bytes:
    """The paper as PDF."""
    return render(paper.kind, to_json(paper))


def reader(paper: Paper) -> PdfReader:
    """The PDF, opened."""
    return PdfReader(BytesIO(made(paper)))


def text(paper: Paper) -> str:
    """All its text on one line: line ends, breaking places and kinds of blanks say nothing."""
    pages = " ".join(page.extract_text() for page in reader(paper).pages)
    return " ".join(pages.replace("\u200b", "").split())


def squeezed(words: str) -> str:
    """Text without any blank, for lines that the layout broke somewhere."""
    return "".join(words.replace("\u200b", "").split())
