"""What the counter would promise right now: the date with its derivation, the owner. Nothing is written."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thanthien.core.actors import Role
from thanthien.onestop import access, timing
from thanthien.onestop.catalogue import Offer
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.org.models import Staff
from thanthien.rules import clock
from thanthien.rules.clock import Due, Limit
from thanthien.rules.errors import LimitUnknown, RuleError


@dataclass(frozen=True, slots=True)
class Promise:
    """``due`` is None where no limit is published (``limit_unknown``) or no date can be counted (``why_none``)."""

    due: Due | None
    owner: str
    limit_unknown: bool = False
    why_none: str = ""


def handler_of(unit_id: UUID, code: str, day: date) -> Staff | None:
    """Return who will handle a dossier: the commune's choice for the procedure, else a holder of the role."""
    chosen = access.switches(unit_id).filter(procedure__code=code).select_related("handler").first()
    held = org.holders(unit_id, Role.HANDLER, day)
    if chosen is not None and chosen.handler_id in {position.staff_id for position in held}:
        return chosen.handler
    for role in (Role.HANDLER, Role.CLERK, Role.CHAIR):
        people = held if role == Role.HANDLER else org.holders(unit_id, role, day)
        if people:
            return people[0].staff
    return None


def promise(unit_id: UUID, offer: Offer, now: datetime, case: str = "") -> Promise:
    """Return what acceptance at this moment would promise."""
    owner = handler_of(unit_id, offer.entry.code, now.date())
    name = owner.name if owner else ""
    try:
        limit = timing.read_limit(timing.limit_of(offer.entry, case, offer.number))
    except LimitUnknown:
        return Promise(None, name, limit_unknown=True)
    return _counted(unit_id, limit, now, name)


def promise_for(dossier: Dossier, offer: Offer, now: datetime, case: str = "") -> Promise:
    """Return the same for a dossier that waits; a limit that an officer entered counts as it was entered."""
    if not dossier.limit.get("proposed_by"):
        return promise(dossier.unit_id, offer, now, case)
    owner = handler_of(dossier.unit_id, offer.entry.code, now.date())
    return _counted(dossier.unit_id, timing.read_limit(dossier.limit), now, owner.name if owner else "")


def _counted(unit_id: UUID, limit: Limit, now: datetime, owner: str) -> Promise:
    try:
        calendar = org.calendars.of(unit_id).calendar
        return Promise(clock.due(now, limit, calendar, timing.hours_of(org.office_of(unit_id))), owner)
    except RuleError as error:
        return Promise(None, owner, why_none=error.sentence)
