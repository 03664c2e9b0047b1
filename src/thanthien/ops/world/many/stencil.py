"""From dossiers that the real commands made to stencils: the same rows with gaps for what differs.

What a row says is never written here: it is read back from the tables, so a change of a command changes the
stencil with it. A gap is a ``%(name)s`` of Python's old formatting, the fastest way to fill text.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models

from thanthien.core import chain, crypto, tokens
from thanthien.core.bulk import Cell, acts_of, columns_of, rows_of
from thanthien.core.fields import EncryptedJSONField, EncryptedTextField, place_of
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import service as onestop

if TYPE_CHECKING:
    from thanthien.onestop.models import Dossier

ENCRYPTED = (EncryptedJSONField, EncryptedTextField)
# A provider's word and a code of elsewhere are given once in the country (``portal``).
LEFT_OUT = frozenset({"Payment", "Refund", "OfficialCode"})
NUMBER = re.compile(r"(\d{2,})/([A-Z-]{2,8})|PT(\d{4})-(\d{6})")
SERIES = {"GTN": "receipt", "PBS": "supplement", "PTC": "refusal", "UBND-MC": "apology", "TB-UBND": "stop",
          "PBG": "handover", "UBND": "result"}  # fmt: skip
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
    return (*own, (marks(), "dossier_id"), (Message, "subject_id"), *told)


def marks() -> type[models.Model]:
    """Return the table of the codes by which papers are checked; a letter of thanks has one, too, and no dossier."""
    return apps.get_model("onestop", "PaperMark")


def dossiers() -> type[models.Model]:
    """Return the table of dossiers."""
    return apps.get_model("onestop", "Dossier")


class Number(NamedTuple):
    """A paper's number: its series, its place in it, how it is written."""

    series: str
    serial: int
    form: str


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
    """One dossier, till or ticket with gaps. ``taken`` is the money it brought: (till, đồng)."""

    code: str
    filed_at: datetime
    open: bool
    at_once: bool
    keys: int = 0
    dashed: list[int] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    taken: list[tuple[str, int]] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)  # gap of a paper's code, the paper's key
    ratings: list[str] = field(default_factory=list)
    sealed: list[tuple[str, str, str]] = field(default_factory=list)  # gap, plain text with gaps, its column
    rows: list[tuple[type[models.Model], list[Cell]]] = field(default_factory=list)
    acts: list[Sealed] = field(default_factory=list)


class Cutter:
    """Cuts the stencil of one dossier."""

    def __init__(self, dossier: "Dossier", tills: Mapping[UUID, UUID]) -> None:
        self.dossier, self._tills = dossier, tills
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
        self._take_money(found)
        whole = {dossiers(): rows_of(dossiers(), "id", [self.dossier.id]), **found}
        for part, rows in whole.items():
            self.made.rows += [(part, self._gapped(part, row)) for row in rows]
        others = [key for name in ("Message", "Charge", "Receipt") for key in self._named_keys(name, found)]
        self.made.acts = [self._act(row) for row in acts_of([self.dossier.id, *others])]
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

    def _named_keys(self, name: str, found: Mapping[type[models.Model], Sequence[tuple[Any, ...]]]) -> list[UUID]:
        return [key for model in found if model.__name__ == name for key in self._keys_of(model, found)]

    def _name_keys(self, found: Mapping[type[models.Model], Sequence[tuple[Any, ...]]]) -> None:
        for model in found:
            for key in self._keys_of(model, found):
                number = self.made.keys
                self._gaps += [(str(key), f"e{number}"), (key.hex, f"k{number}")]
                self.made.keys += 1
                if model is marks():
                    paper = next(name for needle, name in self._gaps if needle == key.hex)
                    self._gaps.append((tokens.mark_of("paper", key), f"m{number}"))
                    self.made.marks.append((f"m{number}", int(paper[1:])))

    def _take_numbers(self, found: Mapping[type[models.Model], Sequence[tuple[Any, ...]]]) -> None:
        year = (self.dossier.decided_at or self.dossier.filed_at).year
        taken = {self.dossier.result_number: year}
        for model, rows in found.items():
            names = columns_of(model)
            if "number" in names:
                taken |= {str(row[names.index("number")]): self._year_of(model, row, year) for row in rows}
        for text, when in taken.items():
            match = NUMBER.fullmatch(text)
            if match and match[3]:
                self.made.numbers.append(Number(f"fee-receipt-{match[3]}", int(match[4]), f"PT{match[3]}-%06d"))
            elif match:
                self.made.numbers.append(Number(f"{SERIES[match[2]]}:{when}", int(match[1]), f"%02d/{match[2]}"))

    def _take_money(self, found: Mapping[type[models.Model], Sequence[tuple[Any, ...]]]) -> None:
        """Note what this dossier brings into which till: the tills' sums are made of it."""
        for model, rows in found.items():
            names = columns_of(model)
            if model.__name__ == "Receipt":
                whole = (dict(zip(names, row, strict=True)) for row in rows)
                self.made.taken += [
                    (self._tills[UUID(str(one["sheet_id"]))].hex, int(one["amount"]))
                    for one in whole
                    if one["sheet_id"] and not one["void_at"]
                ]

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
        if model is marks():  # who would sign so many papers again? they were signed by hand
            unsigned = ("signer_id", "asked_at", "next_try_at")
            for name, value in (("signing", "none"), ("sha256", ""), *((one, None) for one in unsigned)):
                cells[names.index(name)] = Cell(value, False)
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
        for at, number in enumerate(self.made.numbers):
            text = re.sub(rf"(?<!\d){re.escape(number.form % number.serial)}(?![A-Z-])", f"%(q{at})s", text)
        for till, known in self._tills.items():
            text = text.replace(str(till), str(known)).replace(till.hex, known.hex)
        for link in RATING.findall(text):
            if link not in self.made.ratings:
                self.made.ratings.append(link)
            text = text.replace(link, f"%(r{self.made.ratings.index(link)})s")
        return text

    def _act(self, row: AuditRow) -> Sealed:
        return sealed(row, self.gapped)


def sealed(row: AuditRow, gapped: Callable[[str], str]) -> Sealed:
    """Return an act with its gaps: its place in the chain and the hash of its personal detail are made anew."""
    record = json.loads(row.body)
    record["seq"], record["detail"] = SEQ, COMMIT if row.detail else ""
    body = gapped(chain.canonical(record)).replace(str(SEQ), "%(seq)d").replace(COMMIT, "%(commit)s")
    subject = gapped(row.subject_id.hex) if row.subject_id else ""
    return Sealed(row.seq, row.act, subject, row.recorded_at, body, gapped(row.detail))


def _spaced(phone: str) -> str:
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if phone else ""
