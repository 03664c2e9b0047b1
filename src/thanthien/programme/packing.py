"""What a pack is made of: each part of the model says how its proven things go out, and how they come in as drafts.

    packing.section("plan", "Kế hoạch năm", export, take, fields={"product": "Sản phẩm"})     # in programme/apps.py

``export(unit_id) -> list[Row]``: every thing of that kind which stands in a commune now, drafts too. A row is plain
JSON. ``title`` says what it is, to people, and is what two communes' things are matched by; ``draft: True`` marks what
the commune has not put into force (it is compared, never published). Nothing personal: no name of anybody, telephone
number, address; posts, not persons; days as numbers from a beginning, not as dates. ``commands/packs.py`` looks for
slips and refuses, but only its author knows what a text says.

``take(run, actor, now, rows) -> int``: write the rows as drafts of the actor's commune, inside the command that takes
the pack; return how many were made. It never overwrites what the commune has. What cannot be taken raises
:class:`~thanthien.core.errors.Refused`: then nothing of the pack is. ``None`` for what is for reading only.

``fields``: words for the keys of a row that are shown beside its title. They, and the title, are what is compared when
a page says what a commune changed; leave out what always differs (who answers for it, days that were moved).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.command import Run

Row = dict[str, Any]
Export = Callable[[UUID], list[Row]]
Take = Callable[[Run, Actor, datetime, Sequence[Row]], int]


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of things in a pack."""

    name: str
    label: str
    export: Export
    take: Take | None
    fields: Mapping[str, str]


SECTIONS: dict[str, Section] = {}


def section(name: str, label: str, export: Export, take: Take | None, fields: Mapping[str, str] | None = None) -> None:
    """Register a section, shown in this order; the same again changes nothing (applications may be set up twice).

    Raises ``ValueError`` for a name that another section has.
    """
    made = Section(name, label, export, take, fields or {})
    if SECTIONS.setdefault(name, made) != made:
        raise ValueError(f"section {name} stands twice")
