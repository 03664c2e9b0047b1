"""A commune's own texts of commitments: each change is a new version, and all versions are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.programme.access import commitments as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import CommitmentText
from thanthien.rules.commitment import SCOPES, Wording

MOST_POINTS: Final = 20


@command("commitment.write_text")
def write_text(run: Run, *, actor: Actor, now: datetime, scope: str, text: Wording) -> Done:
    """Make a new version of the commune's own text; it holds for commitments drafted from now on.

    Raises :class:`Refused` for what is lacking, and for a text that says what the version in force says.
    """
    if not actor.may("commitment.write"):
        raise NotThere
    wanted = _checked(scope, text)
    newest = access.text_in_force(actor.scope, scope)
    if newest is not None and _said(newest) == wanted:
        raise Refused("Lời này giống hệt bản đang dùng.", "points", "same")
    row = _new(actor, scope, wanted)
    row.adopted_on = clock.local(now).date()
    row.save(force_insert=True)
    run.audit(actor.scope, ("commitment_text", row.id), {"kind": scope, "version": row.version})
    return Done(str(row.id))


@command("commitment.adopt_text")
def adopt_text(run: Run, *, actor: Actor, now: datetime, text_id: UUID) -> Done:
    """Put a version into force: a draft that came with a pack, or an older one, which becomes the newest again."""
    row = access.take_text(actor, text_id)
    newest = access.text_in_force(actor.scope, row.scope)
    if newest is not None and newest.id == row.id:
        raise Refused("Bản này đang dùng rồi.", "", "same")
    if row.adopted_on is not None or (newest is not None and newest.version > row.version):
        row = _new(actor, row.scope, _said(row))
    row.adopted_on = clock.local(now).date()
    row.save()
    run.audit(actor.scope, ("commitment_text", row.id), {"kind": row.scope, "version": row.version})
    return Done(str(row.id))


def _said(row: CommitmentText) -> Wording:
    return Wording(row.title, row.opening, tuple(row.points), row.closing)


def _new(actor: Actor, scope: str, text: Wording) -> CommitmentText:
    last = access.texts(actor.scope).filter(scope=scope).first()
    return CommitmentText(
        unit_id=actor.scope, scope=scope, version=(last.version if last else 0) + 1, title=text.title,
        opening=text.opening, points=list(text.points), closing=text.closing,
    )  # fmt: skip


def _checked(scope: str, text: Wording) -> Wording:
    if scope not in SCOPES:
        raise NotThere
    title, opening, closing = clean(text.title)[:200], clean(text.opening)[:1000], clean(text.closing)[:1000]
    points = tuple(dict.fromkeys(filter(None, map(clean, text.points))))
    if len(title) < 5:
        raise Refused("Ghi tên bản cam kết.", "title")
    if len(opening) < 10:
        raise Refused("Ghi lời mở đầu.", "opening")
    if not 1 <= len(points) <= MOST_POINTS or any(len(point) > 1000 for point in points):
        raise Refused(f"Ghi từ 1 đến {MOST_POINTS} điều, mỗi điều một dòng, không quá 1.000 chữ cái.", "points")
    if len(closing) < 10:
        raise Refused("Ghi lời kết.", "closing")
    return Wording(title, opening, points, closing)


def export(unit_id: UUID) -> list[dict[str, Any]]:
    """Return the commune's texts for a pack: words only, nobody's name. Those in force, and drafts marked as such."""
    found: list[dict[str, Any]] = []
    for scope in SCOPES:
        here = access.text_in_force(unit_id, scope)
        found += [_row(here)] if here is not None else []
        drafts = access.texts(unit_id).filter(scope=scope, adopted_on__isnull=True)
        found += [_row(one) | {"draft": True} for one in drafts]
    return found


def _row(row: CommitmentText) -> dict[str, Any]:
    text = _said(row)
    return {"title": text.title, "scope": row.scope, "opening": text.opening, "points": list(text.points),
            "closing": text.closing}  # fmt: skip


def take(run: Run, actor: Actor, now: datetime, rows: Sequence[dict[str, Any]]) -> int:
    """Write the texts of a pack as drafts of the taking commune; what it has says the same is not written twice."""
    made = 0
    for one in rows:
        text = _checked(str(one["scope"]), Wording(one["title"], one["opening"], tuple(one["points"]), one["closing"]))
        there = access.texts(actor.scope).filter(scope=one["scope"])
        if any(_said(row) == text for row in there):
            continue
        row = _new(actor, str(one["scope"]), text)
        row.save(force_insert=True)
        made += 1
    return made
