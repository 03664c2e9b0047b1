"""Words of the work pages: a state as officers say it, the address of a dossier's page."""

from typing import Any

from django import template

from thanthien.rules.dossier import MACHINE
from thanthien.web import maps

register = template.Library()


@register.filter
def state(name: str) -> str:
    """Say a state as officers do: "đang giải quyết"."""
    known = MACHINE.states.get(name)
    return known.label if known else name


@register.simple_tag
def dossier_url(dossier_id: Any) -> str:
    """Return the address of a dossier's page."""
    return maps.address("office:dossier", dossier_id)
