"""A national catalogue file, CSV, Excel (.xlsx) or JSON: read line by line, compared with what stands. Nearly pure.

Fields (JSON: a list, or ``{"procedures": […]}``; tables: these columns, CSV in UTF-8): ``code``, ``name``, ``field``,
``time_limit``, ``fee``, ``online_level``, ``result``, ``authority``, ``papers``, ``legal_basis``, ``effective_from``,
``effective_to``, ``replaced_by``. Lists are separated by ``|`` in tables. An empty cell says nothing of its field: it
never empties what stands. Times may stand in words ("Không quá 05 ngày làm việc"); what has two readings is refused.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from thanthien.core.errors import Refused
from thanthien.core.sheets import Rejected
from thanthien.core.text import clean, fold
from thanthien.onestop import catalogue_rows, wording
from thanthien.onestop.catalogue_shape import Procedure
from thanthien.rules.fees import MOST_VND

FIELDS: Final = ("code", "name", "field", "time_limit", "fee", "online_level", "result", "authority", "papers",
                 "legal_basis", "effective_from", "effective_to", "replaced_by")  # fmt: skip
NAMES: Final = {
    "name": "Tên", "limit": "Thời hạn", "fee": "Lệ phí", "online_level": "Mức nộp qua mạng", "result": "Kết quả",
    "authority": "Nơi giải quyết", "papers": "Giấy tờ", "legal_basis": "Căn cứ", "field": "Lĩnh vực",
    "effective_from": "Hiệu lực từ", "effective_to": "Hết hiệu lực", "replaced_by": "Thay bằng",
}  # fmt: skip
MOST_LINES: Final = 5000
MOST_BYTES: Final = 5_000_000
LEVELS: Final = {"toan trinh": "toan_trinh", "mot phan": "mot_phan", "truc tiep": "truc_tiep"}
NUMBERS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi lam": 15, "muoi hai": 12, "hai muoi": 20, "ba muoi": 30,
}  # fmt: skip
_UNITS: Final = (("ngay lam viec", "working_day"), ("ngay", "day"), ("gio", "hour"))
_TAIL: Final = r"(?: (?:ke tu|tu khi|tu luc|tinh tu) .*)?"
_COUNT: Final = re.compile(
    rf"(?:trong (?:thoi han )?)?(?:khong qua |toi da |thoi han )?(\d{{1,3}}|[a-z]+(?: [a-z]+)?)(?: \(\w+\))? "
    rf"(ngay lam viec|ngay|gio){_TAIL}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One procedure of the file: its code, and the values that it says something of (shape of the catalogue)."""

    line: int
    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What one line does: ``new``, ``changed`` with (field, old, new) in words, ``ended``, or ``same``."""

    code: str
    title: str
    kind: str
    fields: tuple[tuple[str, str, str], ...]


class Unreadable(Exception):
    """The whole file cannot be read; the sentence is for whoever sent it."""


class _Wrong(Exception):
    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column, self.why = column, why


def read_time(text: str) -> dict[str, Any]:
    """Return value and unit of a time as catalogues write it; raises ``ValueError`` where it has no single reading."""
    words = re.sub(r"[\s.;,]+", " ", fold(clean(text))).strip()
    if words in ("trong ngay", "ngay trong ngay", "trong ngay lam viec"):
        return {"value": 1, "unit": "same_day", "same_day_rule": True}
    found = _COUNT.fullmatch(words)
    if found is None:
        raise ValueError("Không đọc ra một con số và một cách tính, ví dụ “05 ngày làm việc”.")
    said = found[1]
    value = int(said) if said.isdigit() else NUMBERS.get(said)
    rest = words[found.end(2) :]
    if re.search(r"\d+ (?:ngay|gio)|truong hop", rest):
        raise ValueError("Có hai thời hạn trong một ô. Tách từng trường hợp.")
    if value is None or not 1 <= value <= 3650:
        raise ValueError("Con số bằng chữ này chưa đọc được. Viết bằng chữ số.")
    return {"value": value, "unit": dict(_UNITS)[found[2]], "same_day_rule": False}


def read_fee(text: str) -> dict[str, Any]:
    """Return a fee as catalogues write it; raises ``ValueError`` where no single amount can be read."""
    shown = clean(text)
    words = fold(shown).rstrip(".")
    if words in ("khong", "khong thu", "mien phi", "khong co", "0"):
        return {"status": "free", "amount_vnd": 0, "text": "Không thu"}
    if "hoi dong nhan dan" in words or "hdnd" in words:
        return {"status": "by_province", "amount_vnd": None, "text": shown[:300]}
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?: ?(?:dong|d|vnd))?(?:/[^\d]*)?", words)
    if found is None:
        raise ValueError("Không đọc ra một mức thu. Ghi một số tiền, “Không thu”, hoặc “HĐND cấp tỉnh quyết định”.")
    amount = int(re.sub(r"\D", "", found[1]))
    if not 0 < amount <= MOST_VND:
        raise ValueError("Số tiền này không đúng.")
    return {"status": "fixed", "amount_vnd": amount, "text": shown[:300]}


def read(raw: bytes, name: str) -> tuple[list[Line], list[Rejected]]:
    """Read a file; a rejected line never stops the others. Raises :class:`Unreadable`."""
    if len(raw) > MOST_BYTES:
        raise Unreadable("Tệp quá lớn, nhận đến 5 MB.")
    try:
        rows = catalogue_rows.rows(raw, name, FIELDS, MOST_LINES)
    except Refused as no:  # a sheet that cannot be opened, or has no head
        raise Unreadable(no.message) from no
    except UnicodeDecodeError as error:
        raise Unreadable("Tệp không phải chữ UTF-8. Lưu lại dạng “CSV UTF-8” rồi gửi.") from error
    except (ValueError, RecursionError, csv.Error) as error:
        raise Unreadable("Tệp này không đọc được: không đúng dạng CSV, Excel hay JSON.") from error
    if len(rows) > MOST_LINES:
        raise Unreadable(f"Tệp có hơn {MOST_LINES} dòng, nhận đến chừng ấy. Chia nhỏ rồi nạp từng phần.")
    lines: list[Line] = []
    rejected: list[Rejected] = []
    seen: dict[str, int] = {}
    for number, row in rows:
        try:
            found = _line(number, row)
            if found.code in seen:
                raise _Wrong("code", f"Mã này đã có ở dòng {seen[found.code]}.")
            seen[found.code] = number
            lines.append(found)
        except _Wrong as wrong:
            rejected.append(Rejected(number, wrong.column, str(row.get(wrong.column, ""))[:200], wrong.why))
    return lines, rejected


def _line(number: int, row: Mapping[str, Any]) -> Line:
    code = clean(str(row.get("code") or ""))
    if not re.fullmatch(r"\d\.\d{6}", code):
        raise _Wrong("code", "Thiếu mã thủ tục." if not code else "Mã thủ tục có dạng 1.001193.")
    values: dict[str, Any] = {}
    for column in FIELDS[1:]:
        given = row.get(column)
        if given in (None, "", [], {}):
            continue
        try:
            values |= _value(column, given)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            said = str(error) if isinstance(error, ValueError) and not isinstance(error, UnicodeError) else ""
            raise _Wrong(column, said or "Giá trị không đúng dạng.") from error
    return Line(number, code, values)


def _value(column: str, given: Any) -> dict[str, Any]:
    if column == "time_limit":
        return {"limit": _time(given)}
    if column == "fee":
        return {"fee": _fee(given)}
    if column == "online_level":
        return {"online_level": _level(str(given))}
    if column in ("effective_from", "effective_to"):
        return {column: _day(str(given)).isoformat()}
    if column in ("authority", "papers", "legal_basis", "replaced_by"):
        return {column: _many(column, given)}
    text = clean(str(given))
    if column == "name":
        return {"name": text[:600], "title": text.removeprefix("Thủ tục ")[:120]}
    return {column: text[:500]}


def _time(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        return read_time(str(given))
    value, unit = given["value"], given["unit"]
    if value is None and unit is None:
        return {"value": None, "unit": None, "same_day_rule": False}
    if type(value) is not int or not 1 <= value <= 3650 or unit not in ("working_day", "day", "hour", "same_day"):
        raise ValueError("Thời hạn phải có con số từ 1 đến 3650 và cách tính.")
    return {"value": value, "unit": unit, "same_day_rule": unit == "same_day"}


def _fee(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        return read_fee(str(given))
    amount, status = given.get("amount_vnd"), given["status"]
    known = ("free", "assumed_free", "fixed", "assumed_fixed", "by_province", "unknown")
    if status not in known or not (amount is None or (type(amount) is int and 0 <= amount <= MOST_VND)):
        raise ValueError("Lệ phí phải có loại đúng và số tiền nguyên, không âm.")
    return {"status": status, "amount_vnd": amount, "text": clean(str(given.get("text") or ""))[:300]}


def _level(text: str) -> str:
    key = fold(clean(text)).replace("_", " ")
    if key not in LEVELS:
        raise ValueError("Mức nộp qua mạng là toàn trình, một phần hoặc trực tiếp.")
    return LEVELS[key]


def _day(text: str) -> date:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError("Ngày viết như 01/01/2027.") from error


def _many(column: str, given: Any) -> list[Any]:
    parts = given if isinstance(given, list) else str(given).split("|")
    named = [one["text"] if isinstance(one, dict) else str(one) for one in parts]
    texts = [clean(one)[:600] for one in named if clean(one)]
    if column == "papers":
        return [{"text": one, "short": one[:60], "required": True, "only_if": None} for one in texts]
    if column == "legal_basis":
        return [{"text": one, "doubtful": False} for one in texts]
    return texts


def difference(lines: Iterable[Line], standing: Mapping[str, Procedure], on: date) -> list[Change]:
    """Compare a file with the entries that stand: what is new, changed (old → new by field), ended, the same."""
    return [_change(line, standing.get(line.code), on) for line in lines]


def _change(line: Line, entry: Procedure | None, on: date) -> Change:
    if entry is None:
        return Change(line.code, str(line.values.get("title", "")), "new", tuple(
            (NAMES[name], "", said(name, value)) for name, value in line.values.items() if name in NAMES
        ))  # fmt: skip
    found = tuple(
        (NAMES[name], before, after) for name, value in line.values.items() if name in NAMES
        for before, after in [(said(name, _plain(entry, name)), said(name, value))] if before != after
    )  # fmt: skip
    end = line.values.get("effective_to")
    ended = end is not None and date.fromisoformat(end) <= on and bool(found)
    return Change(line.code, entry.title, "ended" if ended else "changed" if found else "same", found)


def _plain(entry: Procedure, name: str) -> Any:
    value = getattr(entry, name)
    if name in ("limit", "fee"):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    return [one if isinstance(one, str) else {"text": one.text} for one in value] if isinstance(value, tuple) else value


def said(name: str, value: Any) -> str:
    """Say a value of the catalogue in words."""
    if value in (None, "", []):
        return "chưa có"
    if name == "limit":
        unit = {"working_day": "ngày làm việc", "day": "ngày", "hour": "giờ"}.get(value["unit"] or "", "trong ngày")
        return (
            "chưa có" if value["value"] is None else unit if value["unit"] == "same_day" else f"{value['value']} {unit}"
        )
    if name == "fee":
        return _said_fee(value)
    if name == "online_level":
        return next((words for words, key in _LEVEL_WORDS if key == value), str(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(one if isinstance(one, str) else one["text"] for one in value)
    return str(value)


_LEVEL_WORDS: Final = (("toàn trình", "toan_trinh"), ("một phần", "mot_phan"), ("trực tiếp", "truc_tiep"))


def _said_fee(value: Mapping[str, Any]) -> str:
    if value["status"] in ("unknown", "assumed_free"):
        return wording.NO_FEE_KNOWN
    if value["status"] == "by_province":
        return "tỉnh quy định"
    amount = value["amount_vnd"]
    return "không thu" if not amount else wording.money(amount)
