"""Signing in: what is taken of django-allauth (docs/adr, "Signing in")."""

from collections.abc import Mapping
from typing import Any, Final

APPS: Final = (
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "thanthien.identity",
)
MIDDLEWARE: Final = ("allauth.account.middleware.AccountMiddleware",)
PASSWORD_RULES: Final[list[dict[str, Any]]] = [
    {"NAME": "thanthien.identity.passwords.LongEnough"},
    {"NAME": "thanthien.identity.passwords.NotEasy"},
]
SETTINGS: Final[Mapping[str, Any]] = {
    "ACCOUNT_ADAPTER": "thanthien.identity.adapter.AccountAdapter",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": "login",
    "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "MFA_ADAPTER": "thanthien.identity.adapter.FactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_WEBAUTHN_USER_VERIFICATION": "preferred",
}
