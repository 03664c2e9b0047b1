"""``thanthien invite``: a way back in where no administrator can help, given by whoever holds the machine."""

from datetime import datetime
from uuid import UUID

from thanthien.ops import place
from thanthien.ops.output import Failed, say, say_json


def run(login: str, second_step: bool, as_json: bool) -> int:
    """Print a one-time link; with ``second_step`` take the person's factors away, too."""
    place.require()
    from thanthien.core import clock
    from thanthien.core.actors import SYSTEM
    from thanthien.identity import service as identity
    from thanthien.org import service as org

    staff, now = org.staff_by_login(login.lower()), clock.now()
    if staff is None:
        raise Failed(f'nobody signs in as {login}; people are entered on the page "Con người"')
    unit_id = identity.home_of(staff.id)
    if second_step:
        reason = "thanthien invite --second-step on the machine"
        identity.reset(actor=SYSTEM, now=now, unit_id=unit_id, staff_id=staff.id, reason=reason)
    link, until = link_for(unit_id, staff.id, now)
    if as_json:
        say_json({"login": staff.login, "invitation": link, "until": until})
        return 0
    say(f"{staff.name} ({staff.login}) sets a new password here, once, until {until}:")
    say(f"  {link}")
    return 0


def link_for(unit_id: UUID, staff_id: UUID, now: datetime) -> tuple[str, str]:
    """Invite somebody; return the link from outside, and until when it works (ISO 8601)."""
    from django.conf import settings
    from django.urls import reverse

    from thanthien.core.actors import SYSTEM
    from thanthien.identity import service as identity

    made = identity.invite(actor=SYSTEM, now=now, unit_id=unit_id, staff_id=staff_id)
    path = reverse("office:invitation", args=[identity.token_of(UUID(made.id))])
    return f"{settings.THANTHIEN_URL}{path}", made.ends_at
