"""Columns of our own."""

import json
from typing import Any

from django.db import models

from thanthien.core import crypto


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # django-stubs: generic only for checkers
    """Text that stands encrypted in the database and plain in Python. It cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        return crypto.encrypt_text(value) if value else ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return crypto.decrypt_text(value) if value else ""


class EncryptedJSONField(models.JSONField):
    """JSON that stands in its column as one encrypted string. It cannot be searched; what is empty stays plain."""

    def get_prep_value(self, value: Any) -> Any:
        return crypto.encrypt_text(json.dumps(value)) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        kept = super().from_db_value(value, expression, connection)
        return json.loads(crypto.decrypt_text(kept)) if isinstance(kept, str) else kept
