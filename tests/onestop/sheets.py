"""Sheets as other systems send them, made for the tests."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from tests.world import REBIRTH
from thanthien.core import clock

HEAD = ("Mã hồ sơ", "Mã thủ tục", "Ngày tiếp nhận", "Họ và tên", "Điện thoại", "Số định danh")
RECEIVED = datetime(2026, 11, 13, 9, 0, tzinfo=clock.VN)
CODE = "H15.50.05.13-261113-0975"
GOOD = (CODE, REBIRTH, "13/11/2026 09:00", "Bùi Thị Mơ", "0900 000 123", "038190001234")


def csv(*rows: Sequence[str], head: Sequence[str] = HEAD) -> io.BytesIO:
    """A CSV file in UTF-8."""
    lines = [",".join(f'"{cell}"' for cell in row) for row in (head, *rows)]
    return io.BytesIO("\n".join(lines).encode())


def xlsx(*rows: Sequence[Any], head: Sequence[str] = HEAD, title: str = "") -> io.BytesIO:
    """An Excel file; with ``title`` a line stands above the head."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([(title,)] if title else []) + [head, *rows]:
        sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    kept.seek(0)
    return kept
