"""The pieces that papers are made of, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from thanthien.papers import words


class PaperForm(StrEnum):
    """In which form a paper was handed in."""

    ORIGINAL = "bản chính"
    CERTIFIED = "bản sao chứng thực"
    COPY = "bản sao"
    PHOTOCOPY = "bản chụp"
    ELECTRONIC = "bản điện tử"
    SHOWN = "xuất trình"


class Stage(StrEnum):
    """When a supplement is asked for (the rule differs by stage)."""

    BEFORE = "trước khi tiếp nhận"
    DURING = "trong khi giải quyết"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the paper. For a commune: superior `Ủy ban nhân dân`, body `xã Cẩm Vân`, place `Cẩm Vân`."""

    superior: str
    body: str
    place: str
    unit: str  # how the paper calls the commune in a sentence and at the foot: `UBND xã Cẩm Vân`
    address: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant. `called` is how letters address the person: `ông`, `bà`, or `ông/bà` when not known."""

    name: str
    called: str = "ông/bà"
    address: str = ""
    phone: str = ""
    email: str = ""
    acting_for: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A named officer who answers."""

    name: str
    position: str
    phone: str


@dataclass(frozen=True, slots=True)
class DestroyedLine:
    """One dossier of a record of destruction: nothing of it is personal."""

    code: str
    procedure: str
    result: str
    ended_on: date
    kept_as: str
    kept_until: date


@dataclass(frozen=True, slots=True)
class Signer:
    """The signature block: lines in capitals (`TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`) and the name under it."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The dossier that a paper speaks of. `code` is empty when the dossier was never accepted."""

    code: str
    procedure: str
    applicant: Person
    procedure_code: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    follow_url: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the dossier, as handed in."""

    name: str
    form: PaperForm
    count: int = 1
    digitised: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """The settling time by rule: `5 ngày làm việc`. Assumed until an officer has confirmed it."""

    text: str
    source: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the working out of a date, with its article."""

    text: str
    article: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Derivation:
    """Why this date: one sentence (`5 ngày làm việc: 25, 26, 27, 30/11, 1/12; 24/11 nghỉ lễ.`), its steps."""

    sentence: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in đồng; None or an unconfirmed 0 print as not known. ``said``: words instead of an amount (a rate)."""

    amount: int | None = None
    confirmed: bool = False
    paid: int | None = None
    note: str = ""
    said: str = ""

    @property
    def text(self) -> str:
        """The words on the paper."""
        if self.said:
            return self.said
        text = words.fee(self.amount, confirmed=self.confirmed)
        return text if self.paid is None else f"{text}; đã nộp {words.money(self.paid)}"


@dataclass(frozen=True, slots=True)
class Proof:
    """What lets the holder show that the receipt was not altered: all that its signed promise says, and the signature.

    ``mark`` are the first letters of the leaf, which people type; ``url`` is where it is checked.
    """

    mark: str
    leaf: str
    promise: str
    unit: str
    seq: int
    recorded_at: str
    key: str
    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a dossier lacks: what, why, how to mend it."""

    what: str
    why: str
    how: str


@dataclass(frozen=True, slots=True)
class FootNote:
    """What a figure stands on: words, and the full address of the list behind it ("" for none)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``wide`` is the column that takes the room left; ``urls`` lead from the first cell of each row.

    ``notes`` are the footnotes of the rows (None for a row without), ``note`` that of the whole table.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    wide: int = 0
    urls: tuple[str, ...] = ()
    notes: tuple[FootNote | None, ...] = ()
    note: FootNote | None = None
    shape: str = "grid"


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of a chart: label, thousandths of the scale (None: not measured), the value as read."""

    label: str
    height: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of columns, drawn in black and white. ``top`` is what the end of the scale reads."""

    caption: str
    bars: tuple[Bar, ...]
    top: str
    note: FootNote | None = None
    shape: str = "bars"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraphs (those that begin "- " are dashes), and tables and charts after them."""

    head: str
    lines: tuple[str, ...]
    blocks: tuple[Grid | Bars, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Where anybody checks the paper, and its digital signature in words ("" while there is none).

    ``code`` is what people type, in groups of four; ``place`` the address for typing, ``url`` that of the QR code.
    """

    code: str
    url: str
    place: str
    signed: str = ""
