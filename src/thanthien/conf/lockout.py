"""How django-axes is set: it asks our handler, and keeps nothing of its own (docs/adr/0024-lock-out-axes.md)."""

from collections.abc import Mapping
from typing import Any, Final

APPS: Final = ("axes",)
SETTINGS: Final[Mapping[str, Any]] = {
    "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"],
    "AXES_HANDLER": "thanthien.identity.lockout.Handler",
    "AXES_USERNAME_FORM_FIELD": "login",
    "AXES_CLIENT_IP_CALLABLE": "thanthien.web.client.address_of",
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_VERBOSE": False,
    # The middleware would replace our page, with what was typed in it, by one of its own.
    "SILENCED_SYSTEM_CHECKS": ["axes.W002"],
}
