"""Units over time, people and their positions."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Who may do what, and for which unit."""

    name = "thanthien.org"
    label = "org"
