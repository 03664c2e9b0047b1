"""Signing in and everything that keeps it safe."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Invitations, factors and sessions of the officers."""

    name = "thanthien.identity"
    label = "identity"

    def ready(self) -> None:
        from thanthien.identity.commands.reorganised import invitations
        from thanthien.org import service as org

        org.follows("invitations", lambda scheme: (), invitations)
