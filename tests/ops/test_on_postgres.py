"""The same installation on PostgreSQL, in a database of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.ops.house import UNIT, House

NAME = "thanthien_house"


@pytest.fixture
def on_postgres(tmp_path: Path) -> Iterator[House]:
    names = {name: value for name, value in os.environ.items() if name.startswith("THANTHIEN_DB_")}
    where = {"host": names["THANTHIEN_DB_HOST"], "port": names["THANTHIEN_DB_PORT"], "user": names["THANTHIEN_DB_USER"]}
    with psycopg.connect(dbname=names["THANTHIEN_DB_NAME"], autocommit=True, **where) as server:  # type: ignore[arg-type]
        server.execute(f"DROP DATABASE IF EXISTS {NAME}")
        server.execute(f"CREATE DATABASE {NAME}")
        yield House(tmp_path / "var", **(names | {"THANTHIEN_DB": "postgres", "THANTHIEN_DB_NAME": NAME}))
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_commune_begins_serves_and_verifies(on_postgres: House, tmp_path: Path) -> None:
    on_postgres.json("init", "--unit", UNIT, "--admin", "lan")
    with on_postgres.serving("serve") as server:
        assert '"ok": true' in server.get("/readyz")[1]
    assert on_postgres.json("audit", "verify") == {"ok": True, "rows": 3, "first_bad": None, "days": 0, "promises": 0}
    assert on_postgres.json("search", "giay doc than")["results"][0]["code"] == "1.004873"
    assert "pg_dump" in on_postgres.refusal("backup", str(tmp_path / "x.backup"))
    assert "pg_restore" in on_postgres.refusal("restore", str(on_postgres.folder / "thanthien.env"))
