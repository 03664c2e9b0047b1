"""Columns of our own."""

import json
from typing import Any

from django.apps import apps
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


def try_key() -> None:
    """Read the newest encrypted value of each kind; raises :class:`crypto.Unreadable` under another key.

    Better at the start than on the first page that shows a name.
    """
    for model in apps.get_models():
        for field in model._meta.fields:
            rows: models.QuerySet[Any, Any] = models.QuerySet(model).order_by("-pk").values_list(field.name, flat=True)
            if isinstance(field, EncryptedTextField):
                rows.exclude(**{field.name: ""}).first()
            elif isinstance(field, EncryptedJSONField):
                rows.first()
