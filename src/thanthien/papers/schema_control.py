"""What the forms 05 to 07 of TT 03/2025/TT-VPCP and a result paper say, as frozen values.

The names of the forms are known; their lines are assumed (the annex itself was not seen): what is printed follows the
usual fields of provincial systems.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from thanthien.papers.kinds import PaperKind
from thanthien.papers.parts import Contact, Dossier, Letterhead, Limit, PaperLine, Signer


@dataclass(frozen=True, slots=True)
class Stop:
    """Form 05, thông báo dừng giải quyết hồ sơ: the applicant asked for it, and no result exists yet.

    ``request`` are the applicant's words, ``stage`` the step at which the dossier stood, ``fee`` what is known of
    money paid ("" when nothing is).
    """

    kind: ClassVar[PaperKind] = PaperKind.STOP
    head: Letterhead
    number: str
    issued_on: date
    dossier: Dossier
    asked_at: datetime
    request: str
    stage: str
    returned: tuple[PaperLine, ...]
    contact: Contact
    signer: Signer
    fee: str = ""


@dataclass(frozen=True, slots=True)
class Passing:
    """One hand-over: what was done, who gave, who received, the clock at that moment, how the step ended.

    ``result`` is "trước hạn", "đúng hạn" or "quá hạn" of the step that was left, "" for a step without a date.
    """

    what: str
    at: datetime
    giver: str
    receiver: str
    clock: str
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """Form 06, phiếu kiểm soát quá trình giải quyết hồ sơ: every hand-over from the first to this moment."""

    kind: ClassVar[PaperKind] = PaperKind.CONTROL
    head: Letterhead
    issued_on: date
    printed_at: datetime
    dossier: Dossier
    limit: Limit
    state: str
    passings: tuple[Passing, ...]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One dossier of the register. Dates are written out already; "" for what has not happened."""

    code: str
    procedure: str
    applicant: str
    reach: str
    body: str
    received: str
    due: str
    done: str
    returned: str
    way: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Form 07, sổ theo dõi hồ sơ, from ``first`` to ``last``. ``chosen`` says which part of it was asked for."""

    kind: ClassVar[PaperKind] = PaperKind.REGISTER
    head: Letterhead
    issued_on: date
    first: date
    last: date
    lines: tuple[RegisterLine, ...]
    signer: Signer
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A result paper: its kind ("Giấy xác nhận"), what it is about, its words, who signed.

    A draft has neither number nor day yet, and says that it is one.
    """

    kind: ClassVar[PaperKind] = PaperKind.RESULT
    head: Letterhead
    number: str
    issued_on: date
    name: str
    title: str
    lines: tuple[str, ...]
    dossier: Dossier
    signer: Signer
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT, hồ sơ")
    draft: bool = False
