"""One case keeps its date though a notice or a changed limit would put it off: said before anybody approves."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop import redating, redating_causes
from thanthien.onestop.access import redating as access
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import KeptPromise, LimitChange
from thanthien.onestop.redating_causes import Cause
from thanthien.org import service as org
from thanthien.org.models import CalendarNotice, TwoPeopleTwice


def _cause(actor: Actor, cause: UUID, kind: str, now: datetime) -> Cause:
    """Return what waits for the second person in the actor's own unit."""
    if not actor.may("notice.enter"):
        raise NotThere
    if kind == "notice":
        notice = org.notice(actor, cause)
        return _waiting(actor, notice, CalendarNotice.objects.filter(id=cause), redating_causes.of_notice(notice, now))
    change = access.limit_change(actor, cause)
    return _waiting(actor, change, LimitChange.objects.filter(id=cause), redating_causes.of_limit(change, now))


def _waiting(
    actor: Actor, row: TwoPeopleTwice, rows: QuerySet[Any], cause: redating_causes.Cause
) -> redating_causes.Cause:
    """Let nobody approve a list that was changed after they read it: what waits gets its next version."""
    if row.unit_id != actor.scope:
        raise NotThere
    if not rows.filter(state=TwoPeopleTwice.State.PROPOSED).update(version=F("version") + 1):
        raise Refused(f"Việc này {row.get_state_display()}, không đổi được hồ sơ nào giữ ngày nữa.", "", "wrong-state")
    return cause


@command("redating.keep")
def keep_date(
    run: Run, *, actor: Actor, now: datetime, cause: UUID, kind: str, dossier_id: UUID, reason: str
) -> Kept:  # fmt: skip
    """Let one case keep its date, with a reason; ``kind`` is "notice" or "limit".

    Only where the new date would be later: a commune may promise less time than the law gives it, never more.
    Another notice, approved later, weighs the case anew. Raises :class:`Refused`, :class:`NotThere`.
    """
    asked = _cause(actor, cause, kind, now)
    dossier = access.case_named(actor, dossier_id)
    words = clean(reason)
    if not 6 <= len(words) <= 300:
        raise Refused("Ghi vì sao hồ sơ này giữ ngày hẹn (đến 300 chữ cái).", "reason")
    moved = redating.groups(asked, now, dossier_id)
    if not moved:
        raise Refused("Hồ sơ này không đổi ngày hẹn.", "reason", "does-not-move")
    if moved[0].new <= moved[0].old:
        raise Refused("Ngày mới sớm hơn cho bà con. Không giữ ngày muộn hơn luật cho được.", "reason", "worse")
    run.add(KeptPromise(unit_id=dossier.unit_id, cause=cause, dossier=dossier, reason=words, by=actor.label, at=now))
    data = {"code": dossier.code, "cause": str(cause), "due_at": clock.iso(moved[0].old)}
    run.audit(dossier.unit_id, ("dossier", dossier.id), data, {"reason": words})
    return Kept(str(dossier.id))


@command("redating.release")
def release_date(run: Run, *, actor: Actor, now: datetime, cause: UUID, kind: str, dossier_id: UUID) -> Kept:
    """Take that back: the case moves with the others. Raises :class:`Refused`, :class:`NotThere`."""
    _cause(actor, cause, kind, now)
    row = access.keeping(actor, cause, dossier_id)
    run.audit(row.unit_id, ("dossier", dossier_id), {"code": row.dossier.code, "cause": str(cause)})
    row.delete()
    return Kept(str(dossier_id))
