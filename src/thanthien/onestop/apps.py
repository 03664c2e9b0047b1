"""Catalogue, dossiers and the desk."""

from django.apps import AppConfig


class OnestopConfig(AppConfig):
    """The one-stop shop."""

    name = "thanthien.onestop"
    label = "onestop"
