"""A limit that a legal text changes for cases already open: one person enters it, a second one makes it hold."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop import catalogue, redating_causes, timing
from thanthien.onestop.access import redating as access
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.commands.redating import begin
from thanthien.onestop.models import LimitChange
from thanthien.rules.errors import RuleError

State = LimitChange.State
MEASURES: Final = {"working_days": "ngày làm việc", "calendar_days": "ngày (tính cả ngày nghỉ)"}
_SECOND: Final = "Người nhập không tự duyệt được. Nhờ một đồng nghiệp khác có quyền duyệt."


@dataclass(frozen=True, slots=True)
class LimitDraft:
    """A changed limit as typed: of which procedure, how long, which text, and what it says of open cases."""

    code: str
    value: int
    measure: str
    article: str
    transition: str


@command("limit.enter")
def enter_limit(run: Run, *, actor: Actor, now: datetime, draft: LimitDraft) -> Kept:
    """Enter a limit that open cases are to take over; nothing moves until a second person approves.

    Normally a case keeps the limit of its acceptance. Raises :class:`Refused` without the clause that says otherwise.
    """
    if not actor.may("notice.enter"):
        raise NotThere
    try:
        offer = catalogue.offer(actor.scope, clean(draft.code), clock.local(now).date())
    except NotThere as no:
        raise Refused("Không có thủ tục nào mang mã này.", "code") from no
    article, transition = clean(draft.article), clean(draft.transition)
    if draft.measure not in MEASURES:
        raise Refused("Chọn ngày làm việc hay ngày.", "measure")
    if not 6 <= len(article) <= 120:
        raise Refused("Ghi văn bản đổi thời hạn: số, điều, khoản (đến 120 chữ cái).", "article")
    if not 10 <= len(transition) <= 300:
        raise Refused("Ghi điều khoản chuyển tiếp cho hồ sơ đang giải quyết (đến 300 chữ cái).", "transition")
    known = access.limit_changes(actor).filter(procedure_code=offer.entry.code, state__in=_OPEN).first()
    if known is not None:
        said = f"{known.entered_by.name} đã nhập thay đổi cho thủ tục này, {known.get_state_display()}."
        raise Refused(f"{said} Mở thay đổi ấy.", "code", "known")
    row = LimitChange(
        unit_id=actor.scope, procedure_code=offer.entry.code, value=draft.value, measure=draft.measure,
        article=article, transition=transition, entered_by_id=UUID(actor.id), entered_at=now,
    )  # fmt: skip
    try:
        timing.read_limit(redating_causes.limit_of(row))
    except RuleError as no:
        raise Refused(no.sentence, "value") from no
    row.save(force_insert=True)
    run.audit(actor.scope, ("limit_change", row.id), _about(row))
    return Kept(str(row.id))


_OPEN: Final = (State.PROPOSED, State.APPROVED, State.ENDING)


def _about(row: LimitChange) -> dict[str, object]:
    return {"procedure": row.procedure_code, "value": row.value, "unit": row.measure, "law": row.article}


def _decided(actor: Actor, change_id: UUID, version: int, wanted: str) -> LimitChange:
    if not actor.may("notice.approve"):
        raise NotThere
    row = access.take_limit_change(actor, change_id, version)
    if row.state != wanted:
        raise Refused(f"Thay đổi này {row.get_state_display()}, không làm bước này được nữa.", "", "wrong-state")
    first = row.entered_by_id if wanted == State.PROPOSED else row.ending_by_id
    row.version += 1
    if first == UUID(actor.id):
        raise Refused(_SECOND, "", "second-person")
    return row


@command("limit.approve")
def approve_limit(run: Run, *, actor: Actor, now: datetime, change_id: UUID, version: int) -> Kept:
    """The second person makes it hold: open cases of the procedure take the new limit and are dated anew."""
    row = _decided(actor, change_id, version, State.PROPOSED)
    row.state, row.decided_by_id, row.decided_at = State.APPROVED, UUID(actor.id), now
    row.save(update_fields=["state", "version", "decided_by", "decided_at"])
    run.audit(row.unit_id, ("limit_change", row.id), _about(row))
    begin(row.unit_id, row.id, f"thời hạn đổi theo {row.article}", now)
    return Kept(str(row.id))


@command("limit.decline")
def decline_limit(run: Run, *, actor: Actor, now: datetime, change_id: UUID, version: int, reason: str) -> Kept:
    """A second person declines it."""
    row = _decided(actor, change_id, version, State.PROPOSED)
    row.ending_reason = _reason(reason)
    row.state, row.decided_by_id, row.decided_at = State.DECLINED, UUID(actor.id), now
    row.save(update_fields=["state", "version", "decided_by", "decided_at", "ending_reason"])
    run.audit(row.unit_id, ("limit_change", row.id), _about(row), {"reason": row.ending_reason})
    return Kept(str(row.id))


def _reason(text: str) -> str:
    words = clean(text)
    if not 6 <= len(words) <= 300:
        raise Refused("Ghi lý do (đến 300 chữ cái).", "reason")
    return words


@command("limit.end")
def end_limit(run: Run, *, actor: Actor, now: datetime, change_id: UUID, version: int, reason: str) -> Kept:
    """Ask to take it back; it holds until a second person agrees."""
    if not actor.may("notice.enter"):
        raise NotThere
    row = access.take_limit_change(actor, change_id, version)
    if row.state != State.APPROVED:
        raise Refused(f"Thay đổi này {row.get_state_display()}, không làm bước này được nữa.", "", "wrong-state")
    row.state, row.ending_by_id, row.ending_at = State.ENDING, UUID(actor.id), now
    row.ending_reason, row.version = _reason(reason), row.version + 1
    row.save(update_fields=["state", "version", "ending_by", "ending_at", "ending_reason"])
    run.audit(row.unit_id, ("limit_change", row.id), _about(row), {"reason": row.ending_reason})
    return Kept(str(row.id))


@command("limit.withdraw")
def withdraw_limit(run: Run, *, actor: Actor, now: datetime, change_id: UUID, version: int) -> Kept:
    """The second person takes it back: open cases get their own limit again and are dated anew."""
    row = _decided(actor, change_id, version, State.ENDING)
    row.state, row.ended_by_id, row.ended_at = State.WITHDRAWN, UUID(actor.id), now
    row.save(update_fields=["state", "version", "ended_by", "ended_at"])
    run.audit(row.unit_id, ("limit_change", row.id), _about(row))
    begin(row.unit_id, row.id, f"thu hồi việc đổi thời hạn theo {row.article}", now, opens=False)
    return Kept(str(row.id))
