"""A browser that is signed in, or a stranger's that holds a draft."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """Django's own row, and whose it is, so that people can see and end their sessions."""

    staff_id = models.UUIDField(null=True, db_index=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return the engine of the house."""
        from thanthien.core.sessions import SessionStore

        return SessionStore
