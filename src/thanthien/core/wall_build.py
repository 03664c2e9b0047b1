"""Building the wall after each change of tables: role, grants, policies. Runs as the owner, on PostgreSQL only."""

from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from thanthien.core import db, wall_tables

POLICY: Final = "thanthien_wall"
# The audit chain is added to. Only what erasure takes out of a row may be rewritten; no row may be removed.
_ONLY_ADDED: Final = {"core_auditrow": ("detail", "salt")}
_READ_ONLY: Final = ("django_migrations",)
_DEFINED = (
    "SELECT c.relname, obj_description(p.oid, 'pg_policy') FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
    " WHERE p.polname = %s AND c.relnamespace = current_schema()::regnamespace AND c.relrowsecurity"
)


class RoleMissing(RuntimeError):
    """The application's role is not there; the message says how a superuser makes it."""


def build() -> int:
    """Make every policy that is missing or out of date and grant the rest; return how many were made.

    Raises :class:`RoleMissing`. Safe to repeat: where all stands, no table is locked.
    """
    if not db.is_postgres():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        _role(cursor)
        made = _policies(cursor)
        _grants(cursor)
    return made


def wanting() -> str:
    """Return what a superuser has to do first, or "" where roles are there or can be made by this owner."""
    with connection.cursor() as cursor:
        needed = _missing(cursor)
        return "" if "no role" in needed and _is_superuser(cursor) else needed


def _missing(cursor: Any) -> str:
    role = settings.THANTHIEN_DB_APP_USER
    cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s), session_user", [role])
    there, owner = cursor.fetchone()
    if not there:
        return f"PostgreSQL has no role {role}; as its superuser: CREATE ROLE {role}; GRANT {role} TO {owner};"
    cursor.execute(
        "SELECT pg_has_role(session_user, oid, 'MEMBER'), rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s",
        [role],
    )
    member, above = cursor.fetchone()
    if above:
        return f"the role {role} walks through every wall; as superuser: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;"
    return "" if member else f"{owner} may not act as {role}; as superuser: GRANT {role} TO {owner};"


def _role(cursor: Any) -> None:
    needed = _missing(cursor)
    if not needed:
        return
    role = _quoted(settings.THANTHIEN_DB_APP_USER)
    if "no role" not in needed or not _is_superuser(cursor):
        raise RoleMissing(needed)
    cursor.execute(f"CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS")


def _is_superuser(cursor: Any) -> bool:
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
    return bool(cursor.fetchone()[0])


def _policies(cursor: Any) -> int:
    cursor.execute(_DEFINED, [POLICY])
    defined, there = dict(cursor.fetchall()), set(connection.introspection.table_names(cursor))
    wanted = {table: when for table, when in wall_tables.policies().items() if table in there}
    for table in sorted(defined.keys() - wanted.keys()):
        cursor.execute(f"DROP POLICY {POLICY} ON {_quoted(table)}")
        cursor.execute(f"ALTER TABLE {_quoted(table)} DISABLE ROW LEVEL SECURITY")
    changed = {table: when for table, when in wanted.items() if defined.get(table) != when}
    for table, when in changed.items():
        name = _quoted(table)
        cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {name}")
        cursor.execute(f"CREATE POLICY {POLICY} ON {name} USING ({when}) WITH CHECK ({when})")
        text = when.replace("'", "''")
        cursor.execute(f"COMMENT ON POLICY {POLICY} ON {name} IS '{text}'")
    return len(changed)


def _grants(cursor: Any) -> None:
    role = _quoted(settings.THANTHIEN_DB_APP_USER)
    cursor.execute("SELECT quote_ident(current_schema())")
    schema = cursor.fetchone()[0]
    cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}")
    there = set(connection.introspection.table_names(cursor))
    for table, columns in _ONLY_ADDED.items() if _ONLY_ADDED.keys() <= there else ():
        cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")
        cursor.execute(f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {role}")
    for table in _READ_ONLY:
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
