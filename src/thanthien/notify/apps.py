"""One channel each per way of telling people."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """E-mail and the paper slip."""

    name = "thanthien.notify"
    label = "notify"

    def ready(self) -> None:
        from thanthien.notify import checks  # noqa: F401  (registers the system check)
