"""From dossiers that the real commands made to stencils: the same rows with gaps for what differs.

What a row says is never written here: it is read back from the tables, so a change of a command changes the
stencil with it. A gap is a ``%(name)s`` of Python's old formatting, the fastest way to fill text.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import models

from thanthien.core import chain, crypto
from thanthien.core.bulk import Cell, acts_of, columns_of, rows_of
from thanthien.core.fields import EncryptedJSONField, EncryptedTextField, place_of
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import service as onestop

if TYPE_CHECKING:
    from thanthien.onestop.models import Dossier

ENCRYPTED = (EncryptedJSONField, EncryptedTextField)
# Money belongs to a till's day, which is nobody's dossier; a code of elsewhere is given once in the country.
LEFT_OUT = frozenset({"Charge", "Receipt", "Payment", "Refund", "OfficialCode"})
NUMBER = re.compile(r"(\d{2,})/([A-Z-]{2,8})")
RATING = re.compile(r"/danh-gia/([A-Za-z0-9_-]{20,})/")
SEQ, COMMIT = 987654321987654, "commit-of-the-detail"


@cache
def parts() -> tuple[tuple[type[models.Model], str], ...]:
    """Return every table whose rows belong to one dossier, with the column that says to which."""
    own = [
        (model, "dossier_id")
        for model in apps.get_app_config("onestop").get_models()
        if model.__name__ not in LEFT_OUT
        and any(one.name == "dossier" and not one.null for one in model._meta.concrete_fields)
    ]
    told = [
        (model, "message_id")
        for model in apps.get_app_config("core").get_models()
        if any(one.name == "message" and one.remote_field for one in model._meta.concrete_fields)
    ]
    return (*own, (Message, "subject_id"), *told)


def dossiers() -> type[models.Model]:
    """Return the table of dossiers."""
    return apps.get_model("onestop", "Dossier")


@dataclass(slots=True)
class Sealed:
    """An audit row: where it stood, its text and personal detail with gaps, and the columns beside them."""

    seq: int
    act: str
    subject: str
    recorded_at: Any
    body: str
    detail: str


@dataclass(slots=True)
class Stencil:
    """One dossier with gaps. ``numbers`` are the papers' numbers it took: (serial, letters, year)."""

    code: str
    filed_at: datetime
    open: bool
    at_once: bool
    keys: int = 0
    dashed: list[int] = field(default_factory=list)
    numbers: list[tuple[int, str, int]] = field(default_factory=list)
    ratings: list[str] = field(default_factory=list)
    sealed: list[tuple[str, str, str]] = field(default_factory=list)  # gap, plain text with gaps, its column
    rows: list[tuple[type[models.Model], list[Cell]]] = field(default_factory=list)
    acts: list[Sealed] = field(default_factory=list)


