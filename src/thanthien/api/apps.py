"""A door: parse, call, render."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Addresses and pages only; no table, no rule."""

    name = "thanthien.api"
    label = "api"
