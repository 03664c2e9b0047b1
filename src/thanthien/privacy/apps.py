"""What the law on personal data asks of the house."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Readings, requests of data subjects, retention, destruction."""

    name = "thanthien.privacy"
    label = "privacy"
