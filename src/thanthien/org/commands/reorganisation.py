"""Reorganising units: propose with the legal text, say what goes where, approve by a second person, or decline."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.text import clean
from thanthien.org.access import reorganisations as access
from thanthien.org.commands.done import Done, line
from thanthien.org.following import FOLLOWERS
from thanthien.org.models import Allotment, Reorganisation, ReorganisedUnit
from thanthien.org.reorganisation import Draft, NewUnit, Standing, check
from thanthien.org.reorganised_lines import POSITION

State = Reorganisation.State
OPEN_STATES: Final = (State.PROPOSED, State.APPROVED)
MOST_AT_ONCE: Final = 5000
_NOT_OURS: Final = (
    "Chỉ đề nghị được khi đơn vị của mình nằm trong việc sắp xếp, hoặc ở ngay dưới mình. Từ ba đơn vị trở lên thì cấp"
    " trên đề nghị."
)


@dataclass(frozen=True, slots=True)
class Allotted:
    """How many records somebody has decided on."""

    count: int


def _cleaned(draft: Draft) -> Draft:
    new = tuple(NewUnit(clean(one.code), clean(one.name), one.kind) for one in draft.new)
    return replace(
        draft,
        old=tuple(clean(code) for code in draft.old),
        new=new,
        law_number=line(draft.law_number, "law_number", 60, "Ghi số của nghị quyết."),
        law_issuer=line(draft.law_issuer, "law_issuer", 120, "Ghi cơ quan ban hành văn bản."),
    )


def _standing(codes: Collection[str]) -> list[Standing]:
    found = []
    for code in codes:
        one = access.standing_of(code)
        if one is None:
            raise Refused(f"Không có đơn vị nào mang mã {code[:12]}.", "old")
        found.append(one)
    return found


def _concerns(actor: Actor, old: Collection[Standing]) -> bool:
    """Tell whether somebody administers one of the units, or sits in the level right above them.

    From three units on only the level above proposes: two of them could otherwise take the third one in unasked.
    """
    own = any(one.side.id == actor.unit_id for one in old) and len(old) <= 2
    return own or all(one.parent_id == actor.unit_id for one in old)


@command("reorganisation.propose")
def propose(run: Run, *, actor: Actor, now: datetime, draft: Draft) -> Done:
    """Propose to merge, split, rename, re-code units or to change their kind, with the legal text.

    Raises :class:`Refused` at the field that is wrong (``thanthien.org.reorganisation.check``).
    """
    if not actor.may("reorganisation.propose"):
        raise NotThere
    draft = _cleaned(draft)
    old = _standing(draft.old)
    keys = access.known_keys({one.on(draft.effective_on).id for one in draft.new})
    used = access.used_codes([one.code for one in draft.new])
    check(draft, old, used, keys, clock.local(now).date())
    if not _concerns(actor, old):
        raise Refused(_NOT_OURS, "old")
    act = _row(draft, old, actor, now)
    act.save(force_insert=True)
    ReorganisedUnit.objects.bulk_create(
        ReorganisedUnit(unit_id=one.side.id, reorganisation=act, order=at) for at, one in enumerate(old)
    )
    about = {"kind": act.kind, "letter": act.law_number, "from": act.effective_on.isoformat(),
             "units": [one.side.id.hex for one in old]}  # fmt: skip
    run.audit(actor.scope, ("reorganisation", act.id), about)
    return Done(str(act.id))


def _row(draft: Draft, old: list[Standing], actor: Actor, now: datetime) -> Reorganisation:
    new = [one.on(draft.effective_on) for one in draft.new]
    lead = next((one.side for one in old if one.side.code == draft.lead), old[0].side)
    keeper = next((one for one in new if one.code == draft.keeper), new[0])
    return Reorganisation(
        unit_id=actor.scope,
        kind=draft.kind,
        law_number=draft.law_number,
        law_day=draft.law_day,
        law_issuer=draft.law_issuer,
        effective_on=draft.effective_on,
        plan={
            "new": [{"id": str(one.id), "code": one.code, "name": one.name, "kind": one.kind} for one in new],
            "lead": str(lead.id),
            "keeper": str(keeper.id),
        },
        proposed_by_id=UUID(actor.id),
        proposed_at=now,
    )


def taken(actor: Actor, key: UUID, right: str, states: Collection[str], version: int | None = None) -> Reorganisation:
    """Return a plan locked for an act of somebody who holds a right in one of its units."""
    if not actor.acts(right):
        raise NotThere
    act = access.take_reorganisation(actor, key)
    if version is not None and version != act.version:
        raise Stale(act.proposed_by.name, "đổi đề nghị sắp xếp", act.proposed_at)
    if act.state not in states:
        raise Refused(f"Việc sắp xếp này {State(act.state).label}, không làm bước này được nữa.", "", "wrong-state")
    return act


def belongs(actor: Actor, act: Reorganisation) -> None:
    """Only people of the units that are reorganised decide on them; the level above proposes and reads."""
    if actor.unit_id not in {row.unit_id for row in access.units_in([act.id])[act.id]}:
        raise NotThere


@command("reorganisation.allot")
def allot(
    run: Run, *, actor: Actor, now: datetime, reorganisation_id: UUID, kind: str, records: Collection[UUID],
    target: UUID | None,
) -> Allotted:  # fmt: skip
    """Say which new unit records of one's own unit go to; ``target`` None ends a post.

    After the approval only what nobody has decided on can still be decided.
    """
    follower = FOLLOWERS.get(kind)
    if follower is None or follower.owned is None:
        raise NotThere
    act = taken(actor, reorganisation_id, follower.right, OPEN_STATES)
    belongs(actor, act)
    wanted = set(records)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise Refused(f"Chọn từ một đến {MOST_AT_ONCE} dòng.", "records")
    if (target is None and kind != POSITION) or (
        target is not None and target not in {s.id for s in access.new_sides(act)}
    ):
        raise Refused("Chọn đơn vị mới.", "target")
    if follower.owned(actor.scope, wanted) != wanted:
        raise NotThere
    _keep(act, actor.scope, kind, wanted, target)
    about = {"kind": kind, "rows": len(wanted), "to": target.hex if target else ""}
    run.audit(actor.scope, ("reorganisation", act.id), about)
    return Allotted(len(wanted))


def _keep(act: Reorganisation, unit_id: UUID, kind: str, wanted: set[UUID], target: UUID | None) -> None:
    if act.state == State.APPROVED:
        scheme = access.scheme_of(act, act.effective_on)
        if scheme.goes(kind, wanted)[0]:
            raise Refused("Phần này đã duyệt rồi. Chỉ quyết định được những dòng chưa ai quyết.", "records")
    else:
        act.version += 1  # whoever approves must have seen it
        act.save(update_fields=["version"])
    Allotment.objects.filter(unit_id=unit_id, reorganisation=act, kind=kind, record_id__in=wanted).delete()
    Allotment.objects.bulk_create(
        [Allotment(unit_id=unit_id, reorganisation=act, kind=kind, record_id=key, target=target) for key in wanted],
        batch_size=500,
    )


@command("reorganisation.approve")
def approve(run: Run, *, actor: Actor, now: datetime, reorganisation_id: UUID, version: int) -> Done:
    """Approve a plan as a second person, having read its preview; ``version`` is what the page showed.

    A merge that one of the communes proposed is approved by the other: nobody is taken in unasked.
    """
    act = taken(actor, reorganisation_id, "reorganisation.approve", [State.PROPOSED], version)
    belongs(actor, act)
    if str(act.proposed_by_id) == actor.id:
        raise Refused(
            "Người đề nghị không tự duyệt được. Nhờ Chủ tịch khác của một trong các đơn vị.", "", "same-person"
        )
    if act.unit_id == actor.unit_id and len([row for row in access.units_in([act.id])[act.id] if row.ends]) > 1:
        raise Refused("Đơn vị mình đề nghị thì Chủ tịch đơn vị kia duyệt.", "", "same-unit")
    return _decide(run, act, actor, now, State.APPROVED, "")


@command("reorganisation.decline")
def decline(run: Run, *, actor: Actor, now: datetime, reorganisation_id: UUID, reason: str) -> Done:
    """Decline a plan that is not carried out, or withdraw one's own."""
    act = taken(actor, reorganisation_id, "reorganisation.decline", OPEN_STATES)
    if str(act.proposed_by_id) != actor.id:
        belongs(actor, act)
    note = line(reason, "reason", 300, "Ghi lý do.")
    ReorganisedUnit.objects.filter(reorganisation=act).update(is_open=False)
    return _decide(run, act, actor, now, State.DECLINED, note)


def _decide(run: Run, act: Reorganisation, actor: Actor, now: datetime, state: str, note: str) -> Done:
    act.state, act.decided_by_id, act.decided_at, act.note = state, UUID(actor.id), now, note
    act.save(update_fields=["state", "decided_by", "decided_at", "note"])
    run.audit(actor.scope, ("reorganisation", act.id), {"letter": act.law_number, "approved": state == State.APPROVED})
    return Done(str(act.id))
