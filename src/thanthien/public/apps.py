"""A door: parse, call, render."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Addresses and pages only; no table, no rule."""

    name = "thanthien.public"
    label = "public"

    def ready(self) -> None:
        """Say how a code becomes a commune's site."""
        from thanthien.public import place
        from thanthien.web import sites

        sites.register(place.resolve)
