"""Columns of our own."""

from typing import Any

from django.db import models

from thanthien.core import crypto


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # django-stubs: generic only for checkers
    """Text that stands encrypted in the database and plain in Python. It cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        return crypto.encrypt_text(value) if value else ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return crypto.decrypt_text(value) if value else ""