class Cutter:
    """Cuts the stencil of one dossier."""

    def __init__(self, dossier: "Dossier") -> None:
        self.dossier = dossier
        name = dossier.applicant
        self._gaps: list[tuple[str, str]] = [
            (str(dossier.id), "d"), (dossier.id.hex, "h"), (dossier.code, "c"), (name, "n"),
            (json.dumps(name)[1:-1], "nj"), (dossier.applicant_fold, "f"), (_spaced(dossier.phone), "ps"),
            (dossier.phone, "p"),
        ]  # fmt: skip
        self.made = Stencil(
            dossier.code, dossier.filed_at, dossier.clock in ("waiting", "running", "paused"), False
        )  # fmt: skip

    def cut(self) -> Stencil:
        """Return the stencil: the dossier, its parts, its acts."""
        self._gaps.append((onestop.token_of(self.dossier.id), "t"))
        found = self._found()
        self.made.at_once = any("give_at_once" in row for rows in found.values() for row in rows)
        self._name_keys(found)
        self._take_numbers(found)
        whole = {dossiers(): rows_of(dossiers(), "id", [self.dossier.id]), **found}
        for part, rows in whole.items():
            self.made.rows += [(part, self._gapped(part, row)) for row in rows]
        told = self._keys_of(Message, found)
        self.made.acts = [self._act(row) for row in acts_of([self.dossier.id, *told])]
        self.made.dashed = [at for at in range(self.made.keys) if self._used(f"%(e{at})s")]
        return self.made

    def _used(self, gap: str) -> bool:
        texts = [str(cell.value) for _, cells in self.made.rows for cell in cells if cell.gaps]
        texts += [text for _, text, _ in self.made.sealed]
        return any(gap in text for text in [*texts, *(act.body + act.detail for act in self.made.acts)])

    def _found(self) -> dict[type[models.Model], list[tuple[Any, ...]]]:
        found: dict[type[models.Model], list[tuple[Any, ...]]] = {}
        for part, column in parts():
            keys = self._keys_of(Message, found) if column == "message_id" else [self.dossier.id]
            found[part] = rows_of(part, column, keys)
        return found

    def _keys_of(
        self, part: type[models.Model], found: Mapping[type[models.Model], Sequence[tuple[Any, ...]]]
    ) -> list[UUID]:
        at = columns_of(part).index("id")
        return [UUID(str(row[at])) for row in found[part]]

    def _name_keys(self, found: Mapping[type[models.Model], Sequence[tuple[Any, ...]]]) -> None:
        for model in found:
            for key in self._keys_of(model, found):
                number = self.made.keys
                self._gaps += [(str(key), f"e{number}"), (key.hex, f"k{number}")]
                self.made.keys += 1

    def _take_numbers(self, found: Mapping[type[models.Model], Sequence[tuple[Any, ...]]]) -> None:
        year = (self.dossier.decided_at or self.dossier.filed_at).year
        taken = {self.dossier.result_number: year}
        for model, rows in found.items():
            names = columns_of(model)
            if "number" in names:
                taken |= {str(row[names.index("number")]): self._year_of(model, row, year) for row in rows}
        for text, when in taken.items():
            match = NUMBER.fullmatch(text)
            if match:
                self.made.numbers.append((int(match[1]), match[2], when))

    def _year_of(self, model: type[models.Model], row: Sequence[Any], otherwise: int) -> int:
        """Return the year in which a paper took its number: that of its own day."""
        names = columns_of(model)
        for name in ("issued_at", "signed_at", "taken_at", "drafted_at"):
            if name in names and row[names.index(name)]:
                return int(str(row[names.index(name)])[:4])
        return otherwise

    def _gapped(self, model: type[models.Model], row: tuple[Any, ...]) -> list[Cell]:
        names = columns_of(model)
        fields = model._meta.concrete_fields
        cells = [
            self._sealed(field, value) if isinstance(field, ENCRYPTED) else self._cell(value)
            for field, value in zip(fields, row, strict=True)
        ]
        if model is dossiers() and self.dossier.id_number:
            cells[names.index("id_number")] = Cell("%(x)s", True)
            cells[names.index("id_index")] = Cell("%(xi)s", True)
        return cells

    def _sealed(self, field: Any, value: Any) -> Cell:
        """An encrypted column: its plain text has gaps, and each stamp encrypts it anew."""
        as_json = isinstance(field, EncryptedJSONField)
        kept = json.loads(value) if as_json and isinstance(value, str) else value
        if not isinstance(kept, str) or not kept:
            return self._cell(value)
        name, place = f"s{len(self.made.sealed)}", place_of(field)
        self.made.sealed.append((name, self.gapped(crypto.decrypt_text(kept, place)), place))
        return Cell(f'"%({name})s"' if as_json else f"%({name})s", True)

    def _cell(self, value: Any) -> Cell:
        if isinstance(value, UUID):
            value = value.hex
        if not isinstance(value, str):
            return Cell(value, False)
        text = self.gapped(value)
        return Cell(text, True) if text != value.replace("%", "%%") else Cell(value, False)

    def gapped(self, text: str) -> str:
        """Return a text with its gaps, ready for ``%``."""
        text = text.replace("%", "%%")
        for needle, name in self._gaps:
            if needle:
                text = text.replace(needle, f"%({name})s")
        for at, (serial, letters, _) in enumerate(self.made.numbers):
            text = re.sub(rf"(?<!\d){serial:02d}/{letters}(?![A-Z-])", f"%(q{at})s", text)
        for link in RATING.findall(text):
            if link not in self.made.ratings:
                self.made.ratings.append(link)
            text = text.replace(link, f"%(r{self.made.ratings.index(link)})s")
        return text

    def _act(self, row: AuditRow) -> Sealed:
        record = json.loads(row.body)
        record["seq"], record["detail"] = SEQ, COMMIT if row.detail else ""
        body = self.gapped(chain.canonical(record))
        body = body.replace(str(SEQ), "%(seq)d").replace(COMMIT, "%(commit)s")
        subject = self.gapped(row.subject_id.hex) if row.subject_id else ""
        detail = self.gapped(row.detail)
        return Sealed(row.seq, row.act, subject, row.recorded_at, body, detail)


def _spaced(phone: str) -> str:
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if phone else ""
