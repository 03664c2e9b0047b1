"""Django's handle on the house's ground floor."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Audit chain, outbox, jobs, files, counters."""

    name = "thanthien.core"
    label = "core"

    def ready(self) -> None:
        from thanthien.core import checks  # noqa: F401  (registers the system checks)
