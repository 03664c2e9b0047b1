"""A factor asked for at the very moment of a signature: being inside a session is not enough, nor is the password.

The six digits work once (``identity.check_totp``); a passkey answers a challenge of this page alone. Codes of the
printed sheet open the door of somebody who lost the phone; they sign nothing.
"""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn

from thanthien.core.errors import Refused
from thanthien.identity import lockout
from thanthien.identity import service as identity
from thanthien.office.guard import StaffRequest
from thanthien.office.second_step import passkey
from thanthien.web import words


def options(request: StaffRequest) -> str:
    """Return the challenge for this person's passkeys as JSON, "" for whoever has none."""
    has = identity.factors_of(request.staff.id)
    return json.dumps(webauthn.begin_authentication(request.staff)) if has.passkeys else ""


def shown(request: StaffRequest, code: str = "", credential: Any = None) -> str:
    """Return which factor was shown just now, "totp" or "webauthn"; raises :class:`Refused`, and slows guessing."""
    login = request.staff.login
    seconds = lockout.wait(request, login)
    if seconds:
        raise Refused(f"Đã gõ sai nhiều lần. Chờ {words.wait(seconds)} rồi thử lại.", "code", "locked")
    try:
        if credential is None:
            identity.check_totp(actor=request.actor, now=request.now, code=code)
            return "totp"
        key = passkey(request.staff, credential)
        identity.passkey_used(actor=request.actor, now=request.now, factor_id=key)
        return "webauthn"
    except Refused as no:
        lockout.missed(request, login)
        raise Refused(no.message, "code" if credential is None else "", no.code) from no
