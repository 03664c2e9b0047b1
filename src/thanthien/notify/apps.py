"""One channel each per way of telling people."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """E-mail and the paper slip."""

    name = "thanthien.notify"
    label = "notify"

    def ready(self) -> None:
        from thanthien.notify import (
            checks,  # noqa: F401  (registers the system check)
            following,
        )
        from thanthien.notify.commands import follow_waiting
        from thanthien.org import service as org

        # Late: what is about a dossier has gone with it by then.
        org.follows("messages", following.messages, org.nothing_moves, late=follow_waiting)
