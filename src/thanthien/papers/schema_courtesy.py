"""What a letter with a heart says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from thanthien.papers.kinds import PaperKind
from thanthien.papers.parts import Letterhead, Signer


@dataclass(frozen=True, slots=True)
class Courtesy:
    """A letter of congratulation, condolence or thanks: ``title`` and paragraphs as the chair signed them."""

    kind: ClassVar[PaperKind] = PaperKind.COURTESY
    head: Letterhead
    number: str
    issued_on: date
    title: str
    called: str
    name: str
    address: str
    lines: tuple[str, ...]
    signer: Signer
