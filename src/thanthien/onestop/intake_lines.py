"""Reading a line of another system: who, what, under which code, received when. Nothing is guessed.

The register that law.md §0.3 speaks of (National Public Service Portal, provincial system) exports such lines.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from thanthien.core import clock, text
from thanthien.core.errors import Refused
from thanthien.onestop.commands._applicant import Applicant, checked

NATIONAL, PROVINCIAL = "national", "provincial"
SOURCES: Final = {NATIONAL: "Cổng Dịch vụ công quốc gia", PROVINCIAL: "Hệ thống của tỉnh"}
# Column → the titles under which the systems and people write it; the first one is told in refusals.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "official_code": ("Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ"),
    "procedure": ("Mã thủ tục", "Mã TTHC", "Thủ tục"),
    "received_at": ("Ngày tiếp nhận", "Thời điểm tiếp nhận", "Ngày nhận"),
    "name": ("Họ và tên", "Họ tên", "Người nộp", "Chủ hồ sơ", "Tên"),
    "phone": ("Điện thoại", "Số điện thoại"),
    "email": ("Thư điện tử", "E-mail"),
    "address": ("Địa chỉ", "Nơi ở"),
    "id_number": ("Số định danh", "Số căn cước", "CCCD"),
    "promised_on": ("Ngày hẹn trả", "Hẹn trả"),
    "source": ("Nguồn",),
    "unit": ("Mã xã", "Mã đơn vị"),
}
OWED: Final = ("official_code", "procedure", "received_at", "name")
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{3,58}[A-Za-z0-9]")
_EARLIEST: Final = date(2023, 1, 1)  # the calendar of days off begins here (settled question 10)
_VN: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TIME: Final = re.compile(r"(\d{1,2})(?:[:hg](\d{2})(?::\d{2}(?:\.\d+)?)?|\s*giờ)?")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A dossier that another system received: its code there, when it was received there, who, which procedure."""

    source: str
    official_code: str
    procedure: str
    received_at: datetime
    applicant: Applicant
    promised_on: date | None = None


def arrival(cells: Mapping[str, str], source: str, now: datetime) -> Arrival:
    """Return a line as what it says; raises :class:`Refused` at the column that cannot be read."""
    source = source_of(cells.get("source", ""), source)
    code = cells.get("official_code", "")
    if not code:
        raise Refused("Dòng này thiếu mã hồ sơ.", "official_code", "no-code")
    if not _CODE.fullmatch(code):
        raise Refused("Mã hồ sơ có chữ, số, dấu chấm, gạch nối, từ 5 đến 60 ký tự.", "official_code", "bad-code")
    procedure = cells.get("procedure", "")
    if not procedure:
        raise Refused("Dòng này thiếu mã thủ tục.", "procedure", "no-procedure")
    received = moment(cells.get("received_at", ""), now)
    promised = cells.get("promised_on", "")
    person = Applicant(
        cells.get("name", ""), _phone(cells.get("phone", "")), cells.get("email", ""), cells.get("address", ""),
        _number(cells.get("id_number", "")), _tell_by(cells),
    )  # fmt: skip
    return Arrival(source, code, procedure, received, checked(person), day(promised) if promised else None)


def source_of(said: str, otherwise: str) -> str:
    """Return the source that a line names, or the one of the whole sheet."""
    if not said:
        return otherwise
    words = text.fold(said)
    for key, label in SOURCES.items():
        if words in (key, text.fold(label)) or (key == NATIONAL and "quoc gia" in words):
            return key
    if "tinh" in words.split():
        return PROVINCIAL
    raise Refused("Nguồn là Cổng quốc gia (national) hoặc Hệ thống của tỉnh (provincial).", "source", "unknown-source")


def moment(said: str, now: datetime) -> datetime:
    """Return when it was received; words ("sáng thứ Hai") are no time, and a day without an hour is none, either."""
    if not said:
        raise Refused("Dòng này thiếu lúc tiếp nhận.", "received_at", "no-time")
    at = _iso(said) or _spoken(said)
    if at is None:
        words = "Không đọc được lúc tiếp nhận. Viết ngày và giờ, ví dụ 16/11/2026 08:30."
        raise Refused(words, "received_at", "bad-time")
    if at > now:
        raise Refused("Lúc tiếp nhận chưa tới.", "received_at", "future")
    if clock.local(at).date() < _EARLIEST:
        raise Refused("Hồ sơ tiếp nhận trước năm 2023: lịch nghỉ lễ của năm đó không có ở đây.", "received_at", "past")
    return at


def _iso(said: str) -> datetime | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*", said):
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=clock.VN)


def _spoken(said: str) -> datetime | None:
    found = _VN.search(said)
    if found is None:
        return None
    rest = (said[: found.start()] + said[found.end() :]).strip(" ,;-")
    hour = _TIME.fullmatch(rest)
    if hour is None:
        return None
    try:
        return datetime(
            int(found[3]), int(found[2]), int(found[1]), int(hour[1]), int(hour[2] or 0), tzinfo=clock.VN
        )  # fmt: skip
    except ValueError:
        return None


def day(said: str) -> date:
    """Return a promised day; raises :class:`Refused`."""
    found = _VN.match(said)
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(said[:10])
    except ValueError as error:
        words = "Không đọc được ngày hẹn trả. Viết ngày, ví dụ 23/11/2026."
        raise Refused(words, "promised_on", "bad-day") from error


def _phone(said: str) -> str:
    """A sheet eats the leading 0 of a number: nine digits get it back."""
    return f"0{said}" if re.fullmatch(r"[1-9][0-9]{8}", said) else said


def _number(said: str) -> str:
    """Identity numbers of 12 digits begin with 0: a sheet that ate it leaves 10 or 11."""
    return said.zfill(12) if re.fullmatch(r"[0-9]{10,11}", said) else said


def _tell_by(cells: Mapping[str, str]) -> str:
    return "email" if cells.get("email") else "phone" if cells.get("phone") else "slip"
