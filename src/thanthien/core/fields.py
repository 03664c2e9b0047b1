"""Columns of our own.

A value is bound to its table and column: put into another one it does not open. It is not bound to its row, since
a column meets its value before the row has a name; whoever can write the database could still swap two rows' values.
"""

import json
from typing import Any

from django.apps import apps
from django.db import models

from thanthien.core import crypto


def place_of(field: Any) -> str:
    """Return what a column's values are bound to. A column that is renamed has to be rewritten by its migration."""
    return f"{field.model._meta.db_table}.{field.column}"


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # django-stubs: generic only for checkers
    """Text that stands encrypted in the database and plain in Python. It cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        return crypto.encrypt_text(value, place_of(self)) if value else ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return crypto.decrypt_text(value, place_of(self)) if value else ""


class EncryptedJSONField(models.JSONField):
    """JSON that stands in its column as one encrypted string. It cannot be searched; what is empty stays plain."""

    def get_prep_value(self, value: Any) -> Any:
        return crypto.encrypt_text(json.dumps(value), place_of(self)) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.opened(super().from_db_value(value, expression, connection))

    def opened(self, kept: Any) -> Any:
        """Return what a statement of our own has read as JSON."""
        return json.loads(crypto.decrypt_text(kept, place_of(self))) if isinstance(kept, str) else kept


def encrypted() -> list[tuple[type[models.Model], Any]]:
    """Return every encrypted column of the house with its model."""
    kinds = (EncryptedTextField, EncryptedJSONField)
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
    ]


def try_key() -> None:
    """Read the newest encrypted value of each kind; raises :class:`crypto.Unreadable` under another key.

    Better at the start than on the first page that shows a name.
    """
    for model, field in encrypted():
        rows: models.QuerySet[Any, Any] = models.QuerySet(model).order_by("-pk").values_list(field.name, flat=True)
        if isinstance(field, EncryptedTextField):
            rows.exclude(**{field.name: ""}).first()
        else:
            rows.first()
