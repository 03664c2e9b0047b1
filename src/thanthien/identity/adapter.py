"""What allauth asks of the house: secrets are encrypted at rest, nobody signs up, a passkey belongs to one host."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from thanthien.core import crypto


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts of officers begin with an invitation, never with a sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Seeds of codes lie encrypted under the field key (``core.crypto``)."""

    def encrypt(self, text: str) -> str:
        """Return what the database keeps of a seed."""
        return crypto.encrypt_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the seed; raises ``core.crypto.Unreadable`` under another key."""
        return crypto.decrypt_text(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the host a passkey is bound to: the name in the address bar, checked by ALLOWED_HOSTS."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Thân Thiện"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Return how the device will show the account."""
        return {"id": user.pk.bytes, "display_name": user.name, "name": user.login}
