"""What is asked about invitations and factors. Whoever asks for others must be allowed to change staff."""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db.models import QuerySet

from thanthien.core import tokens, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.identity.models import Invitation
from thanthien.org.models import Position, Staff
from thanthien.rules.rights import needs_second_factor

PURPOSE: Final = "invitation"
TOTP, PASSKEY, CODES = (
    Authenticator.Type.TOTP.value,
    Authenticator.Type.WEBAUTHN.value,
    Authenticator.Type.RECOVERY_CODES.value,
)
PERIOD: Final = 30  # seconds of one code (RFC 6238)


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey as its owner sees it."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody can show besides the password. ``codes`` is how many recovery codes are left."""

    totp: Passkey | None
    passkeys: tuple[Passkey, ...]
    codes: int

    @property
    def count(self) -> int:
        """How many factors; recovery codes are a spare, not a factor."""
        return len(self.passkeys) + (self.totp is not None)


def factors_of(staff_id: UUID) -> Factors:
    """Return somebody's factors, in one query."""
    rows = list(Authenticator.objects.filter(user_id=staff_id).order_by("id"))
    totp = next((row for row in rows if row.type == TOTP), None)
    codes = next((row for row in rows if row.type == CODES), None)
    return Factors(
        _seen(totp, "Mã 6 số trên điện thoại") if totp else None,
        tuple(_seen(row, row.data["name"]) for row in rows if row.type == PASSKEY),
        len(RecoveryCodes(codes).get_unused_codes()) if codes else 0,
    )


def _seen(row: Any, name: str) -> Passkey:
    return Passkey(row.id, name, row.created_at, row.last_used_at)


def own_rows(staff_id: UUID) -> QuerySet[Any]:
    """Return somebody's rows in allauth's table."""
    rows: QuerySet[Any] = Authenticator.objects.filter(user_id=staff_id)
    return rows


def recovery_codes(staff_id: UUID) -> list[str]:
    """Return the unused codes; shown only in the answer to the press that made them."""
    row = own_rows(staff_id).filter(type=CODES).first()
    return RecoveryCodes(row).get_unused_codes() if row else []


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step (RFC 6238) whose code was typed: this one, or a neighbour for clocks that differ."""
    here = int(now.timestamp()) // PERIOD
    typed = code.encode("utf-8", "surrogatepass")
    for step in (here, here - 1, here + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), typed):
            return step
    return None


def code_at(secret: str, step: int) -> str:
    """Return the six digits of a time step."""
    return str(format_hotp_value(hotp_value(secret, step)))


def demo_secret(login: str) -> str:
    """Return the seed of a demo person; raises ``RuntimeError`` in a real installation."""
    if not settings.DEMO:
        raise RuntimeError("only a demo has people whose codes are shown")
    return b32encode(hashlib.sha256(f"demo:{settings.SECRET_KEY}:{login}".encode()).digest()[:20]).decode()


def demo_code(staff: Staff, now: datetime) -> str:
    """Return the code that a demo person would read off the phone, "" for anybody else and outside a demo."""
    row = own_rows(staff.id).filter(type=TOTP).first() if settings.DEMO else None
    if row is None or decrypt(row.data["secret"]) != demo_secret(staff.login):
        return ""
    here = int(now.timestamp()) // PERIOD
    return code_at(demo_secret(staff.login), max(here, min(here + 1, row.data.get("last", 0) + 1)))


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation as the invited person meets it. ``state``: open, used, withdrawn or expired."""

    id: UUID
    state: str
    staff: Staff
    unit_id: UUID
    first: bool
    ends_at: datetime


def token_of(invitation_id: UUID) -> str:
    """Return the secret of a link; derived, so no table holds it."""
    return tokens.for_id(PURPOSE, invitation_id)


def state_of(row: Invitation, now: datetime) -> str:
    """Return what became of an invitation."""
    if row.used_at is not None:
        return "used"
    if row.withdrawn_at is not None:
        return "withdrawn"
    return "open" if now < row.ends_at and row.staff.is_active else "expired"


def offer(token: str, now: datetime) -> Offer | None:
    """Return the invitation of a link, None for a link that we did not make."""
    found = tokens.id_of(PURPOSE, token)
    row = Invitation.objects.select_related("staff").filter(id=found).first() if found else None
    if row is None:
        return None
    return Offer(row.id, state_of(row, now), row.staff, row.unit_id, row.first, row.ends_at)


def open_invitations(actor: Actor, now: datetime) -> dict[UUID, Invitation]:
    """Return who of the administrator's unit was invited and has not come yet, by person."""
    if not actor.may("staff.change"):
        return {}
    rows = Invitation.objects.filter(unit_id=actor.scope, used_at=None, withdrawn_at=None, ends_at__gt=now)
    return {row.staff_id: row for row in rows}


def bound(staff_id: UUID, roles: Iterable[str], day: date) -> bool:
    """Tell whether any post of today, in whatever unit, asks for a second factor; ``roles`` are those acted in."""
    with wall.lifted():
        held = Position.objects.filter(staff_id=staff_id, valid_from__lte=day).exclude(valid_to__lte=day)
        return needs_second_factor({*roles, *held.values_list("role", flat=True)})


def home_of(staff_id: UUID) -> UUID:
    """Return the unit in whose journal an act stands of somebody who holds no post today: that of the latest post."""
    latest = Position.objects.filter(staff_id=staff_id).order_by("-valid_from").first()
    if latest is None:
        raise NotThere
    return latest.unit_id
