"""A cursor of the PostgreSQL driver whose statements are parsed once a connection."""

from typing import Any, Self

import psycopg


class PreparedCursor(psycopg.Cursor[Any]):
    """Binds on the server and prepares always; for statements of which there are few."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Self:
        """Execute a statement, prepared."""
        return super().execute(query, params, prepare=True, **more)
