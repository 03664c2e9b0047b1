"""Ways through the doors that the tests of signing in share."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD
from tests.world import NOW
from thanthien.core.actors import SYSTEM
from thanthien.core.models import AuditRow
from thanthien.identity import access
from thanthien.identity import service as identity

GOOD = "bưởi chín bên hiên trăng"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(seed: str = SEED, at: datetime = NOW) -> str:
    """The six digits that a phone shows at a moment."""
    return access.code_at(seed, int(at.timestamp()) // access.PERIOD)


def with_phone(actor: Any, at: datetime = NOW) -> None:
    """Give somebody an app with the seed; the code of ``at`` is used up by it."""
    identity.add_totp(actor=actor, now=at, secret=SEED, code=code(at=at))


def password_step(login: str, password: str = PASSWORD, client: Client | None = None) -> tuple[Client, Any]:
    """Send name and password at the real page."""
    client = client or Client()
    return client, client.post(reverse("office:login"), {"login": login, "password": password})


def invited(world: Any, login: str, at: datetime = NOW) -> str:
    """Invite somebody from the machine; return the address of the invitation."""
    actor = world.actors[login]
    made = identity.invite(actor=SYSTEM, now=at, unit_id=actor.unit_id, staff_id=UUID(actor.id))
    return reverse("office:invitation", args=[identity.token_of(UUID(made.id))])


def acts(world: Any, login: str) -> list[str]:
    """The journal's words about somebody, oldest first."""
    rows = AuditRow.objects.filter(unit_id=world.actors[login].unit_id, subject_id=UUID(world.actors[login].id))
    return list(rows.order_by("seq").values_list("act", flat=True))
