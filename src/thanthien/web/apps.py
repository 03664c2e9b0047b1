"""The design system as an app: static files, templates and tags; it owns no table."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Shared by the sites; below them, above core."""

    name = "thanthien.web"
    label = "web"
    verbose_name = "Giao diện chung"

    def ready(self) -> None:
        from thanthien.web import checks  # noqa: F401  (registers the system checks)
