"""The same installation on PostgreSQL, in a database of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.ops.house import UNIT, House

NAME = "thanthien_house"


NAMES = {name: value for name, value in os.environ.items() if name.startswith("THANTHIEN_DB_")}


def superuser(database: str = "") -> "psycopg.Connection[tuple[object, ...]]":
    """A session of the cluster's owner."""
    return psycopg.connect(
        dbname=database or NAMES["THANTHIEN_DB_NAME"], host=NAMES["THANTHIEN_DB_HOST"], autocommit=True,
        port=NAMES["THANTHIEN_DB_PORT"], user=NAMES["THANTHIEN_DB_USER"],
    )  # fmt: skip


@pytest.fixture
def on_postgres(tmp_path: Path) -> Iterator[House]:
    names = NAMES
    with superuser() as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME}")
        server.execute(f"CREATE DATABASE {NAME}")
        yield House(tmp_path / "var", **(names | {"THANTHIEN_DB": "postgres", "THANTHIEN_DB_NAME": NAME}))
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_commune_begins_serves_and_verifies(on_postgres: House, tmp_path: Path) -> None:
    on_postgres.json("init", "--unit", UNIT, "--admin", "lan")
    with on_postgres.serving("serve") as server:
        assert '"ok": true' in server.get("/readyz")[1]
    assert on_postgres.json("audit", "verify") == {"ok": True, "rows": 4, "first_bad": None, "days": 0, "promises": 0}
    assert on_postgres.json("search", "giay doc than")["results"][0]["code"] == "1.004873"
    assert "pg_dump" in on_postgres.refusal("backup", str(tmp_path / "x.backup"))
    assert "pg_restore" in on_postgres.refusal("restore", str(on_postgres.folder / "thanthien.env"))


PLAIN, PAGES = "plain_owner", "plain_pages"


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[House]:
    """A database whose owner is nobody special, as a real server's should be."""
    with superuser() as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME}_plain")
        for role in (PLAIN, PAGES):
            server.execute(f"DROP ROLE IF EXISTS {role}")
        server.execute(f"CREATE ROLE {PLAIN} LOGIN")
        server.execute(f"CREATE DATABASE {NAME}_plain OWNER {PLAIN}")
        named = {"USER": PLAIN, "NAME": f"{NAME}_plain", "APP_USER": PAGES}
        given = NAMES | {f"THANTHIEN_DB_{name}": value for name, value in named.items()} | {"THANTHIEN_DB": "postgres"}
        yield House(tmp_path / "var", **given)
        server.execute(f"DROP DATABASE {NAME}_plain WITH (FORCE)")
        for role in (PLAIN, PAGES):
            server.execute(f"DROP ROLE IF EXISTS {role}")


def sessions(house: House) -> set[str]:
    """Who is connected to the house's database."""
    with superuser() as server:
        rows = server.execute("SELECT usename FROM pg_stat_activity WHERE datname = %s", [f"{NAME}_plain"])
        return {str(row[0]) for row in rows.fetchall()}


def test_two_roles_and_nothing_more_are_needed(plain: House) -> None:
    asked = ("init", "--unit", UNIT, "--admin", "lan")
    assert f"CREATE ROLE {PAGES}; GRANT {PAGES} TO {PLAIN};" in plain.refusal(*asked)
    with superuser() as server:
        server.execute(f"CREATE ROLE {PAGES}")
        assert f"GRANT {PAGES} TO {PLAIN};" in plain.refusal(*asked)
        server.execute(f"GRANT {PAGES} TO {PLAIN}")
        plain.json(*asked)
        server.execute(f"ALTER ROLE {PAGES} LOGIN")
    plain.environment["THANTHIEN_DB_APP_PASSWORD"] = "believed-by-the-socket"
    with plain.serving("serve") as server_process:
        assert '"ok": true' in server_process.get("/readyz")[1]
        assert server_process.get("/")[0] == 200
        assert PAGES in sessions(plain), "pages have a log-in of their own"
    assert plain.json("audit", "verify")["ok"] is True
