"""Sessions ended by hand, and the administrator's timed session."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock, sessions
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.core.text import clean
from thanthien.identity.commands.invitations import Done

LASTS: Final = timedelta(minutes=15)
REASON: Final = (10, 300)


@dataclass(frozen=True, slots=True)
class Elevation:
    """A timed session for acts on people, rights and settings: its name in the journal, its end (ISO 8601)."""

    id: str
    until: str


@command("session.begin")
def begin_session(run: Run, *, actor: Actor, now: datetime, second: str) -> Done:
    """Note that somebody signed in; ``second`` names the kind of factor that was shown, "" for none.

    Neither address nor device: the row stays for ever. Raises ``NotThere`` for somebody without a post.
    """
    if actor.kind != "staff" or actor.unit_id is None:
        raise NotThere
    run.audit(actor.scope, ("staff", UUID(actor.id)), {"second": second})
    return Done(actor.id)


@command("session.end")
def end_session(run: Run, *, actor: Actor, now: datetime, ref: str) -> Done:
    """End one of one's own sessions from another. Raises ``NotThere`` for one that is not there, or not one's own."""
    if actor.kind != "staff" or not sessions.end(UUID(actor.id), ref):
        raise NotThere
    run.audit(actor.scope, ("staff", UUID(actor.id)), {"sessions": 1})
    return Done(actor.id)


@command("session.end_others")
def end_others(run: Run, *, actor: Actor, now: datetime, here: str) -> Done:
    """End all one's own sessions but the one with the key ``here``."""
    if actor.kind != "staff":
        raise NotThere
    count = sessions.end_all(UUID(actor.id), but=here)
    run.audit(actor.scope, ("staff", UUID(actor.id)), {"sessions": count})
    return Done(actor.id)


@command("elevation.begin")
def begin_elevation(run: Run, *, actor: Actor, now: datetime, reason: str) -> Elevation:
    """Open fifteen minutes of an administrator's session, after password or second factor were asked again."""
    reason = clean(reason)
    if not REASON[0] <= len(reason) <= REASON[1]:
        raise Refused("Ghi lý do mở phiên, từ 10 đến 300 chữ cái.", "reason")
    name, until = uuid7(), now + LASTS
    run.audit(actor.scope, ("elevation", name), {"until": clock.iso(until)}, {"reason": reason})
    return Elevation(str(name), clock.iso(until))


@command("elevation.end")
def end_elevation(run: Run, *, actor: Actor, now: datetime, elevation_id: UUID) -> Done:
    """Close it before its time."""
    run.audit(actor.scope, ("elevation", elevation_id))
    return Done(str(elevation_id))
