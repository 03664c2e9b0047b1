"""What becomes of a finding: given to a post, put right with evidence, checked by those who found it."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.programme.access import inspection as access
from thanthien.programme.access import plan as plan_access
from thanthien.programme.commands.plan import Wanted, put_task
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Finding, FindingStep
from thanthien.rules.inspection import ACCEPTED, FIXED, OPEN

Kind: Final = FindingStep.Kind


@command("inspection.assign")
def assign_finding(run: Run, *, actor: Actor, now: datetime, finding_id: UUID, owner: UUID) -> Done:
    """Give a finding to a post of the commune: the level above does not know who does what there."""
    row = access.take_finding(actor, finding_id)
    if row.unit_id != actor.scope or not actor.may("inspection.run"):
        raise NotThere
    if row.state == ACCEPTED:
        raise Refused("Điều này đã kiểm lại, đạt rồi.", "", "ended")
    post = plan_access.post(actor, owner, clock.local(now).date())
    row.owner, row.owner_title = post, post.title
    row.save(update_fields=["owner", "owner_title"])
    run.audit(row.unit_id, ("finding", row.id), {"to": str(post.id)})
    return Done(str(row.id))


@command("inspection.fix")
def fix_finding(
    run: Run, *, actor: Actor, now: datetime, finding_id: UUID, text: str, file_id: UUID | None = None
) -> Done:
    """Say that a finding is put right, with what shows it: words (10 letters at least) or a file.

    Its owner may, and whoever answers for inspection in the commune. Raises :class:`Refused` without evidence.
    """
    row, words = access.take_finding(actor, finding_id), clean(text)
    if row.unit_id != actor.scope or not may_fix(actor, row, clock.local(now).date()):
        raise NotThere
    if row.state != OPEN:
        raise Refused("Điều này đã báo khắc phục rồi.", "", "fixed")
    if len(words) < 10 and file_id is None:
        raise Refused("Ghi rõ đã khắc phục thế nào (từ 10 chữ cái), hoặc gửi kèm ảnh.", "text", "no-evidence")
    if len(words) > 600:
        raise Refused("Ghi không quá 600 chữ cái.", "text")
    step = _step(row, actor, now, Kind.FIXED, words)
    if file_id is not None:
        files.attach([file_id], unit_id=row.unit_id, attached_to=step.id)
        step.file_id = file_id
    step.save(force_insert=True)
    _move(row, FIXED)
    run.audit(row.unit_id, ("finding", row.id), {"to": FIXED})
    return Done(str(row.id))


@command("inspection.check")
def check_finding(run: Run, *, actor: Actor, now: datetime, finding_id: UUID, accepted: bool, reason: str = "") -> Done:
    """Check what was put right: the side that found it accepts, or returns it with a reason; the date stays.

    Who said that it is put right does not check it. Raises :class:`Refused` for that, and for a return without reason.
    """
    row, why = access.take_finding(actor, finding_id), clean(reason)
    if row.by_unit_id != actor.scope or not access.may_run(actor):
        raise NotThere
    if row.state != FIXED:
        raise Refused("Chưa ai báo khắc phục điều này.", "", "not-fixed")
    last = access.last_fix(row)
    if last is not None and str(last.staff_id) == actor.id:
        raise Refused("Người báo khắc phục không tự kiểm lại. Nhờ người khác trong ban.", "", "own-fix")
    if not accepted and len(why) < 10:
        raise Refused("Ghi rõ còn thiếu gì, từ 10 chữ cái.", "reason")
    _step(row, actor, now, Kind.ACCEPTED if accepted else Kind.RETURNED, why[:600]).save(force_insert=True)
    _move(row, ACCEPTED if accepted else OPEN)
    run.audit(row.unit_id, ("finding", row.id), {"to": row.state}, {"reason": why[:600]} if why else {})
    return Done(str(row.id))


@command("inspection.to_plan")
def finding_to_task(run: Run, *, actor: Actor, now: datetime, finding_id: UUID, plan_id: UUID, wanted: Wanted) -> Done:
    """Make a task of the year's plan out of a finding; once. Raises :class:`Refused` as the plan does."""
    row = access.take_finding(actor, finding_id)
    if row.unit_id != actor.scope or not actor.may("inspection.run"):
        raise NotThere
    if row.state == ACCEPTED or row.task_id is not None:
        raise Refused("Điều này đã xong, hoặc đã là việc của kế hoạch.", "", "in-plan")
    task = put_task(run, actor, now, plan_access.take_plan(actor, plan_id), wanted)
    row.task_id = task.id
    row.save(update_fields=["task_id"])
    run.audit(row.unit_id, ("finding", row.id), {"to": str(task.id)})
    return Done(str(row.id))


def may_fix(actor: Actor, row: Finding, today: date) -> bool:
    """Tell whether the actor holds the finding's post today, or answers for inspection in the commune."""
    post = row.owner
    held = post is not None and (post.valid_to is None or post.valid_to > today) and str(post.staff_id) == actor.id
    return actor.may("inspection.run") or held


def _step(row: Finding, actor: Actor, now: datetime, kind: str, text: str) -> FindingStep:
    return FindingStep(
        unit_id=row.unit_id, by_unit_id=row.by_unit_id, finding=row, kind=kind, at=now, staff_id=UUID(actor.id),
        text=text,
    )  # fmt: skip


def _move(row: Finding, state: str) -> None:
    row.state = state
    row.save(update_fields=["state"])
