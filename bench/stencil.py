"""From dossiers that the real commands made to stencils: the same rows with gaps for what differs.

What a row says is never written here: it is read back from the tables, so a change of a command changes the
stencil with it. A gap is a ``%(name)s`` of Python's old formatting, the fastest way to fill text.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from bench.sink import Cell, as_stored, columns_of
from thanthien.core import chain, crypto
from thanthien.core.fields import EncryptedJSONField, EncryptedTextField, place_of
from thanthien.core.models import Attempt, AuditRow, Message
from thanthien.onestop.models import Apology, Dossier, Event, Paper, PaperItem, Supplement, Task

ENCRYPTED = (EncryptedJSONField, EncryptedTextField)
PARTS: tuple[type[models.Model], ...] = (Event, Task, PaperItem, Paper, Supplement, Apology, Message, Attempt)
NUMBER = re.compile(r"(\d{2,})/([A-Z-]{2,8})")
RATING = re.compile(r"/danh-gia/([A-Za-z0-9_-]{20,})/")
SEQ, COMMIT = 987654321987654, "commit-of-the-detail"


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

    def __init__(self, dossier: Dossier) -> None:
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
        from thanthien.onestop import service as onestop

        self._gaps.append((onestop.token_of(self.dossier.id), "t"))
        found = {part: self._read(part) for part in PARTS}
        self.made.at_once = any("give_at_once" in row for row in found[Event])
        self._name_keys(found)
        self._take_numbers(found)
        whole: dict[type[models.Model], list[tuple[Any, ...]]] = {
            Dossier: self._rows(Dossier, "id", [self.dossier.id]),
            **found,
        }
        for part, rows in whole.items():
            self.made.rows += [(part, self._gapped(part, row)) for row in rows]
        self.made.acts = [self._act(row) for row in self._acts(found)]
        self.made.dashed = [at for at in range(self.made.keys) if self._used(f"%(e{at})s")]
        return self.made

    def _used(self, gap: str) -> bool:
        texts = [str(cell.value) for _, cells in self.made.rows for cell in cells if cell.gaps]
        texts += [text for _, text, _ in self.made.sealed]
        return any(gap in text for text in [*texts, *(act.body + act.detail for act in self.made.acts)])

    def _read(self, part: type[models.Model]) -> list[tuple[Any, ...]]:
        if part is Attempt:
            told = Message.objects.filter(subject_id=self.dossier.id).values_list("id", flat=True)
            return self._rows(part, "message_id", list(told))
        return self._rows(part, "subject_id" if part is Message else "dossier_id", [self.dossier.id])

    def _rows(self, model: type[models.Model], column: str, keys: Sequence[UUID]) -> list[tuple[Any, ...]]:
        if not keys:
            return []
        names = ", ".join(f'"{name}"' for name in columns_of(model))
        marks = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT {names} FROM {model._meta.db_table} WHERE "{column}" IN ({marks}) ORDER BY id',
                [as_stored(key) for key in keys],
            )
            return [tuple(row) for row in cursor.fetchall()]

    def _name_keys(self, found: Mapping[type[models.Model], list[tuple[Any, ...]]]) -> None:
        for model, rows in found.items():
            at = columns_of(model).index("id")
            for row in rows:
                key = UUID(str(row[at]))
                number = self.made.keys
                self._gaps += [(str(key), f"e{number}"), (key.hex, f"k{number}")]
                self.made.keys += 1

    def _take_numbers(self, found: Mapping[type[models.Model], list[tuple[Any, ...]]]) -> None:
        taken: dict[str, int] = {self.dossier.result_number: (self.dossier.decided_at or self.dossier.filed_at).year}
        for paper in Paper.objects.filter(dossier=self.dossier):
            taken[paper.number] = paper.issued_at.year
        for letter in Apology.objects.filter(dossier=self.dossier):
            taken[letter.number] = (letter.signed_at or letter.drafted_at).year
        for text, year in taken.items():
            match = NUMBER.fullmatch(text)
            if match:
                self.made.numbers.append((int(match[1]), match[2], year))

    def _gapped(self, model: type[models.Model], row: tuple[Any, ...]) -> list[Cell]:
        names = columns_of(model)
        fields = model._meta.concrete_fields
        cells = [
            self._sealed(field, value) if isinstance(field, ENCRYPTED) else self._cell(value)
            for field, value in zip(fields, row, strict=True)
        ]
        if model is Dossier and self.dossier.id_number:
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

    def _acts(self, found: Mapping[type[models.Model], list[tuple[Any, ...]]]) -> Iterable[AuditRow]:
        told = [UUID(str(row[columns_of(Message).index("id")])) for row in found[Message]]
        return AuditRow.objects.filter(subject_id__in=[self.dossier.id, *told]).order_by("seq")

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
