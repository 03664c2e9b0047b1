"""Tables that people send: CSV (UTF-8) and Excel (.xlsx), read line by line, never whole in memory.

A sheet comes from strangers: it is measured before it is opened, and what cannot be read is said in a sentence.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any, Final

from thanthien.core.errors import Refused
from thanthien.core.text import clean, fold

MB: Final = 1024 * 1024
# A sheet of 100,000 lines unpacks to some 60 MB. Its table of texts is held in memory whole, whatever it is called.
UNPACKED: Final = 150 * MB
MOST_ROWS: Final = 1_048_576  # what Excel holds; a file may call its second row the two thousand millionth
LONGEST_CELL: Final = 2000
MOST_COLUMNS: Final = 60
HEAD_LINES: Final = 10  # titles may stand above the head of a table
EXCEL: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx, and the old .xls that is refused with a word
_BROKEN: Final = (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, TypeError)
NOT_OPENED: Final = "Không mở được tệp này. Mở bằng Excel, lưu lại kiểu .xlsx hoặc “CSV UTF-8”, rồi gửi."


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number in the file (the first line is 1) and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is not taken: where, what stood there, and why."""

    line: int
    column: str
    value: str
    why: str


def read(stream: IO[bytes], columns: Mapping[str, tuple[str, ...]], owed: tuple[str, ...]) -> Iterator[Row]:
    """Yield the lines under the head, one at a time; empty ones are left out.

    ``columns`` is name → the titles by which a column is known (compared without diacritics); other columns are left
    alone. ``owed`` must stand in the head. Raises :class:`Refused` (field ``file``) for a sheet that cannot be read.
    """
    known = {fold(title): name for name, titles in columns.items() for title in (name, *titles)}
    head: dict[int, str] = {}
    for number, cells in _lines(stream):
        if not head:
            found = {at: known[fold(cell)] for at, cell in enumerate(cells) if fold(cell) in known}
            if set(owed) <= set(found.values()):
                head = _once_each(found, columns)
            elif number >= HEAD_LINES:
                break
            continue
        row = {name: cells[at] if at < len(cells) else "" for at, name in head.items()}
        if any(row.values()):
            yield Row(number, row)
    if not head:
        titles = ", ".join(f"“{columns[name][0]}”" for name in owed)
        raise Refused(f"Không thấy dòng tên cột. Phải có các cột: {titles}.", "file", "no-head")


def _once_each(found: dict[int, str], columns: Mapping[str, tuple[str, ...]]) -> dict[int, str]:
    twice = next((name for name in found.values() if list(found.values()).count(name) > 1), "")
    if twice:
        raise Refused(f"Cột “{columns[twice][0]}” đứng hai lần. Bỏ bớt một cột rồi gửi lại.", "file", "head-twice")
    return found


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    start = stream.read(4)
    stream.seek(0)
    if start == EXCEL[0]:
        return _xlsx(stream)
    if start == EXCEL[1]:
        raise Refused("Tệp này là Excel kiểu cũ (.xls). Mở ra, lưu lại kiểu .xlsx rồi gửi.", "file", "old-excel")
    return _csv(stream)


def _xlsx(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(stream) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise Refused("Tệp này mở ra lớn bất thường. Chia thành nhiều tệp rồi gửi.", "file", "too-large")
        stream.seek(0)
        from openpyxl import load_workbook  # some 15 MB that a process without sheets need not hold

        book = load_workbook(stream, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # programs write wrong ones; then lines would be lost in silence
        lines = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS)
        for number, cells in enumerate(lines, start=1):
            if any(cell is not None for cell in cells):
                yield number, [_said(cell) for cell in cells]
    except (*_BROKEN, IndexError, SyntaxError) as error:  # SyntaxError: the XML inside is broken
        raise Refused(NOT_OPENED, "file", "broken") from error


def _said(cell: Any) -> str:
    """Return what a cell shows, plainly: numbers without ``.0``, moments as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _short(str(cell))


def _short(text: str) -> str:
    return clean(text[: LONGEST_CELL + 1])


def _csv(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        sample = text.read(4096)
        text.seek(0)
        first = sample.splitlines()[0] if sample else ""
        mark = max(",;\t", key=first.count)
        reader = csv.reader((line.replace("\0", "") for line in text), delimiter=mark)
        for cells in reader:
            yield reader.line_num, [_short(cell) for cell in cells[:MOST_COLUMNS]]
    except UnicodeDecodeError as error:
        raise Refused("Tệp CSV này không phải UTF-8. Lưu lại kiểu “CSV UTF-8” rồi gửi.", "file", "not-utf8") from error
    except csv.Error as error:
        raise Refused(NOT_OPENED, "file", "broken") from error
    finally:
        text.detach()
