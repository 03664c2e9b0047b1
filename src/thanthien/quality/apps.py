"""Ratings, and the signals that stand on them."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """What people say of a contact, kept apart from the dossier."""

    name = "thanthien.quality"
    label = "quality"

    def ready(self) -> None:
        from thanthien.org import service as org
        from thanthien.quality.following import ratings

        org.follows("ratings", ratings, org.nothing_moves)
