"""Panels on a dossier's first page: what another part of the house knows of it (fees, channel, signature …).

    @panel("office/fees/panel.html")
    def fees(case: Case) -> dict[str, Any] | None: ...

None leaves the panel out. The template finds what was returned as ``panel``; its module is imported by its addresses.
"""

from collections.abc import Callable
from typing import Any, Final

from thanthien.office.case import Case

Build = Callable[[Case], dict[str, Any] | None]
PANELS: Final[dict[str, Build]] = {}


def panel(template: str) -> Callable[[Build], Build]:
    """Register a panel under its template, in the order of registration."""

    def wrap(build: Build) -> Build:
        PANELS[template] = build
        return build

    return wrap


def panels_of(case: Case) -> list[tuple[str, dict[str, Any]]]:
    """Return the panels that have something to say about a dossier: template and what it needs."""
    built = ((template, build(case)) for template, build in PANELS.items())
    return [(template, found) for template, found in built if found is not None]
