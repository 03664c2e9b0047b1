"""Signing in and everything that keeps it safe."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Invitations, factors and sessions of the officers."""

    name = "thanthien.identity"
    label = "identity"

    def ready(self) -> None:
        """Tell other rooms what of theirs lies here: seeds to be rewritten, invitations to be carried along."""
        from thanthien.core import rekey
        from thanthien.identity.commands.rekeyed import factors
        from thanthien.identity.commands.reorganised import invitations
        from thanthien.org import service as org

        rekey.OTHERS["mfa_authenticator"] = factors
        org.follows("invitations", lambda scheme: (), invitations)
