"""What the law on personal data asks of the house."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Readings, requests of data subjects, retention, destruction."""

    name = "thanthien.privacy"
    label = "privacy"

    def ready(self) -> None:
        from thanthien.onestop import service as onestop
        from thanthien.org import service as org
        from thanthien.privacy import following
        from thanthien.privacy.commands import redating
        from thanthien.privacy.commands.reorganised import requests

        # Late: the dossiers that they are about have gone by then.
        org.follows("data_requests", following.lines, org.nothing_moves, late=requests)
        onestop.redating.follow("data_requests", redating.dates, redating.redate)
