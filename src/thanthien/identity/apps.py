"""Signing in and everything that keeps it safe."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Invitations, factors and sessions of the officers."""

    name = "thanthien.identity"
    label = "identity"
