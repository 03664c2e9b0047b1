"""Seeds of second factors, written anew when the field key changes: they lie in allauth's own table (core.rekey)."""

import base64
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from thanthien.core import crypto, db

SEALED: Final = ("secret", "seed")
CODES: Final = "migrated_codes"


def factors() -> int:
    """Rewrite every seed that stands under an older key, each person's factors in a transaction of their own."""
    keys = list(Authenticator.objects.order_by("pk").values_list("pk", flat=True))
    return sum(_one(key) for key in keys)


def _one(key: Any) -> int:
    with db.turn(), transaction.atomic():
        row = db.lock(Authenticator.objects.filter(pk=key)).first()
        if row is None:
            return 0
        old = row.data
        new = {name: _fresh(value) if name in SEALED else value for name, value in old.items()}
        if isinstance(old.get(CODES), list):
            new[CODES] = [_fresh(code) for code in old[CODES]]
        if new == old:
            return 0
        row.data = new
        row.save(update_fields=["data"])
        return 1


def _fresh(value: Any) -> Any:
    if not isinstance(value, str) or not value or crypto.is_present(base64.b64decode(value)):
        return value
    return crypto.encrypt_text(crypto.decrypt_text(value))
