"""A door: parse, call, render."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Addresses and pages only; no table, no rule."""

    name = "thanthien.ops"
    label = "ops"
