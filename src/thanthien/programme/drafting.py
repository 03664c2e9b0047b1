"""What a part of the model gives so that its papers can be filled: kinds of papers, and sections of the reports.

A part registers its kinds from ``programme/apps.py``, one line each, and a page of its record links to
``office:paper_draft`` with the kind's name and the record's id::

    drafting.kind("launch_invitation", "Giấy mời lễ ra mắt", fill, form="invitation")

``fill`` returns what the records say now. People edit headings and words before issue; tables, figures and charts
are frozen as they were filled, so that no hand changes a number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.core.errors import NotThere


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: what a figure stands on, and the list behind it. ``path`` is an address of this site or ""."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """One figure: ``value`` as people read it, its parts, and how many records it stands on. None: not measured."""

    label: str
    value: str
    numerator: int | None = None
    denominator: int | None = None
    sample: int | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures as a table: what, value, numerator over denominator, sample; each with its footnote."""

    counts: tuple[Count, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has as many cells as ``head``. ``wide`` is the column that takes the room left.

    ``paths`` are addresses of this site that the first cells lead to, one a row (a month's list).
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    wide: int = 0
    note: Note | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns over time, in black and white. A point is (label, value, value as read); None draws a gap, not a zero.

    ``top`` is the end of the scale (1 for shares), 0 takes the highest value; ``top_said`` is how it reads ("100%").
    """

    caption: str
    points: tuple[tuple[str, float | None, str], ...]
    top: float = 0
    top_said: str = ""
    note: Note | None = None


Block = Figures | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, words, then frozen blocks. In ``text`` each line is a paragraph; one that begins "- " is a dash.

    Where the form numbers its headings (plan, reports) ``level`` 1 prints as "I.", level 2 as "1." under it; others
    write "Điều 1." themselves. A section with neither words nor blocks is offered for writing and prints only if it
    heads others.
    """

    head: str
    text: str = ""
    blocks: tuple[Block, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Signs:
    """Somebody who signs: what as ("Chủ trì", "Thư ký", "Người cam kết"), and the name."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A paper as its records fill it.

    ``title`` is what it is about (trích yếu), without the name of its kind: "thành lập Ban Chỉ đạo …".
    ``signers`` sign instead of the chair (a commitment) or before the chair (minutes); empty: the chair alone.
    ``grounds`` are the texts that it stands on ("Luật … số …"), ``recipients`` the lines under "Nơi nhận".
    """

    title: str
    sections: tuple[Section, ...]
    recipients: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    signers: tuple[Signs, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of paper by NĐ 30/2020, Phụ lục III: its name, and the letters in its number ("" for none)."""

    name: str
    label: str
    letters: str
    numbered: bool = False


FORMS: Final = {
    form.name: form
    for form in (
        Form("decision", "Quyết định", "QĐ"),
        Form("regulation", "Quy chế", "QC"),
        Form("plan", "Kế hoạch", "KH", True),
        Form("invitation", "Giấy mời", "GM"),
        Form("minutes", "Biên bản", "BB"),
        Form("commitment", "Bản cam kết", ""),
        Form("preliminary_report", "Báo cáo", "BC", True),
        Form("final_report", "Báo cáo", "BC", True),
    )
}

Fill = Callable[[Actor, UUID, datetime], Filled]


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that has just been issued, for what its issue brings about (a gate that opens)."""

    paper_id: UUID
    unit_id: UUID
    subject_id: UUID
    title: str
    number: str
    on: date
    signer: str


After = Callable[[Run, Actor, datetime, Issued], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. ``fill`` raises :class:`NotThere` where the actor may not read its record.

    ``after`` runs inside the act of issue; what it refuses is not issued.
    """

    name: str
    label: str
    fill: Fill
    form: Form
    after: After | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The months that a report speaks of: first and last day."""

    first: date
    last: date


Tell = Callable[[Actor, Period, datetime], Section | None]

KINDS: Final[dict[str, Kind]] = {}
REPORT: Final[dict[str, tuple[int, Tell]]] = {}


def kind(name: str, label: str, fill: Fill, *, form: str = "", after: After | None = None) -> None:
    """Register a kind of paper; ``form`` is a name of :data:`FORMS` (by default the kind's own name)."""
    KINDS[name] = Kind(name, label, fill, FORMS[form or name], after)


def kind_of(name: str) -> Kind:
    """Return a kind; raises :class:`NotThere` for a name that nobody registered."""
    if name not in KINDS:
        raise NotThere
    return KINDS[name]


def report_section(name: str, order: int, tell: Tell) -> None:
    """Register a section of the reports sơ kết and tổng kết; ``tell`` returns None where there is nothing to say.

    Sections stand by ``order``: 10 organisation, 20 figures of the board, 30 plan and money, 40 training,
    50 commitments, 60 difficulties, 70 inspection, 80 outside the office, 90 lessons.
    """
    REPORT[name] = (order, tell)


def report_sections(actor: Actor, period: Period, now: datetime) -> tuple[Section, ...]:
    """Return what each part has to say of a period, in order."""
    ordered = sorted(REPORT.items(), key=lambda item: (item[1][0], item[0]))
    told = (tell(actor, period, now) for _, (_, tell) in ordered)
    return tuple(section for section in told if section is not None)
