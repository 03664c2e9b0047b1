"""A door: parse, call, render."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Addresses and pages only; no table, no rule."""

    name = "thanthien.office"
    label = "office"
