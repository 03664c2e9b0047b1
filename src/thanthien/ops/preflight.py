"""What is looked at before anything starts: keys, database, port, files. Each fault is one line at once."""

import os
import socket
import ssl
from pathlib import Path

from thanthien.ops.output import Failed


def database() -> None:
    """Try the database with a plain connection: the pool would hide a wrong password for its time-out."""
    if os.environ.get("THANTHIEN_DB", "sqlite") == "postgres":
        _postgres()
    else:
        _sqlite_folder()


def _postgres() -> None:
    import psycopg
    from django.conf import settings

    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    chosen = settings.DATABASES["default"]
    words = {name: str(chosen[key]) for name, key in names.items() if chosen[key]}
    where = f"{words.get('user')}@{words.get('host', 'the local socket')}/{words.get('dbname')}"
    try:
        psycopg.connect(psycopg.conninfo.make_conninfo(**words, connect_timeout=5)).close()
    except psycopg.OperationalError as error:
        why = str(error).strip().splitlines()[-1] if str(error).strip() else "no answer"
        raise Failed(f"PostgreSQL refuses {where}: {why}; see THANTHIEN_DB_HOST, _USER and _PASSWORD") from error
    _second_role()


def _second_role() -> None:
    """Refuse to make tables that nobody may serve (docs/operations/postgresql.md)."""
    from thanthien.core import wall_build

    needed = wall_build.wanting()
    if needed:
        raise Failed(needed)


def _sqlite_folder() -> None:
    from django.conf import settings

    folder = Path(settings.DATA_DIR)
    if not os.access(folder, os.W_OK):
        raise Failed(f"{folder} cannot be written by this user; give it to the user who runs thanthien")


def port(host: str, number: int) -> None:
    """Refuse a port that somebody else holds, before the server tries for it."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = error.strerror or str(error)
        raise Failed(f"cannot listen on {host}:{number}: {why}; choose another with --port or --host") from error


def certificate(cert: str, key: str) -> None:
    """Refuse a certificate and key that do not fit together or cannot be read."""
    if bool(cert) != bool(key):
        raise Failed("--cert and --key go together; give both or neither")
    if not cert:
        return
    for path in (cert, key):
        if not Path(path).is_file():
            raise Failed(f"there is no file {path}")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password=lambda: b"")
    except (ssl.SSLError, OSError, ValueError) as error:
        raise Failed(f"{cert} and {key} cannot be used: {error}") from error


def field_key() -> None:
    """Refuse a key that does not open what is stored."""
    from thanthien.core import crypto, fields

    try:
        fields.try_key()
    except crypto.Unreadable as error:
        raise Failed(f"{error}; put the right key into the environment or the installation's thanthien.env") from error


def checks() -> None:
    """Run Django's and our own system checks: the server does not start on a broken rulebook."""
    from django.core import checks as django_checks

    errors = [found for found in django_checks.run_checks() if found.level >= django_checks.ERROR]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Failed(f"the system check {errors[0].id} fails: {errors[0].msg}{more}")
