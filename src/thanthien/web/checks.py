"""System checks: a server outside the demo does not start with a door left open for development."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_ADMIN = "django.contrib.admin"


@register()
def doors_are_shut(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse pages of faults with details, an answer to every host name, and Django's own administration."""
    found = []
    if settings.DEBUG:
        found.append(Error("DEBUG is on: pages of faults would show the program's inside", id="thanthien.E010"))
    if "*" in settings.ALLOWED_HOSTS and not settings.DEMO:
        found.append(Error("ALLOWED_HOSTS takes every name; write the house's own names", id="thanthien.E011"))
    if _ADMIN in settings.INSTALLED_APPS:
        found.append(Error(f"{_ADMIN} writes around commands and their audit rows", id="thanthien.E012"))
    return list(found)
