"""The job that makes a file: the register as a sheet or a print, many papers in one PDF. It may come twice."""

import logging
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf

from thanthien.core import jobs, wall
from thanthien.core.errors import NotThere
from thanthien.onestop import made_store, pdf, register_sheet
from thanthien.onestop.access import outgoing
from thanthien.onestop.access.register import Span, read_span
from thanthien.onestop.commands import office_files as files
from thanthien.onestop.models import CourtesyLetter, OfficeFile, Paper
from thanthien.org import service as org
from thanthien.rules.dossier_states import LABELS

log = logging.getLogger("thanthien.office_file")


def make_job(file_id: str, unit_id: str) -> None:
    """Make one file. What goes wrong is kept as failed: the officer presses again, no retry fills the queue."""
    unit = UUID(unit_id)
    with wall.within(unit):
        row = files.begin(unit, UUID(file_id), jobs.moment())
        if row is None:
            return
        try:
            make(row)
        except files.Stopped:
            made_store.remove(row.id)
        except Exception:
            log.exception("file %s could not be made", row.id)
            files.failed(row, jobs.moment())


def make(row: OfficeFile) -> None:
    """Make a file in a private folder and keep it encrypted. Raises Stopped when it was cancelled."""
    with made_store.workshop() as folder:
        plain = folder / "file"
        done, why = _WORKS[row.work](row, plain)
        size = made_store.keep(plain, row.id, jobs.moment())
    files.ready(row, size, done, jobs.moment(), why)


def _sheet(row: OfficeFile, plain: Path) -> tuple[int, str]:
    told = _teller(row)
    return register_sheet.sheet(plain, row.unit_id, read_span(row.asked), told), ""


def _print(row: OfficeFile, plain: Path) -> tuple[int, str]:
    span = read_span(row.asked)
    body, count = register_sheet.printed(row.unit_id, span, chosen(span), row.asked_by.name, jobs.moment())
    plain.write_bytes(body)
    return count, ""


def chosen(span: Span) -> str:
    """Say which part of the register a span is, "" for all of it."""
    who = org.staff_names([span.handler]).get(span.handler, "") if span.handler else ""
    parts = (
        f"Lĩnh vực: {span.field}" if span.field else "", f"Bước: {LABELS.get(span.state, '')}" if span.state else "",
        f"Người xử lý: {who}" if who else "",
    )  # fmt: skip
    return "; ".join(part for part in parts if part)


def _papers(row: OfficeFile, plain: Path) -> tuple[int, str]:
    """Merge papers in the order asked for. One whose words were destroyed with its dossier is left out, and said."""
    ids = [UUID(one) for one in row.asked["papers"]]
    told, left_out = _teller(row), 0
    with pikepdf.Pdf.new() as merged:
        for at, paper_id in enumerate(ids, 1):
            paper = outgoing.paper_in(row.unit_id, paper_id)
            try:
                _append(merged, paper)
            except NotThere:
                left_out += 1
            if at % 10 == 0:
                told(at)
        merged.save(plain)
    return len(ids) - left_out, f"{left_out} giấy đã tiêu hủy cùng hồ sơ nên không in." if left_out else ""


def _append(merged: pikepdf.Pdf, paper: Paper | CourtesyLetter | None) -> None:
    if paper is None:
        raise NotThere
    body = pdf.pdf_of(paper) if isinstance(paper, Paper) else pdf.letter_pdf(paper)
    with pikepdf.Pdf.open(BytesIO(body)) as one:
        merged.pages.extend(one.pages)


def _teller(row: OfficeFile) -> register_sheet.Told:
    return lambda done: files.told(row, done, jobs.moment())


_WORKS = {"register_xlsx": _sheet, "register_pdf": _print, "print": _papers}
