"""What each paper says, as frozen values. `to_json` is what a record keeps; `render` draws exactly that.

Amounts, dates and hours are put into words here, when the paper is made, so that a paper drawn again years
later reads as it did on the day. The version of the template travels with the data for the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import ClassVar

from thanthien.papers import words
from thanthien.papers.glyphs import printable
from thanthien.papers.kinds import TEMPLATE_VERSION, PaperKind
from thanthien.papers.parts import (
    Contact,
    Derivation,
    DestroyedLine,
    Dossier,
    Fee,
    Letterhead,
    Limit,
    Missing,
    PaperLine,
    Part,
    Person,
    Proof,
    Signer,
    Stage,
)
from thanthien.papers.schema_control import Control, Register, Result, Stop
from thanthien.papers.schema_courtesy import Courtesy


@dataclass(frozen=True, slots=True)
class Receipt:
    """Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

    kind: ClassVar[PaperKind] = PaperKind.RECEIPT
    head: Letterhead
    number: str
    issued_on: date
    dossier: Dossier
    papers: tuple[PaperLine, ...]
    limit: Limit
    derivation: Derivation
    fee: Fee
    receiver: Signer
    return_place: str
    return_way: str
    sets: int = 1
    estimate: str = ""  # the reason why the date is only `dự kiến`; empty when it is certain
    settled_by: str = ""  # another body than the one that receives (filing regardless of boundary)
    register_book: str = ""
    register_no: str = ""
    official: str = ""  # under which code another system knows it, in words; empty for what was filed here
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Supplement:
    """Form 02, phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: written once, complete."""

    kind: ClassVar[PaperKind] = PaperKind.SUPPLEMENT
    head: Letterhead
    number: str
    issued_on: date
    dossier: Dossier
    stage: Stage
    items: tuple[Missing, ...]
    grounds: tuple[str, ...]
    contact: Contact
    signer: Signer
    clock: str = ""  # what becomes of the limit, one sentence by the rulebook
    answer_by: date | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Form 03, phiếu từ chối tiếp nhận giải quyết hồ sơ."""

    kind: ClassVar[PaperKind] = PaperKind.REFUSAL
    head: Letterhead
    number: str
    issued_on: date
    dossier: Dossier
    request: str
    reasons: tuple[str, ...]
    grounds: tuple[str, ...]
    guidance: tuple[str, ...]
    contact: Contact
    signer: Signer


@dataclass(frozen=True, slots=True)
class Apology:
    """Form 04, văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết. Five parts, always in this order.

    Without `new_due_at` it is the dateless apology after a missed second date. With `wrong`, that sentence
    stands for the missed date and `remedy` for the new one: an apology for the office's own error.
    """

    kind: ClassVar[PaperKind] = PaperKind.APOLOGY
    head: Letterhead
    number: str
    issued_on: date
    dossier: Dossier
    reason: str
    answerable: Contact
    signer: Signer
    new_due_at: datetime | None = None
    estimate: str = ""
    return_place: str = ""
    wrong: str = ""
    remedy: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT, hồ sơ")
    older_name: bool = False  # `Phiếu xin lỗi và hẹn lại ngày trả kết quả`, which procedure sheets still say


@dataclass(frozen=True, slots=True)
class NotEligible:
    """The reasoned written reply to a dossier that was settled against the applicant."""

    kind: ClassVar[PaperKind] = PaperKind.NOT_ELIGIBLE
    head: Letterhead
    number: str
    issued_on: date
    dossier: Dossier
    reasons: tuple[str, ...]
    grounds: tuple[str, ...]
    guidance: tuple[str, ...]
    contact: Contact
    signer: Signer
    returned: tuple[PaperLine, ...] = ()
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT, hồ sơ")


@dataclass(frozen=True, slots=True)
class Handover:
    """The slip that goes with a dossier to the body that is competent for it."""

    kind: ClassVar[PaperKind] = PaperKind.HANDOVER
    head: Letterhead
    number: str
    issued_on: date
    dossier: Dossier
    to_body: str
    reason: str
    papers: tuple[PaperLine, ...]
    giver: Signer
    contact: Contact
    grounds: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """80 mm of paper from the counter: a number, a QR code, one sentence. Also the rating slip."""

    kind: ClassVar[PaperKind] = PaperKind.SLIP
    unit: str
    title: str
    issued_on: date
    sentence: str
    number: str = ""
    code: str = ""
    url: str = ""
    caption: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Destruction:
    """The record of destruction (biên bản tiêu hủy): what is destroyed, why it may be, who proposed and approved it."""

    kind: ClassVar[PaperKind] = PaperKind.DESTRUCTION
    head: Letterhead
    number: str
    issued_on: date
    lines: tuple[DestroyedLine, ...]
    grounds: tuple[str, ...]
    state: str  # how far the record has come, as the paper says it
    proposer: Signer
    approver: Signer


@dataclass(frozen=True, slots=True)
class Official:
    """An administrative paper (văn bản hành chính) of the commune by NĐ 30/2020, Phụ lục I: decision, plan, report…

    ``name`` is that of its kind ("KẾ HOẠCH"), ``title`` what it is about. ``bearer`` and ``verb`` stand round the
    grounds of a decision ("CHỦ TỊCH …", "QUYẾT ĐỊNH:"). ``signers`` sign before ``signer``, or instead of it. A draft
    has neither number nor day yet, and says that it is one.
    """

    kind: ClassVar[PaperKind] = PaperKind.OFFICIAL
    head: Letterhead
    name: str
    title: str
    number: str | None  # None for a paper that takes none (a commitment)
    issued_on: date
    parts: tuple[Part, ...]
    recipients: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    bearer: str = ""
    verb: str = ""
    signer: Signer | None = None
    signers: tuple[Signer, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of training: who was at which course, with the mark where there was a quiz, and its check code."""

    kind: ClassVar[PaperKind] = PaperKind.CERTIFICATE
    head: Letterhead
    issued_on: date
    code: str
    url: str
    name: str
    post: str
    course: str
    held_on: date
    hours: str
    place: str
    trainer: str
    signer: Signer
    right: int | None = None
    total: int | None = None


Paper = (
    Receipt
    | Supplement
    | Refusal
    | Apology
    | Stop
    | Control
    | Register
    | Result
    | NotEligible
    | Handover
    | Slip
    | Destruction
    | Official
    | Certificate
    | Courtesy
)
Json = dict[str, object]


def to_json(paper: Paper) -> Json:
    """The paper as plain JSON values, with kind and template version: store this, and pass it to `render`.

    Pictures (emoji) that a person typed are left out of the paper; the record of the dossier still has them.
    """
    return {"kind": str(paper.kind), "version": TEMPLATE_VERSION[paper.kind], **_fields(paper)}


def plain(part: object) -> Json:
    """A part of a paper as plain JSON values, for what is added when the paper is drawn."""
    return _fields(part)


def _fields(value: object) -> Json:
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"a paper cannot say {value!r}")
    plain = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Fee):
        plain["text"] = value.text
    if isinstance(value, Person | Contact | Letterhead):
        plain["phone"] = words.phone(value.phone)
    return plain


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return words.forms(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return printable(value)
    return _fields(value)
