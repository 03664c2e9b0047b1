"""A door: parse, call, render."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Addresses and pages only; no table, no rule."""

    name = "thanthien.public"
    label = "public"
