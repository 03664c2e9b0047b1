"""Sheets come from strangers: what one could do to the machine that opens it."""

import io
import re
import time
import zipfile

import pytest
from openpyxl import Workbook

from thanthien.core import sheets
from thanthien.core.errors import Refused

COLUMNS = {"a": ("Mã",)}


def packed(more: dict[str, bytes] | None = None, sheet: tuple[bytes, bytes] = (b"", b"")) -> io.BytesIO:
    """An honest sheet of two lines, with parts added or a piece of its lines rewritten."""
    book, honest, out = Workbook(), io.BytesIO(), io.BytesIO()
    page = book.active
    assert page is not None
    page.append(["Mã"])
    page.append(["x"])
    book.save(honest)
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if name.endswith("sheet1.xml") and sheet[0]:
                body = re.sub(*sheet, body)
            target.writestr(name, body)
        for name, body in (more or {}).items():
            target.writestr(name, body)
    out.seek(0)
    return out


def lines(stream: io.BytesIO) -> list[dict[str, str]]:
    return [dict(row.cells) for row in sheets.read(stream, COLUMNS, ("a",))]


def test_a_small_file_with_a_line_two_thousand_million_does_not_hold_the_machine_for_hours() -> None:
    began = time.monotonic()
    stream = packed(sheet=(rb'r="(A?)2"', rb'r="\g<1>2000000000"'))
    assert lines(stream) == []
    assert time.monotonic() - began < 20


def test_a_sheet_whose_words_unpack_to_gigabytes_is_not_opened() -> None:
    bomb = b"<sst>" + b"<si><t/></si>" * (sheets.UNPACKED // 13) + b"</sst>"
    stream = packed({"xl/sharedStrings.xml": bomb})
    assert len(stream.getvalue()) < sheets.MB
    with pytest.raises(Refused) as no:
        lines(stream)
    assert no.value.code == "too-large"


def test_empty_lines_between_are_left_out_and_numbers_stay() -> None:
    stream = packed(sheet=(rb'r="(A?)2"', rb'r="\g<1>40"'))
    assert [row.line for row in sheets.read(stream, COLUMNS, ("a",))] == [40]
