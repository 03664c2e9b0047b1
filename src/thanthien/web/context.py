"""What every template may lean on: ``site``, ``me`` and ``today``."""

from typing import Any

from django.http import HttpRequest

from thanthien.core import clock
from thanthien.web.sites import Me, Site


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the commune, the person at work and the present day to every page."""
    return {
        "site": getattr(request, "site", None) or Site(),
        "me": getattr(request, "me", None) or Me(),
        "today": clock.today(),
    }
