"""Operating rules of boards in a pack: out as words, in as drafts that nobody has put into force."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.programme.access import board_money as access
from thanthien.programme.commands.board_rules import keep_draft
from thanthien.programme.packing import Row

FIELDS = {"kind": "Loại ban"}


def export(unit_id: UUID) -> list[Row]:
    """Return the rules in force of each board that stands, without a name of anybody."""
    return [{"title": one.board.name, "kind": one.board.kind, "text": one.text} for one in access.in_force(unit_id)]


def take(run: Run, actor: Actor, now: datetime, rows: Sequence[Row]) -> int:
    """Keep them as drafts of the taking commune; one whose title is there already stays as it is."""
    today = clock.local(now).date()
    return sum(keep_draft(actor, today, str(row["title"]), str(row["kind"]), str(row["text"])) for row in rows)
