"""The lines of a national catalogue file, whatever it is: CSV, Excel (.xlsx), JSON."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from thanthien.core import sheets
from thanthien.core.errors import Refused

Rows = list[tuple[int, Mapping[str, Any]]]


def rows(raw: bytes, name: str, columns: Sequence[str], most: int) -> Rows:
    """Return the lines with their numbers in the file; one beyond ``most`` is enough to see that there are too many.

    Raises :class:`Refused` (field ``file``) for a table that cannot be opened or has no head, ``UnicodeDecodeError``,
    ``ValueError`` or ``csv.Error`` for what is neither CSV nor JSON. What the file is, its first bytes say.
    """
    if raw.startswith(sheets.EXCEL):
        found = sheets.read(io.BytesIO(raw), {column: (column,) for column in columns}, ("code",))
        return [(row.line, row.cells) for row in islice(found, most + 1)]
    text = raw.decode("utf-8-sig")
    return _json(text) if name.lower().endswith(".json") else _csv(text)


def _json(text: str) -> Rows:
    found = json.loads(text)
    items = found.get("procedures") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise ValueError("no list")
    return [(at, one if isinstance(one, dict) else {}) for at, one in enumerate(items, 1)]


def _csv(text: str) -> Rows:
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    if "code" not in (reader.fieldnames or ()):
        raise Refused("Tệp không có cột “code”. Dòng đầu phải ghi tên cột.", "file", "no-head")
    return [(reader.line_num, row) for row in reader]
