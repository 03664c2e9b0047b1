"""What pages ask of result papers: the suggestion to write on, the sheet before its number, the lines of the book."""

from datetime import date, datetime
from typing import Final, NamedTuple

from thanthien.core import files
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.core.errors import NotThere
from thanthien.onestop.access import outgoing
from thanthien.onestop.commands.results import draft_pdf
from thanthien.onestop.models import Dossier, PaperMark, ResultPaper
from thanthien.org import service as org

# Where the handler has to write, three dots stand: a paper that still has them is not taken.
SUGGESTED: Final = {
    "extract": "Trích từ sổ … số …, quyển …, năm … của {unit}.\n{name}, {address}.\nNội dung trích: …",
    "confirmation": "{unit} xác nhận:\n{name}, {address}.\nNội dung xác nhận: …\nGiấy này dùng để …",
    "result": "{unit} thông báo kết quả giải quyết hồ sơ của {name}, {address}.\nKết quả: …",
}  # fmt: skip
MOST: Final = 500


class BookLine(NamedTuple):
    """A line of the book of outgoing results, with how its paper stands now ("" while it counts)."""

    row: ResultPaper
    standing: str
    why: str


def suggested(dossier: Dossier, kind: str) -> str:
    """Return words to begin a result paper with, filled from the dossier."""
    unit = org.office_of(dossier.unit_id).unit
    said = {"unit": f"UBND {unit.kind_word} {unit.name}", "name": dossier.applicant, "address": dossier.address}
    return SUGGESTED[kind].format(**said).replace(", .", ".")


def before_number(actor: Actor, dossier: Dossier, now: datetime) -> bytes:
    """Return the result that waits for signature or number as PDF; raises :class:`NotThere`."""
    row = outgoing.open_result(dossier)
    if row is None:
        raise NotThere
    if row.file is not None:
        return b"".join(files.serve(row.file).chunks)
    return draft_pdf(Run("result.look", actor, now), dossier, row)


def book_of(actor: Actor, first: date, last: date) -> list[BookLine]:
    """Return the lines of the book between two days, newest first, those taken back in their place with the reason."""
    rows = list(outgoing.book(actor, first, last)[:MOST])
    bad = outgoing.taken_back(actor, [row.paper_id for row in rows if row.paper_id])
    marks = {mark.id: mark for mark in bad}
    return [_line(row, marks.get(row.paper_id) if row.paper_id else None) for row in rows]


def _line(row: ResultPaper, mark: PaperMark | None) -> BookLine:
    if row.state == "void":
        return BookLine(row, "đã hủy số", row.void_reason)
    return BookLine(row, mark.get_standing_display() if mark else "", mark.standing_note if mark else "")
