"""Signing in: what is taken of django-allauth (docs/adr/0022-signing-in-allauth.md)."""

from collections.abc import Mapping
from typing import Any, Final

APPS: Final = (
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "thanthien.identity",
)
MIDDLEWARE: Final = ("allauth.account.middleware.AccountMiddleware",)
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
