"""Numbers that people quote: dossier codes and the numbers of papers.

Law: TT 01/2018/TT-VPCP Đ.19 for the shape of the code; TT 03/2025 rules it since 2025-09-15 (article not
seen, the shape in live systems is the same). Page: docs/rules/numbering.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from thanthien.rules.errors import BadNumber

SERIAL_WIDTH = 4
UNOFFICIAL = "TT"
PATTERN_VERSION = "2019-01"
# H15.50.05.13 (the national e-identifier of a body), or TT-15163 where a commune has not entered its own.
_BODY = re.compile(r"[A-Z][0-9]{1,3}(\.[0-9]{1,4}){0,4}")
_CODE = re.compile(rf"({_BODY.pattern}|{UNOFFICIAL}-[0-9]{{5}})-([0-9]{{6}})-([0-9]{{{SERIAL_WIDTH},9}})")

# Kinds of numbered papers and the letters behind their number (NĐ 30/2020 Annex I; short forms are the
# commune's own choice and may be changed there).
PAPER_LETTERS = {
    "receipt": "GTN",
    "supplement": "PBS",
    "refusal": "PTC",
    "apology": "UBND-MC",
    "stop": "TB-UBND",
    "handover": "PBG",
    "result": "UBND",
    "extract": "TL-UBND",
    "confirmation": "GXN-UBND",
    "destruction": "BB-UBND",
    "data_request": "YC-DL",
    "courtesy": "THU-UBND",
}


@dataclass(frozen=True, slots=True)
class DossierCode:
    """The parts of a code: `body` as printed in front, day of reception, serial of that day."""

    body: str
    received_on: date
    serial: int

    @property
    def official(self) -> bool:
        """Whether the front is a national e-identifier."""
        return not self.body.startswith(f"{UNOFFICIAL}-")

    def __str__(self) -> str:
        return f"{self.body}-{self.received_on:%y%m%d}-{self.serial:0{SERIAL_WIDTH}d}"


def dossier_code(e_identifier: str, unit_code: str, received_on: date, serial: int) -> str:
    """`H56.146-261111-0017`, or `TT-15163-261111-0017` while the unit has no e-identifier.

    The serial starts at 1 each day and is padded to four digits, wider when a day has more. Raises BadNumber
    for a serial below 1 or an identifier of another shape.
    """
    body = e_identifier.strip().upper() or f"{UNOFFICIAL}-{unit_code}"
    made = DossierCode(body, received_on, serial)
    if serial < 1 or not _CODE.fullmatch(str(made)):
        raise BadNumber(f"Mã hồ sơ “{made}” không đúng khuôn mẫu. Xem lại mã định danh của xã.")
    return str(made)


def parse_dossier_code(text: str) -> DossierCode:
    """Read a code as people type it: small letters, spaces and long dashes are forgiven. Raises BadNumber."""
    tidy = re.sub(r"\s+", "", text).upper().replace("–", "-").replace("—", "-")
    found = _CODE.fullmatch(tidy)
    if not found:
        raise BadNumber("Mã này chưa đủ. Anh/chị xem lại mã trên giấy hẹn.")
    day = found.group(found.lastindex - 1) if found.lastindex else ""
    try:
        on = date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError as wrong:
        raise BadNumber("Ngày trong mã này không có thật. Anh/chị xem lại mã trên giấy hẹn.") from wrong
    return DossierCode(found.group(1), on, int(found.group(found.lastindex or 0)))


def paper_number(kind: str, serial: int, unit_letters: str = "") -> str:
    """`112/UBND-MC`: the serial of a kind of paper within its year, and its letters. Raises BadNumber."""
    letters = unit_letters or PAPER_LETTERS.get(kind, "")
    if serial < 1 or not letters:
        raise BadNumber(f"Không có cách đánh số cho loại giấy “{kind}”.")
    # A number below ten gets a nought in front (NĐ 30/2020 Annex I).
    return f"{serial:02d}/{letters}"


def series(kind: str, on: date) -> str:
    """The name of the counter for a kind of paper: one row of numbers a year."""
    return f"{kind}:{on.year}"


def day_series(on: date) -> str:
    """The name of the counter for dossier codes: one row of numbers a day."""
    return f"dossier:{on.isoformat()}"
