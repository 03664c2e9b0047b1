"""An administrative paper as a Word file, for whoever goes on writing outside: the same words, tables and figures.

Charts come as tables of their values: Word would draw them anew. Layout by NĐ 30/2020, Phụ lục I.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from thanthien.papers.glyphs import tidy

FONT: Final = "Times New Roman"
# The number of an article stands in front of its first words.
_ARTICLE: Final = re.compile(r"Điều \d+\.?")
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def docx(data: dict[str, Any]) -> bytes:
    """Return an official paper (``schema.Official`` as JSON) as .docx; footnotes stand in brackets in their place."""
    paper = Document()
    _set_up(paper, f"{data['name']} {data['title']}".strip(), data["head"]["unit"])
    _head(paper, data)
    _title(paper, data)
    for at, one in enumerate(data["grounds"]):
        last = at == len(data["grounds"]) - 1
        _words(paper, f"Căn cứ {one}{'.' if last else ';'}", italic=True)
    if data["verb"]:
        _centred(paper, data["verb"], bold=True)
    for part in data["parts"]:
        _part(paper, part)
    _foot(paper, data)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _set_up(paper: Doc, name: str, author: str) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(17)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    paper.core_properties.title, paper.core_properties.author = name[:250], author[:250]


def _say(line: Paragraph, words: str, size: float = 0, bold: bool = False, italic: bool = False) -> None:
    run = line.add_run(tidy(words))
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)


def _centred(place: Doc | _Cell, words: str, size: float = 13, bold: bool = False, italic: bool = False) -> None:
    # A new cell has an empty line of its own: the first words take it.
    fresh = isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.text
    line = place.paragraphs[0] if fresh else place.add_paragraph()
    line.alignment = AT.CENTER
    line.paragraph_format.space_after = Pt(2)
    _say(line, words, size, bold, italic)


def _words(paper: Doc, words: str, bold: bool = False, italic: bool = False) -> Paragraph:
    line = paper.add_paragraph()
    line.alignment, form = AT.JUSTIFY, line.paragraph_format
    form.first_line_indent, form.space_after = Mm(10), Pt(6)
    _say(line, words, bold=bold, italic=italic)
    return line


def _columns(paper: Doc, left: float, right: float) -> tuple[_Cell, _Cell]:
    table = paper.add_table(rows=1, cols=2)
    table.autofit = False
    cells = table.rows[0].cells
    cells[0].width, cells[1].width = Mm(left), Mm(right)
    return cells[0], cells[1]


def _head(paper: Doc, data: dict[str, Any]) -> None:
    left, right = _columns(paper, 68, 95)
    head, draft = data["head"], data["draft"]
    for words in (head["superior"], head["body"]):
        _centred(left, words.upper(), 12, bold=True)
    if data["number"] is not None:
        _centred(left, f"Số: {data['number'] or '......'}")
    _centred(right, NATION, 12.5, bold=True)
    _centred(right, MOTTO, 13.5, bold=True)
    day = "ngày      tháng      năm        " if draft else data["issued_on"]["long"]
    _centred(right, f"{head['place']}, {day}", italic=True)


def _title(paper: Doc, data: dict[str, Any]) -> None:
    paper.add_paragraph()
    _centred(paper, data["name"].upper(), 14, bold=True)
    if data["title"]:
        _centred(paper, data["title"], 13.5, bold=True)
    if data["bearer"]:
        _centred(paper, data["bearer"].upper(), 13, bold=True)


def _part(paper: Doc, part: dict[str, Any]) -> None:
    lines = list(part["lines"])
    article = bool(_ARTICLE.fullmatch(part["head"]) and lines)
    if article:
        _words(paper, f"{part['head'].rstrip('.')}. ", bold=True).add_run(tidy(lines.pop(0)))
    elif part["head"]:
        line = paper.add_paragraph()
        line.paragraph_format.keep_with_next = True
        _say(line, part["head"], bold=True)
    for words in lines:
        _words(paper, words)
    for block in part["blocks"]:
        _caption(paper, block)
        if block["shape"] == "grid":
            _grid(paper, block["head"], block["rows"], block["notes"])
        else:
            _grid(paper, ["", "Giá trị"], [[bar["label"], bar["said"] or "chưa đo"] for bar in block["bars"]], ())


def _caption(paper: Doc, block: dict[str, Any]) -> None:
    if block["caption"] or block["note"]:
        line = paper.add_paragraph()
        line.paragraph_format.keep_with_next = True
        _say(line, block["caption"], italic=True)
        _note(line, block["note"])


def _note(line: Paragraph, note: dict[str, str] | None) -> None:
    """Put a footnote behind the words that it belongs to, with the address of its list."""
    if note is not None:
        _say(line, f" [{note['text']} {note['url']}".rstrip() + "]", 10, italic=True)


def _grid(paper: Doc, head: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[Any]) -> None:
    table = paper.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        _say(cell.paragraphs[0], words, 11.5, bold=True)
    for at, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            _say(cell.paragraphs[0], words, 11.5)
        if at < len(notes):
            _note(cells[0].paragraphs[0], notes[at])
    paper.add_paragraph()


def _foot(paper: Doc, data: dict[str, Any]) -> None:
    signers, last = data["signers"], data["signer"]
    if len(signers) == 1 and last is None:  # who signs alone stands on the right
        signers, last = [], signers[0]
    for pair in (signers[at : at + 2] for at in range(0, len(signers), 2)):
        for cell, one in zip(_columns(paper, 81, 82), pair, strict=False):
            _signature(cell, one)
    left, right = _columns(paper, 81, 82)
    if data["recipients"]:
        _say(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
        for words in data["recipients"]:
            _say(left.add_paragraph(), f"- {words};", 11)
    if last is not None:
        _signature(right, last)


def _signature(cell: _Cell, one: dict[str, Any]) -> None:
    for words in one["lines"]:
        _centred(cell, words.upper(), 13, bold=True)
    for _ in range(3):
        cell.add_paragraph()
    _centred(cell, one["name"], 13, bold=True)
