"""The register as a work sheet (XLSX) and as form 07 (PDF), written while it is read: memory does not grow with it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from thanthien.core import clock
from thanthien.onestop.access import register
from thanthien.onestop.access.register import Span
from thanthien.onestop.commands import _papers
from thanthien.org import service as org
from thanthien.papers import service as forms
from thanthien.rules.dossier import MACHINE

HEADS: Final = (
    ("TT", 7), ("Mã hồ sơ", 24), ("Tên thủ tục", 46), ("Số bộ", 7), ("Người nộp", 28), ("Địa chỉ", 34),
    ("Điện thoại", 14), ("Cơ quan giải quyết", 26), ("Nhận", 16), ("Hẹn trả", 16), ("Hẹn lại", 16),
    ("Có kết quả", 16), ("Trả", 16), ("Số kết quả", 14), ("Báo tin bằng", 14), ("Người xử lý", 24), ("Bước", 20),
)  # fmt: skip
WAYS: Final = {"email": "thư điện tử", "slip": "phiếu giấy", "sms": "tin nhắn", "zalo": "Zalo"}
# A cell that begins so is read as a formula once somebody types in it or saves the sheet as CSV.
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
_HERE: Final = timedelta(hours=7)  # Viet Nam has had one offset, without summer time, since 1975
Told = Callable[[int], None]


class Row(NamedTuple):
    """A row of :data:`thanthien.onestop.access.register.COLUMNS`."""

    filed_at: datetime
    id: UUID
    code: str
    title: str
    applicant: str
    address: str
    phone: str
    accepted_at: datetime | None
    due_at: datetime | None
    revised_at: datetime | None
    decided_at: datetime | None
    handed_over_at: datetime | None
    state: str
    result_number: str
    tell_by: str
    owner: str | None


def sheet(path: Path, unit_id: UUID, span: Span, told: Told) -> int:
    """Write the register of a span as XLSX; return the number of lines. ``told`` hears how many are written.

    Every text is a text cell: nothing that a person typed is ever a formula or a link.
    """
    return write(path, (Row(*one) for part in register.slices(unit_id, span) for one in part), _body(unit_id), told)


def write(path: Path, rows: Iterable[Row], body: str, told: Told) -> int:
    """Write rows as they come, one at a time in memory."""
    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False,
               "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
    count = 0
    import xlsxwriter  # by the job alone: no page needs it in memory

    with xlsxwriter.Workbook(path, options) as book:
        page = book.add_worksheet("Sổ theo dõi hồ sơ")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        as_text = book.add_format({"quote_prefix": True})
        for at, (head, width) in enumerate(HEADS):
            page.set_column(at, at, width)
            page.write_string(0, at, head, bold)
        page.freeze_panes(1, 2)
        for count, row in enumerate(rows, 1):
            page.write_number(count, 0, count)
            for at, words in _texts(row, body):
                page.write_string(count, at, words, as_text if words.startswith(FORMULAS) else None)
            page.write_number(count, 3, 1)
            for at, moment in _moments(row):
                page.write_number(count, at, _serial(moment), day)
            if count % register.SLICE == 0:
                told(count)
        page.autofilter(0, 0, count, len(HEADS) - 1)
    return count


def _texts(row: Row, body: str) -> Iterable[tuple[int, str]]:
    state = MACHINE.states.get(row.state)
    found = (
        (1, row.code), (2, row.title), (4, row.applicant), (5, row.address), (6, row.phone), (7, body),
        (13, row.result_number), (14, WAYS.get(row.tell_by, row.tell_by)), (15, row.owner or ""),
        (16, state.label if state else row.state),
    )  # fmt: skip
    return ((at, words) for at, words in found if words)


def _moments(row: Row) -> Iterable[tuple[int, datetime]]:
    found = ((8, row.accepted_at or row.filed_at), (9, row.due_at), (10, row.revised_at), (11, row.decided_at),
             (12, row.handed_over_at))  # fmt: skip
    return ((at, moment) for at, moment in found if moment is not None)


def _serial(moment: datetime) -> float:
    """A moment as work sheets count it: days since 30/12/1899 on the wall clock of Viet Nam."""
    return (moment - _EPOCH + _HERE) / timedelta(days=1)


def printed(unit_id: UUID, span: Span, chosen: str, keeper: str, now: datetime) -> tuple[bytes, int]:
    """Return form 07 of a span as PDF, and the number of its lines. The caller keeps it short enough to print."""
    office, body = org.office_of(unit_id), _body(unit_id)
    rows = [Row(*one) for part in register.slices(unit_id, span) for one in part]
    paper = forms.Register(
        head=_papers.head(office), issued_on=clock.local(now).date(), first=span.first, last=span.last,
        lines=tuple(_line(row, body) for row in rows), signer=forms.Signer(("NGƯỜI VÀO SỔ",), keeper), chosen=chosen,
    )  # fmt: skip
    return forms.render(forms.PaperKind.REGISTER, forms.to_json(paper)), len(rows)


def _line(row: Row, body: str) -> forms.RegisterLine:
    state = MACHINE.states.get(row.state)
    return forms.RegisterLine(
        code=row.code, procedure=row.title, applicant=row.applicant,
        reach="; ".join(part for part in (row.address, row.phone) if part), body=body,
        received=_day(row.accepted_at or row.filed_at), due=_day(row.revised_at or row.due_at),
        done=_day(row.decided_at), returned=_day(row.handed_over_at), way=WAYS.get(row.tell_by, row.tell_by),
        note=state.label if state else "",
    )  # fmt: skip


def _day(moment: datetime | None) -> str:
    return f"{clock.local(moment):%d/%m/%Y %H:%M}" if moment else ""


def _body(unit_id: UUID) -> str:
    unit = org.office_of(unit_id).unit
    return f"UBND {unit.kind_word} {unit.name}"
